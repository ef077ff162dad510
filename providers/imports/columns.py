"""The columns of an offer file: ours and, among them, those of the agreed exchange file."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..models import Audience, Funding, Language, LifeStage, Offer, OfferKind, Topic

LIST_SEPARATOR = ";"


@dataclass(frozen=True)
class Column:
    """One column; `words` is the vocabulary table or the choices its cells are taken from."""

    name: str
    label: str
    help: str
    example: str = ""
    words: type | None = None


_LIST = _("Mehrere durch Semikolon trennen.")
_DAY = _("Tag wie 24.11.2026 oder 2026-11-24.")

COLUMNS = (
    Column(
        "source",
        _("Quelle"),
        _(
            "Kurzer, gleich bleibender Name der Liste. Quelle und Kennung zusammen erkennen das Angebot wieder."
        ),
        "vhs-musterstadt",
    ),
    Column(
        "id",
        _("Kennung"),
        _("Pflicht. Bleibt bei jedem Import gleich, zum Beispiel die Kursnummer."),
        "26H-4711",
    ),
    Column("title", _("Titel"), _("Pflicht."), "Deutsch A2 am Abend"),
    Column("subtitle", _("Untertitel"), "", "Kurs mit zwölf Terminen"),
    Column(
        "summary",
        _("In ein bis zwei Sätzen"),
        _("Steht auf der Karte in der Suche."),
        "Deutsch für Berufstätige.",
    ),
    Column(
        "description",
        _("Beschreibung"),
        _("Text oder Markdown. Aus HTML wird Text."),
        "Wir üben das Sprechen.",
    ),
    Column(
        "plain_language", _("In einfacher Sprache"), _("Kurze Sätze, bekannte Wörter."), "Sie lernen Deutsch."
    ),
    Column("category", _("Rubrik der Quelle"), _("Wie die Quelle das Angebot einordnet."), "Sprachen"),
    Column("kind", _("Art"), _("Kürzel oder Bezeichnung."), "kurs", OfferKind),
    Column(
        "provider",
        _("Anbieter"),
        _("Name oder Kürzel. Leer: ein Anbieter mit dem Namen der Quelle."),
        "VHS Musterstadt",
    ),
    Column("life_stages", _("Lebensphasen"), _LIST, "beruf-und-familie; aelter-werden", LifeStage),
    Column("topics", _("Themenfelder"), _LIST, "deutsch-lernen", Topic),
    Column("audiences", _("Zielgruppen"), _LIST, "erwachsene; zugewanderte", Audience),
    Column("keywords", _("Schlagworte"), _LIST, "Deutschkurs; Abendkurs"),
    Column("age_from", _("Alter von"), _("Jahre."), "16"),
    Column("age_to", _("Alter bis"), _("Jahre."), ""),
    Column("languages", _("Sprache des Angebots"), _LIST, "de", Language),
    Column("level", _("Sprachniveau"), "", "A2", Offer.Level),
    Column(
        "price",
        _("Kosten"),
        _(
            "„kostenlos“, ein Betrag wie 96,00 oder eine Spanne wie 10–20. Leer: nicht bekannt. Eine 0 ist mehrdeutig."
        ),
        "96,00",
    ),
    Column("price_to", _("Kosten bis"), _("Oberes Ende einer Spanne, in Euro."), ""),
    Column("price_reduced", _("ermäßigt"), _("In Euro."), "48,00"),
    Column("price_note", _("Hinweis zu den Kosten"), "", "Buch inklusive"),
    Column("fundings", _("Förderung"), _LIST, "ermaessigung", Funding),
    Column("format", _("Form"), "", "vor-ort", Offer.Format),
    Column("place", _("Ort"), _("Name des Ortes oder ganze Anschrift."), "Haus B, Raum 12"),
    Column("street", _("Straße und Hausnummer"), "", "Musterstraße 1"),
    Column("postcode", _("Postleitzahl"), "", "39104"),
    Column("city", _("Stadt oder Gemeinde"), "", "Magdeburg"),
    Column("lat", _("Breite"), _("Grad, zum Beispiel 52,13. Nur zusammen mit der Länge."), "52,1300"),
    Column("lon", _("Länge"), _("Grad, zum Beispiel 11,63."), "11,6300"),
    Column("place_note", _("Hinweis zum Ort"), "", "Eingang vom Hof"),
    Column("online_url", _("Adresse im Netz"), _("Wo das Angebot online stattfindet."), ""),
    Column(
        "access",
        _("Barrierefreiheit"),
        _("Merkmale des Angebots, als „Kürzel: ja“, „Kürzel: nein“. Mehrere durch Semikolon trennen."),
        "gebaerdensprache: ja; kinderbetreuung: nein",
    ),
    Column(
        "start", _("Beginn"), _("Tag, wenn bekannt mit Uhrzeit. Auch „Nach Absprache“."), "24.11.2026 18:00"
    ),
    Column("end", _("Ende"), _("Tag, wenn bekannt mit Uhrzeit."), "24.11.2026 20:15"),
    Column(
        "dates",
        _("Alle Termine"),
        _("Statt Beginn und Ende. Durch Semikolon trennen."),
        "1.12.2026 18:00–20:15; 8.12.2026",
    ),
    Column("schedule", _("Art der Termine"), _("Leer: folgt aus den Terminen."), "dates", Offer.Schedule),
    Column("schedule_note", _("Hinweis zu den Terminen"), "", "nicht in den Ferien"),
    Column("valid_from", _("zeigen ab"), _DAY, ""),
    Column("valid_until", _("gültig bis"), _DAY, ""),
    Column("registration", _("Anmeldung"), "", "required", Offer.Registration),
    Column("registration_url", _("Anmeldung im Netz"), "", "https://example.org/anmelden"),
    Column("registration_note", _("Weg der Anmeldung"), "", "telefonisch oder im Büro"),
    Column("registration_deadline", _("Anmeldung bis"), _DAY, "10.11.2026"),
    Column("places_total", _("Plätze"), "", "14"),
    Column("places_left", _("freie Plätze"), "", "9"),
    Column("availability", _("Stand"), "", "free", Offer.Availability),
    Column(
        "contact_name",
        _("Ansprechperson"),
        _("Nur, wenn die Person einverstanden ist."),
        "Fachbereich Sprachen",
    ),
    Column("contact_email", _("E-Mail"), "", "sprachen@example.org"),
    Column("contact_phone", _("Telefon"), "", "0391 000 00 01"),
    Column("url", _("Seite beim Anbieter"), "", "https://example.org/deutsch-a2"),
)
REQUIRED = ("id", "title")
_BY_HEADING = {str(column.name): column.name for column in COLUMNS}


def column_name(heading):
    """Name of the column under a heading, or None; German labels count too."""
    key = " ".join(heading.replace("\ufeff", "").split()).casefold()
    if key in _BY_HEADING:
        return _BY_HEADING[key]
    return next((column.name for column in COLUMNS if str(column.label).casefold() == key), None)
