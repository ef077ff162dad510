"""A city full of invented offers in a few bulk statements, the same for every run."""

import random
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.core.management import call_command

from providers.models import (
    Audience,
    District,
    Funding,
    Language,
    LifeStage,
    Location,
    Offer,
    OfferDate,
    OfferKind,
    Provider,
    Topic,
)
from providers.schedule import refresh_span
from tests.factories import today

_SUBJECTS = """
    Deutsch Englisch Arabisch Nähen Töpfern Gitarre Yoga Schwimmen Kochen Fotografie Buchhaltung Programmieren
    Mathematik Erste-Hilfe Bewerbung Zeichnen Theater Chor Schach Robotik Gartenbau Pflege Rhetorik Tanzen
    Trommeln Lesen Schreiben Tabellenkalkulation Elternzeit Rückenschule
"""
_FORMS = "Kurs Workshop Treff Werkstatt Beratung Ferienwoche Abendkurs Sprechstunde Grundkurs Aufbaukurs"
SUBJECTS, FORMS = _SUBJECTS.split(), _FORMS.split()
ENDINGS = (
    "für Anfängerinnen und Anfänger",
    "am Abend",
    "für Familien",
    "in den Ferien",
    "kompakt",
    "am Wochenende",
    "für den Beruf",
    "mit Kinderbetreuung",
    "im Stadtteil",
    "intensiv",
)
SENTENCES = (
    "Wir lernen in kleiner Gruppe und in Ruhe.",
    "Vorkenntnisse brauchen Sie nicht.",
    "Bringen Sie gern jemanden mit.",
    "Am Ende steht auf Wunsch eine Prüfung.",
    "Material ist vorhanden, Getränke auch.",
    "Die Leitung hat viel Erfahrung und nimmt sich Zeit.",
    "Eine Anmeldung hilft uns bei der Planung.",
)
A_PROVIDER = 40
TERMS = (LifeStage, Topic, Audience, Language, Funding)


def populate(count, seed=7):
    """Vocabulary, districts, one provider with a place for every 40 offers, and ``count`` published offers."""
    chance = random.Random(seed)
    call_command("load_vocabulary", verbosity=0)
    call_command("load_districts", settings.BASE_DIR / "portal/demo/data/stadtteile.geojson", verbosity=0)
    locations = _locations(chance, max(1, count // A_PROVIDER))
    kinds = list(OfferKind.objects.all())
    Offer.objects.bulk_create(
        (_offer(chance, number, chance.choice(locations), chance.choice(kinds)) for number in range(count)),
        batch_size=1000,
    )
    ids = list(Offer.objects.order_by("pk").values_list("pk", flat=True))
    OfferDate.objects.bulk_create((date for pk in ids for date in _dates(chance, pk)), batch_size=5000)
    for model, field in zip(
        TERMS, ("life_stages", "topics", "audiences", "languages", "fundings"), strict=True
    ):
        _link(chance, model, getattr(Offer, field).through, ids)
    refresh_span(Offer.objects.all())


def _locations(chance, count):
    districts = list(District.objects.all())
    providers = Provider.objects.bulk_create(
        Provider(name=f"Beispiel-Werk {number}", slug=f"werk-{number}", status=Provider.Status.PUBLISHED)
        for number in range(count)
    )
    return Location.objects.bulk_create(
        _location(provider, chance.choice(districts)) for provider in providers
    )


def _location(provider, district):
    return Location(
        provider=provider,
        name=f"Haus {provider.name}",
        street="Musterstraße 1",
        city="Magdeburg",
        district=district,
        lat=district.lat,
        lon=district.lon,
        is_main=True,
    )


def _offer(chance, number, location, kind):
    price = chance.choice(["free", "amount", "unknown"])
    left = chance.choice([None, 0, 3, 12])
    title = f"{chance.choice(SUBJECTS)}: {chance.choice(FORMS)} {chance.choice(ENDINGS)}"
    return Offer(
        provider_id=location.provider_id,
        location=location,
        kind=kind,
        title=title,
        slug=f"angebot-{number}",
        summary=" ".join(chance.sample(SENTENCES, 2)),
        description="\n\n".join(chance.choices(SENTENCES, k=8)),
        price=price,
        price_from=chance.randrange(5, 300) if price == "amount" else None,
        age_from=chance.choice([None, 6, 16, 60]),
        format=chance.choice(["vor-ort", "vor-ort", "online", "hybrid"]),
        places_left=left,
        status=Offer.Status.PUBLISHED,
        published_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        confirmed_at=datetime.now(UTC) - timedelta(days=chance.randrange(300)),
    )


def _dates(chance, pk):
    begin = chance.randrange(1, 120)
    start = time(chance.choice([9, 14, 18]), chance.choice([0, 30]))
    for week in range(chance.choice([1, 4, 8])):
        day = today(begin + 7 * week)
        end = time(start.hour + 2, start.minute)
        yield OfferDate(offer_id=pk, first_day=day, last_day=day, start_time=start, end_time=end)


def _link(chance, model, through, ids):
    terms = list(model.objects.values_list("pk", flat=True))
    name = through._meta.get_field(model._meta.model_name).attname
    through.objects.bulk_create(
        (
            through(**{"offer_id": pk, name: term})
            for pk in ids
            for term in chance.sample(terms, chance.choice([1, 1, 2]))
        ),
        batch_size=5000,
    )
