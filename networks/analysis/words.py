"""What the analysis found, in German: each figure with its meaning, each finding as a possible measure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from providers.wording import list_words

from .names import Names

SHOWN = 20  # rows of one table; the file holds all
CELLS = {
    "topics": gettext_lazy("Themenfeld"),
    "life_stages": gettext_lazy("Lebensphase"),
    "transitions": gettext_lazy("Übergang"),
    "districts": gettext_lazy("Stadtteil"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: cells, what they mean in a sentence, the address of the form that makes it a measure."""

    cells: list
    says: str
    measure_url: str


@dataclass(frozen=True, slots=True)
class Section:
    """One question: its heading, what it means, columns and rows; ``left`` counts rows that only the file holds."""

    key: str
    title: str
    meaning: str
    columns: list
    rows: list
    left: int
    empty: str


def sections(data, only=None, limit=SHOWN):
    """All sections of a snapshot, or one; ``limit`` None gives every row."""
    names = Names(data)
    return [
        _section(key, data[key], names, limit)
        for key in SAID
        if key in data and (only is None or key == only)
    ]


def _section(key, rows, names, limit):
    title, meaning, columns, empty, present = SAID[key]
    shown = rows[:limit]
    return Section(
        key=key,
        title=str(title),
        meaning=str(meaning),
        columns=[str(column) for column in columns],
        rows=[present(row, names) for row in shown],
        left=len(rows) - len(shown),
        empty=str(empty),
    )


def _row(cells, says, title, *, network="", organisation=""):
    asked = {"title": title[:200], "text": says, "network": network, "organisation": organisation}
    query = urlencode({name: value for name, value in asked.items() if value})
    url = f"{reverse('admin:networks_measure_add')}?{query}"
    return Row([str(cell) for cell in cells], says, url)


def percent(value):
    """„34 %“ of a share from 0 to 1."""
    return f"{value * 100:.0f} %"


def decimal(value):
    return "–" if value is None else f"{value:.2f}".replace(".", ",")


def _alone(row, names):
    house = names.house(row["house"])
    says = _("%(house)s hat heute keinen Sitz in einem Netzwerk.") % {"house": house}
    return _row([house], says, _("%(house)s einladen") % {"house": house}, organisation=row["house"])


def _uncovered(row, names):
    kind, term = CELLS[row["subject"]], names.term(row["subject"], row["term"])
    says = _("Kein laufendes Netzwerk nennt %(kind)s „%(term)s“.") % {"kind": kind, "term": term}
    return _row([kind, term], says, _("Lücke schließen: %(term)s") % {"term": term})


def _local(row, names):
    term = names.term("districts", row["term"])
    says = _("In %(term)s arbeiten nur Netzwerke der ganzen Stadt, keines eigens dort.") % {"term": term}
    return _row([term], says, _("Zusammenarbeit in %(term)s anregen") % {"term": term})


def _hole(row, names):
    one, other = (names.body(number) for number in row["bodies"])
    says = ngettext(
        "Beide arbeiten an %(n)s gleichen Thema oder Lebensalter, aber keine Einrichtung sitzt in beiden.",
        "Beide arbeiten an %(n)s gleichen Themen oder Lebensphasen, aber keine Einrichtung sitzt in beiden.",
        row["subjects"],
    ) % {"n": row["subjects"]}
    title = _("Verbindung schaffen: %(one)s und %(other)s") % {"one": one, "other": other}
    return _row([one, other, row["subjects"]], says, title, network=row["bodies"][0])


def _island(row, names):
    bodies = list_words(names.body(number) for number in row["bodies"])
    says = _("%(bodies)s: niemand hier sitzt auch in einem Netzwerk der größten Gruppe.") % {"bodies": bodies}
    title = _("Anschluss suchen: %(bodies)s") % {"bodies": bodies}
    return _row([bodies, row["houses"]], says, title, network=row["bodies"][0])


def _only_way(row, names):
    house = names.house(row["house"])
    sides = [list_words(names.body(number) for number in side) for side in row["sides"]]
    says = _("Nur über %(house)s hängen diese Seiten zusammen: %(sides)s.") % {
        "house": house, "sides": " | ".join(sides),
    }  # fmt: skip
    title = _("Zweite Verbindung neben %(house)s schaffen") % {"house": house}
    return _row([house, " | ".join(sides)], says, title, network=row["sides"][0][0])


