"""From rows to OParl 1.1 objects (specification: OParl/spec). What is not known or not public is left out."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Minutes, Network

SCHEMA = "https://schema.oparl.org/1.1/"
BODY = 1  # the one Körperschaft of the portal
# OParl knows Gremien; what only exchanges is "Sonstiges".
_TYPES = {
    Network.Kind.STRATEGIC: "Gremium",
    Network.Kind.OPERATIVE: "Gremium",
    Network.Kind.CONTROL: "Gremium",
}


def url(name, *arguments):
    return settings.SITE_URL + reverse(f"oparl:{name}", args=arguments)


def web(path):
    return settings.SITE_URL + path


def _object(kind, address, **fields):
    known = {name: value for name, value in fields.items() if value not in (None, "", [])}
    return {"id": address, "type": f"{SCHEMA}{kind}"} | known


def system():
    return _object(
        "System",
        url("system"),
        oparlVersion=SCHEMA,
        name=f"{settings.PORTAL_NAME} {settings.PORTAL_CITY}",
        website=web("/"),
        body=url("bodies"),
    )


def body():
    lists = {
        name: url("list", BODY, name)
        for name in (
            "organization", "person", "meeting", "agendaItem", "membership", "paper", "consultation", "file",
            "locationList", "legislativeTermList",
        )
    }  # fmt: skip
    name = _("Bildungsnetzwerke %(city)s") % {"city": settings.PORTAL_CITY}
    return _object(
        "Body", url("body", BODY), system=url("system"), name=name, shortName=settings.PORTAL_CITY, **lists
    ) | {"legislativeTerm": []}


def network(row):
    """A network with `public_seats` and its parent loaded."""
    parent = row.parent if row.parent and row.parent.is_public else None
    return _object(
        "Organization",
        url("network", row.pk),
        body=url("body", BODY),
        name=row.name,
        organizationType=_TYPES.get(row.kind, "Sonstiges"),
        classification=str(row.get_kind_display()),
        membership=[url("membership", seat.pk) for seat in row.public_seats],
        meeting=url("network-meetings", row.pk),
        subOrganizationOf=parent and url("network", parent.pk),
        startDate=_day(row.begins_on),
        endDate=_day(row.ends_on),
        website=row.website,
        created=row.created_at.isoformat(),
        modified=row.changed_at.isoformat(),
        web=web(row.get_absolute_url()),
    )


def house(row):
    """An organisation with its provider loaded."""
    return _object(
        "Organization",
        url("house", row.pk),
        body=url("body", BODY),
        name=row.title,
        organizationType="Institution",
        classification=str(row.get_kind_display()),
        website=row.website,
        web=web(row.get_absolute_url()),
    )


def membership(seat, today):
    """A seat; its person only with consent."""
    return _object(
        "Membership",
        url("membership", seat.pk),
        person=url("person", seat.pk) if seat.shown_person(today) else None,
        organization=url("network", seat.network_id),
        onBehalfOf=url("house", seat.organisation_id),
        role=str(seat.get_role_display()),
        votingRight=seat.has_vote,
        startDate=_day(seat.from_day),
        endDate=_day(seat.until_day),
    )


def person(seat, today):
    """The person of a seat whose name may be shown: a person in two networks is two, nothing here joins them."""
    return _object(
        "Person",
        url("person", seat.pk),
        body=url("body", BODY),
        name=seat.shown_person(today),
        membership=[membership(seat, today)],
    )


def meeting(row):
    """A public meeting with its network, `public_items` and minutes."""
    minutes = getattr(row, "minutes", None)
    is_open = bool(minutes and minutes.release == Minutes.Release.PUBLIC)
    file = web(reverse("networks:minutes", args=[row.network.slug, row.pk])) if is_open else None
    return _object(
        "Meeting",
        url("meeting", row.pk),
        name=row.title,
        meetingState="durchgeführt" if row.begins_at < timezone.now() else "terminiert",
        cancelled=row.is_cancelled,
        start=_moment(row.begins_at),
        end=_moment(row.ends_at),
        location=_location(row),
        organization=[url("network", row.network_id)],
        resultsProtocol=file and _file(row, file),
        agendaItem=[agenda_item(item) for item in row.public_items],
        modified=row.changed_at.isoformat(),
        web=web(reverse("networks:meeting", args=[row.network.slug, row.pk])),
    )


def _location(row):
    return row.place and _object("Location", url("location", row.pk), description=row.place)


def location(row):
    return _location(row)


def _file(row, address):
    return _object(
        "File", url("file", row.pk), name=_("Protokoll"), mimeType="application/pdf", accessUrl=address
    )


def file(row):
    return _file(row, web(reverse("networks:minutes", args=[row.network.slug, row.pk])))


def agenda_item(item):
    return _object(
        "AgendaItem",
        url("agenda-item", item.pk),
        meeting=url("meeting", item.meeting_id),
        number=str(item.position),
        name=item.title,
        public=True,
    ) | {"order": item.position}


def _day(day):
    return day and day.isoformat()


def _moment(moment):
    return moment and timezone.localtime(moment).isoformat()
