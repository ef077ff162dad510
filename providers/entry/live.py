"""A published offer under change: said before it is sent, what is seen at once and what the team looks at first."""

from django.utils.translation import gettext as _

from ..changes.edits import SMALL, is_trusted
from ..differences import labels


def words(offer, form, by):
    """One or two sentences about the fields of a step."""
    here = _("Dieses Angebot steht im Portal.")
    if is_trusted(offer, by):
        return f"{here} {_('Was Sie hier ändern, ist sofort sichtbar.')}"
    names = (*form._meta.fields, *form.BESIDE)
    first_checked = [name for name in names if name not in SMALL]
    if len(first_checked) == len(names):
        rest = _(
            "Was Sie hier ändern, sieht das Bildungsbüro zuerst an. Bis dahin bleibt die Seite, wie sie ist."
        )
        return f"{here} {rest}"
    rest = _(
        "Was Sie hier ändern, ist sofort sichtbar. Nur das sieht das Bildungsbüro zuerst an: %(fields)s."
    ) % {"fields": ", ".join(labels(first_checked))}
    return f"{here} {rest}"