def _broker(row, names):
    house = names.house(row["house"])
    says = _(
        "Auf %(share)s der kürzesten Wege zwischen anderen steht %(house)s dazwischen. Von %(contacts)s Partnern "
        "zählen %(size)s als verschieden: Der Rest kennt sich ohnehin. Bindung %(constraint)s: %(bond)s."
    ) % {
        "share": percent(row["betweenness"]),
        "house": house,
        "contacts": row["contacts"],
        "size": decimal(row["effective_size"]),
        "constraint": decimal(row["constraint"]),
        "bond": _bond(row["constraint"]),
    }
    cells = [house, percent(row["betweenness"]), decimal(row["constraint"]), decimal(row["effective_size"])]
    return _row(
        cells, says, _("%(house)s als Vermittlerin stärken") % {"house": house}, organisation=row["house"]
    )


def _bond(constraint):
    """What Burt's constraint says of a house; near 1 and above its partners all know each other."""
    if constraint is None:
        return _("trifft niemanden")
    if constraint < 0.3:
        return _("verbindet Gruppen, die sich sonst kaum treffen")
    return _("steht zwischen Gruppen") if constraint < 0.7 else _("die Partner kennen sich fast alle")


def _single_contact(row, names):
    house, person, number = names.house(row["house"]), names.person(row["seat"]), len(row["bodies"])
    says = ngettext(
        "Nur eine Person verbindet %(house)s mit %(n)s Netzwerk.",
        "Nur eine Person verbindet %(house)s mit %(n)s Netzwerken.",
        number,
    ) % {"house": house, "n": number}
    title = _("Zweite Person bei %(house)s gewinnen") % {"house": house}
    return _row([house, person, number], says, title, network=row["bodies"][0], organisation=row["house"])


def _single_lead(row, names):
    body = names.body(row["body"])
    if row["leads"]:
        says = _("Eine Person leitet %(body)s allein, ohne Stellvertretung.") % {"body": body}
        title = _("Stellvertretung finden: %(body)s") % {"body": body}
    else:
        says = _("%(body)s hat niemanden in Vorsitz oder Koordination.") % {"body": body}
        title = _("Koordination finden: %(body)s") % {"body": body}
    return _row([body, row["leads"]], says, title, network=row["body"])


def _overlap(row, names):
    one, other = (names.body(number) for number in row["bodies"])
    says = _(
        "%(members)s der Mitglieder und %(subjects)s der Themen und Lebensphasen sind gleich. "
        "Vielleicht reicht eine gemeinsame Sitzung."
    ) % {"members": percent(row["members"]), "subjects": percent(row["subjects"])}
    cells = [one, other, percent(row["members"]), percent(row["subjects"]), row["shared"]]
    title = _("Abstimmen: %(one)s und %(other)s") % {"one": one, "other": other}
    return _row(cells, says, title, network=row["bodies"][0])


def _busy_person(row, names):
    person, bodies = names.person(row["seat"]), [names.body(number) for number in row["bodies"]]
    says = _("Eine Person sitzt zugleich in %(n)s Netzwerken.") % {"n": len(bodies)}
    cells = [person, len(bodies), list_words(bodies)]
    return _row(cells, says, _("Entlasten: weniger Sitze für eine Person"), network=row["bodies"][0])


def _busy_house(row, names):
    house, number = names.house(row["house"]), len(row["bodies"])
    says = _("%(house)s sitzt zugleich in %(n)s Netzwerken.") % {"house": house, "n": number}
    title = _("Aufwand prüfen: %(house)s") % {"house": house}
    return _row([house, number], says, title, network=row["bodies"][0], organisation=row["house"])


def _year(row, _names):
    says = _("%(year)s: %(begun)s Sitze begannen, %(ended)s endeten.") % row
    cells = [row[name] for name in ("year", "bodies", "houses", "seats", "begun", "ended")]
    return Row([str(cell) for cell in cells], says, "")


