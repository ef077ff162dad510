"""Jobs of the events; the imports bring their deletion dates."""

from portal.core.jobs import every

from . import call, privacy, registration

RULES = (
    call.delete_contributions,
    privacy.delete_needs,
    privacy.anonymise_past,
    registration.delete_unconfirmed,
)


@every(minutes=2)
def end_what_is_over():
    registration.end_what_is_over()
