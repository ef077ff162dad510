"""The layout as SVG: lines thick, thin and dashed for coordination, membership and guests."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .layout import lay_out
from .shape import GUEST, LEAD

LETTER = 8.2  # width of a letter of 15 px, generous
LONGEST_HOUSE, LONGEST_BODY = 34, 24  # letters; the whole name is in the title
PILL = 30  # height
CLASSES = {LEAD: "is-lead", GUEST: "is-guest"}


def svg(facts):
    """The whole drawing as safe markup; names are escaped."""
    layout = lay_out(
        [node.id for node in facts.bodies], [node.id for node in facts.houses], list(facts.links)
    )
    bodies = {spot.id: spot for spot in layout.bodies}
    houses = {spot.id: spot for spot in layout.houses}
    parts = [
        _lines(facts.links, houses, bodies),
        _houses(facts.houses, houses),
        _bodies(facts.bodies, bodies),
    ]
    return format_html(
        '<svg class="bp-drawing bp-drawing--wide bp-net" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="g-titel g-text">'
        '<title id="g-titel">{}</title><desc id="g-text">{}</desc>{}</svg>',
        layout.width,
        layout.height,
        _("Netzwerkbild"),
        _("Netzwerke in der Mitte, Einrichtungen außen. Alle Verbindungen stehen in der Tabelle darunter."),
        mark_safe("".join(parts)),  # noqa: S308 - each part is escaped
    )


def _lines(links, houses, bodies):
    rows = (
        (
            CLASSES.get(role, "is-member"),
            house,
            body,
            houses[house].x,
            houses[house].y,
            bodies[body].x,
            bodies[body].y,
        )
        for (house, body), role in sorted(links.items(), key=lambda link: (link[1] == LEAD, link[0]))
    )
    shape = '<line class="{}" data-h="{}" data-b="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>'
    return format_html_join("", shape, rows)


def _houses(nodes, spots):
    rows = (
        (
            node.id, node.name, spots[node.id].x, spots[node.id].y,
            spots[node.id].x + spots[node.id].side * 16, spots[node.id].y + 5,
            "start" if spots[node.id].side > 0 else "end", shortened(node.name, LONGEST_HOUSE),
        )
        for node in nodes
    )  # fmt: skip
    shape = (
        '<g data-house="{}"><title>{}</title><circle cx="{}" cy="{}" r="8"/>'
        '<text x="{}" y="{}" text-anchor="{}">{}</text></g>'
    )
    return format_html_join("", shape, rows)


def _bodies(nodes, spots):
    rows = ((node.id, node.name, *_pill(node, spots[node.id])) for node in nodes)
    shape = (
        '<g data-body="{}"><title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="8"/>'
        '<text class="on-deep" x="{}" y="{}">{}</text></g>'
    )
    return format_html_join("", shape, rows)


def _pill(node, spot):
    label = shortened(node.name, LONGEST_BODY)
    width = round(len(label) * LETTER + 16, 1)
    return round(spot.x - width / 2, 1), round(spot.y - PILL / 2, 1), width, PILL, spot.x, spot.y + 5, label


def shortened(name, longest):
    """A name of at most so many letters, cut at a word where one ends late enough."""
    if len(name) <= longest:
        return name
    cut = name[: longest - 1]
    head = cut.rpartition(" ")[0]
    return f"{head if len(head) > longest / 2 else cut}…"
