"""Offers sent without an account: one waits for the team, one for its sender, one has been answered."""

from datetime import timedelta

from django.utils import timezone

from providers import moderation
from providers.models import Offer, OfferEntry, Provider, Submission

QUESTION = "Gibt es einen Aufzug? Dann schreiben wir es dazu."
ANSWER = "Ja, einen Aufzug gibt es im Hof. Die Tür ist 90 Zentimeter breit."
CONTACT = {"contact_email": "kontakt@example.org", "price": Offer.Price.FREE, "format": Offer.Format.ONSITE}
ENTRIES = (
    {
        "id": "einreichung-chor",
        "provider": "beispiel-nachbarschaftszentrum",
        "title": "Singen ohne Noten",
        "summary": "Wir singen zusammen, was alle kennen. Niemand muss vorher üben.",
        "schedule_note": "donnerstags, 19 Uhr, außer in den Ferien",
        "place_note": "Gemeindehaus Beispielplatz 4, großer Saal",
        "asks": False,
        "answers": False,
    },
    {
        "id": "einreichung-repaircafe",
        "provider": "beispiel-repaircafe-fermersleben",
        "title": "Reparieren lernen: Fahrrad, Lampe, Radio",
        "summary": "Bringen Sie Ihr kaputtes Ding mit. Wir zeigen, wie man es selbst in Ordnung bringt.",
        "schedule_note": "jeden ersten Samstag im Monat, 10 bis 14 Uhr",
        "place_note": "Beispielweg 12, erster Stock",
        "asks": True,
        "answers": False,
    },
    {
        "id": "einreichung-schreibwerkstatt",
        "provider": "beispiel-kulturzentrum-sudenburg",
        "title": "Schreibwerkstatt am Sonntag",
        "summary": "Wir schreiben kurze Texte und lesen sie einander vor. Papier und Stifte liegen bereit.",
        "schedule_note": "sonntags, 15 bis 17 Uhr",
        "place_note": "Beispielstraße 7, zweiter Stock",
        "asks": True,
        "answers": True,
    },
)


def load(by):
    """Make all with their senders; ``by`` asks the question. Replaced with the providers of the demo."""
    for number, entry in enumerate(ENTRIES, start=1):
        offer = _offer(entry)
        moderation.submit(offer, by=None)
        if entry["asks"]:
            moderation.ask(offer, by=by, reason=QUESTION)
        if entry["answers"]:
            moderation.answer(offer, by=None, reason=ANSWER)
        Submission.objects.filter(offer=offer).update(created_at=timezone.now() - timedelta(hours=number))


def _offer(entry):
    provider = Provider.objects.get(slug=entry["provider"], is_example=True)
    texts = {name: entry[name] for name in ("title", "summary", "schedule_note", "place_note")}
    offer = Offer.objects.create(
        provider=provider, slug=entry["id"], schedule=Offer.Schedule.SERIES, **texts, **CONTACT
    )
    OfferEntry.objects.create(offer=offer)
    now = timezone.now()
    Submission.objects.create(
        offer=offer, email=f"{entry['id']}@example.org", name="Lena Beispiel", sent_at=now, confirmed_at=now
    )
    return offer
