"""What waits in the demo for the team and for providers: changes, reports, a claim, a list that is followed."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from providers import changes, claims
from providers.models import ConfirmationRule, Offer, OfferKind, OfferSource, Provider, SourceConflict
from providers.reports import reporting

from . import people
from .institutions import EXAMPLE

# Who changes which offer, what of it, and what the team asks about that.
EDITS = (
    (
        people.PROVIDER,
        "polnisch-fuer-nachbarn",
        {"summary": "Einkaufen, grüßen, nach dem Weg fragen: Polnisch für den Besuch hinter der Grenze."},
        "",
    ),
    (people.PROVIDER, "onlinebanking-ohne-angst", {"price_from": Decimal(28)}, ""),
    (
        people.OTHER,
        "sprachcafe-international",
        {"title": "Sprachcafé international, jetzt auch für Kinder"},
        "Ab welchem Alter können Kinder dabei sein?",
    ),
)
REPORTS = (
    {"kind": "error", "problem": "dates", "page": "/angebote/brettspielabend-am-elbufer/",
     "text": "Am Aushang steht 19 Uhr, hier steht eine andere Zeit."},
    {"kind": "missing", "wanted": "Nähkurs am Wochenende", "audience": "Erwachsene", "place": "Neustadt"},
)  # fmt: skip
CLAIMED = "beispiel-musikschule"
CLAIM = {
    "function": "Verwaltung der Beispiel-Musikschule",
    "work_contact": "0391 000 00 02",
    "reason": "Ich trage bei uns die Kurse ein und möchte sie hier aktuell halten.",
}
# Kind of offer: days since the last confirmation to remind, remind again, mark, hide and archive.
LADDERS = {
    None: (150, 170, 180, 240, 365),
    "kurs": (120, 140, 150, 210, 365),
    "offenes-angebot": (90, 110, 120, 180, 300),
    "treff": (90, 110, 120, 180, 300),
    "beratung": (240, 270, 300, 365, 540),
}
FOLLOWED = "beispiel-volkshochschule"
LIST = "https://kurse.example.org/beispiel-termine.ics"


def load():
    """Make all of it anew; what staff has set meanwhile stays."""
    for email, slug, data, question in EDITS:
        _edit(people.person(email), Offer.objects.get(source=EXAMPLE, source_id=slug), data, question)
    for said in REPORTS:
        reporting.report(**said)
    provider = Provider.objects.get(slug=CLAIMED, is_example=True)
    claims.make(provider, by=people.person(people.OTHER), **CLAIM)
    _set_ladders()
    _follow_a_list()


def _edit(person, offer, data, question):
    changes.save_edit(offer, data, by=person, expected=changes.token(offer))
    if question:
        changes.ask(offer.changes.get(), by=people.staff(), reason=question)


def _set_ladders():
    names = ("remind_after", "remind_again_after", "unconfirmed_after", "hide_after", "archive_after")
    kinds = dict(OfferKind.objects.values_list("slug", "pk")) | {None: None}
    for slug, days in LADDERS.items():
        ConfirmationRule.objects.get_or_create(
            kind_id=kinds[slug], defaults=dict(zip(names, days, strict=True))
        )


def _follow_a_list():
    """It is paused: the address is made up, so nothing could be fetched from there."""
    provider = Provider.objects.get(slug=FOLLOWED, is_example=True)
    offer = provider.offers.get(source_id="notenlesen-leicht-gemacht")
    source = OfferSource.objects.create(
        provider=provider,
        url=LIST,
        state=OfferSource.State.PAUSED,
        fetched_at=timezone.now() - timedelta(hours=9),
        report={"created": 0, "changed": 1, "unchanged": 12, "marked_missing": 0, "refused": 0},
    )
    SourceConflict.objects.create(
        source=source, offer=offer, field="title", value="Notenlesen für Einsteiger (Beispiel)"
    )
