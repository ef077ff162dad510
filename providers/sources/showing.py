"""What the pages of a subscribed list show, as prepared words."""

from django.utils.translation import gettext as _

from ..models import Offer, OfferKind


def figures(source):
    """Label and number of each count of the last report."""
    labels = {
        "created": _("neu"),
        "changed": _("geändert"),
        "unchanged": _("unverändert"),
        "marked_missing": _("verschwunden, zu prüfen"),
        "refused": _("nicht übernommen"),
    }
    return [(label, source.report.get(name, 0)) for name, label in labels.items()]


def conflicts(source):
    """Open conflicts with the words of both sides."""
    rows = source.conflicts.filter(is_open=True).select_related("offer")
    kinds = dict(OfferKind.objects.values_list("pk", "name")) if rows else {}
    return [
        {
            "conflict": row,
            "label": Offer._meta.get_field(row.field).verbose_name,
            "ours": _words(row.field, getattr(row.offer, Offer._meta.get_field(row.field).attname), kinds),
            "theirs": _words(row.field, row.value, kinds),
        }
        for row in rows
    ]


def _words(name, value, kinds):
    field = Offer._meta.get_field(name)
    if name == "kind":
        value = kinds.get(value, "")
    elif field.choices:
        value = dict(field.flatchoices).get(value, value)
    return _("keine Angabe") if value in (None, "") else str(value)
