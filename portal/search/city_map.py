"""The small map beside a result list: where in the city the hits are, in steps of colour and in words."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.icons import sprite
from providers import wording

PLAN = "img/stadtplan.svg"
STEPS = 4
NAMED = 3


@dataclass(frozen=True, slots=True)
class CityMap:
    """``drawing`` are the outlines as SVG: all districts in the lightest tone, those with hits above them."""

    drawing: SafeString
    words: str
    online: str


def city_map(results) -> CityMap | None:
    """The map of an answer, or None where fewer than two districts have hits."""
    districts = [value for value in results.facets.get("district", ()) if value.count]
    if len(districts) < 2:
        return None
    return CityMap(
        drawing=_drawing(districts),
        words=_words(districts),
        online=_online(results),
    )


def _drawing(districts):
    plan, most = sprite(PLAN), max(value.count for value in districts)
    areas = (
        f'<use class="{_tone(value, most)}" href="{plan}#p-{escape(value.value)}"/>' for value in districts
    )
    return mark_safe(f'<use href="{plan}#plan"/>{"".join(areas)}')


def _tone(value, most):
    """Class of static/css: the step of colour, and a strong outline where the district is chosen."""
    step = f"s{-(-STEPS * value.count // most)}"
    return f"{step} is-on" if value.chosen else step


def _words(districts):
    first = sorted(districts, key=lambda value: -value.count)[:NAMED]
    named = wording.list_words(f"{value.label} ({wording.number_words(value.count)})" for value in first)
    return _("Die meisten in %(districts)s.") % {"districts": named}


def _online(results):
    count = sum(value.count for value in results.facets.get("format", ()) if value.value == "online")
    words = ngettext("%(count)s findet online statt.", "%(count)s finden online statt.", count)
    return words % {"count": wording.number_words(count)} if count else ""
