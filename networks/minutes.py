"""Minutes as a document: what the public reads, and what members read besides."""

from django.utils.translation import gettext as _

from portal.core import documents

from .meetings import when
from .models import Attendance, Meeting, Minutes


def public_minutes(slug, pk):
    """A public meeting whose minutes everybody may read. Raises Meeting.DoesNotExist."""
    return (
        Meeting.objects.public()
        .select_related("network", "minutes")
        .get(network__slug=slug, pk=pk, minutes__release=Minutes.Release.PUBLIC)
    )


def minutes_pdf(meeting, **options) -> bytes:
    """The file; see `minutes_data` for the options."""
    return documents.pdf("minutes", minutes_data(meeting, **options))


def minutes_data(meeting, *, portal, for_members=False):
    """What the file says; the internal parts, names of those present included, only for members."""
    items = meeting.items.all() if for_members else meeting.items.filter(is_internal=False)
    decisions = meeting.decisions.all() if for_members else meeting.decisions.public()
    return {
        "title": _("Protokoll: %(title)s") % {"title": meeting.title},
        "portal": portal,
        "facts": _facts(meeting, for_members),
        "items": [_item(number, item) for number, item in enumerate(items, 1)],
        "decisions": [{"title": each.title, "text": each.text} for each in decisions],
        "minutes": documents.blocks(meeting.minutes.text),
        "internal": documents.blocks(meeting.minutes.internal_text) if for_members else [],
    }


def _facts(meeting, for_members):
    rows = [
        (_("Netzwerk"), meeting.network.name),
        (_("Wann"), when(meeting)),
        (_("Wo"), meeting.place),
        (_("Anwesend"), present_words(meeting, for_members)),
    ]
    return [row for row in rows if row[1]]


def present_words(meeting, for_members):
    """Organisations that were there; for members with the names of people."""
    there = Attendance.objects.filter(meeting=meeting, was_there=True)
    there = there.select_related("membership__organisation__provider")
    return "; ".join(dict.fromkeys(filter(None, (_present(each, for_members) for each in there))))


def _present(attendance, for_members):
    seat = attendance.membership
    if seat is None:
        return attendance.guest_name if for_members else ""
    if for_members:
        return ", ".join(filter(None, [seat.person_name, seat.organisation.title]))
    return seat.organisation.title if seat.organisation.is_public else ""


def _item(number, item):
    return {"title": f"{number}. {item.title}", "text": item.text, "record": item.record}