NETWORK, HOUSE = gettext_lazy("Netzwerk"), gettext_lazy("Einrichtung")
# Key -> heading, meaning, columns, what an empty table says, and how a row is said.
SAID = {
    "uncovered": (
        gettext_lazy("Was kein Netzwerk bearbeitet"),
        gettext_lazy("Themenfelder, Lebensphasen, Übergänge und Stadtteile, die kein laufendes Netzwerk nennt."),
        (gettext_lazy("Art"), gettext_lazy("Was")),
        gettext_lazy("Jedes Themenfeld, jede Lebensphase und jeder Übergang ist vertreten."),
        _uncovered,
    ),
    "alone": (
        gettext_lazy("Einrichtungen in keinem Netzwerk"),
        gettext_lazy("Sie stehen im Verzeichnis, haben aber heute keinen Sitz."),
        (HOUSE,),
        gettext_lazy("Jede bekannte Einrichtung sitzt in einem Netzwerk."),
        _alone,
    ),
    "holes": (
        gettext_lazy("Gleiches Thema, niemand gemeinsam"),
        gettext_lazy("Zwei Netzwerke arbeiten am Gleichen, aber keine Einrichtung trägt Wissen hin und her."),
        (NETWORK, NETWORK, gettext_lazy("gleiche Themen")),
        gettext_lazy("Wer am Gleichen arbeitet, hat auch gemeinsame Mitglieder."),
        _hole,
    ),
    "islands": (
        gettext_lazy("Inseln"),
        gettext_lazy("Gruppen von Netzwerken, aus denen kein Weg über gemeinsame Mitglieder zu den anderen führt."),
        (gettext_lazy("Netzwerke"), gettext_lazy("Einrichtungen")),
        gettext_lazy("Alle Netzwerke hängen zusammen."),
        _island,
    ),
    "only_ways": (
        gettext_lazy("Einzige Brücken"),
        gettext_lazy("Fällt eine dieser Einrichtungen weg, zerfällt die Landschaft in Teile."),
        (HOUSE, gettext_lazy("verbindet")),
        gettext_lazy("Keine Einrichtung ist die einzige Brücke."),
        _only_way,
    ),
    "brokers": (
        gettext_lazy("Vermittelnde Einrichtungen"),
        gettext_lazy(
            "Dazwischen: Anteil der kürzesten Wege, die über die Einrichtung führen. Bindung (Burt): klein heißt, ihre "
            "Partner kennen sich untereinander kaum. Verschiedene Partner (Burt): ohne die, die sich ohnehin kennen."
        ),
        (HOUSE, gettext_lazy("dazwischen"), gettext_lazy("Bindung"), gettext_lazy("verschiedene Partner")),
        gettext_lazy("Keine Einrichtung steht zwischen anderen."),
        _broker,
    ),
    "single_contacts": (
        gettext_lazy("Einrichtungen mit nur einer Person"),
        gettext_lazy("Geht diese Person, reißt der Kontakt ab."),
        (HOUSE, gettext_lazy("Person"), gettext_lazy("Netzwerke")),
        gettext_lazy("Jede Einrichtung ist mit mehreren Personen vertreten."),
        _single_contact,
    ),
    "single_leads": (
        gettext_lazy("Netzwerke, die an einer Person hängen"),
        gettext_lazy("Eine Person leitet allein und ohne Stellvertretung, oder die Leitung ist frei."),
        (NETWORK, gettext_lazy("Leitende")),
        gettext_lazy("Jede Leitung ist doppelt besetzt."),
        _single_lead,
    ),
    "overlapping": (
        gettext_lazy("Netzwerke, die sich überschneiden"),
        gettext_lazy("Anteil gemeinsamer Mitglieder und Themen an allen Mitgliedern und Themen der beiden (Jaccard)."),
        (NETWORK, NETWORK, gettext_lazy("Mitglieder"), gettext_lazy("Themen"), gettext_lazy("gemeinsam")),
        gettext_lazy("Keine zwei Netzwerke tun mit denselben Leuten dasselbe."),
        _overlap,
    ),
    "busy_people": (
        gettext_lazy("Menschen in vielen Netzwerken"),
        gettext_lazy("Ab drei Sitzen zugleich. Zeit ist knapp: Vielleicht kann jemand anderes übernehmen."),
        (gettext_lazy("Person"), gettext_lazy("Netzwerke"), gettext_lazy("welche")),
        gettext_lazy("Niemand sitzt in drei oder mehr Netzwerken."),
        _busy_person,
    ),
    "busy_houses": (
        gettext_lazy("Einrichtungen in vielen Netzwerken"),
        gettext_lazy("Ab drei Netzwerken zugleich."),
        (HOUSE, gettext_lazy("Netzwerke")),
        gettext_lazy("Keine Einrichtung sitzt in drei oder mehr Netzwerken."),
        _busy_house,
    ),
    "local_districts": (
        gettext_lazy("Stadtteile ohne eigenes Netzwerk"),
        gettext_lazy("Hier arbeiten nur Netzwerke der ganzen Stadt."),
        (gettext_lazy("Stadtteil"),),
        gettext_lazy("Jeder Stadtteil hat ein eigenes Netzwerk."),
        _local,
    ),
    "years": (
        gettext_lazy("Entwicklung über die Jahre"),
        gettext_lazy("Aus den Laufzeiten der Sitze; gezählt ist, was im Jahr mindestens einen Tag lief."),
        (
            gettext_lazy("Jahr"), gettext_lazy("Netzwerke"), gettext_lazy("Einrichtungen"), gettext_lazy("Sitze"),
            gettext_lazy("begonnen"), gettext_lazy("beendet"),
        ),
        gettext_lazy("Noch gibt es keine Sitze."),
        _year,
    ),
}  # fmt: skip
