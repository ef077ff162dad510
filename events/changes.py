"""Changing one person of a registration: what was told, and the choice of items."""

from django.db import transaction

from . import registration


@transaction.atomic
def change_person(person, wanted):
    """Write what the person's form says. Raises RegistrationRefused where two items clash."""
    # The choice first: it locks the event, and rows in another order could wait for each other for ever.
    registration.choose_items(person, wanted.items)
    person.name, person.age, person.guardian = wanted.name, wanted.age, wanted.guardian
    person.needs, person.answers, person.kind = wanted.needs, wanted.answers, wanted.kind
    person.save(update_fields=["name", "age", "guardian", "needs", "answers", "kind"])
