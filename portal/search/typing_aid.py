"""`/suche/vorschlaege/?q=…` or `?ort=…`: the suggestions as a list that static/js/suggest.js puts under the field."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from . import german
from .beginnings import words_of
from .fields import one_line
from .query import FACETS
from .suggestions import MAX_CHARACTERS, suggester
from .titles import count_words

_KINDS = {
    "word": ("search", gettext_lazy("Suchwort")),
    "topic": ("list", gettext_lazy("Thema")),
    "offer": ("right", gettext_lazy("Angebot")),
    "provider": ("people", gettext_lazy("Anbieter")),
    "network": ("network", gettext_lazy("Netzwerk")),
    "district": ("pin", gettext_lazy("Stadtteil")),
    "postcode": ("pin", gettext_lazy("Postleitzahl")),
    "place": ("pin", gettext_lazy("Ort")),
}
_FILTERS = ("topic", "district")


@dataclass(frozen=True, slots=True)
class Line:
    """One option; choosing it opens ``url``, or sets the filter ``name`` to ``value``, or else takes over ``label``."""

    icon: str
    label: str
    label_html: SafeString
    note: str
    url: str = ""
    name: str = ""
    value: str = ""


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request):
    is_place = "ort" in request.GET
    typed = one_line(request.GET.get("ort" if is_place else "q"))[:MAX_CHARACTERS]
    found = suggester.for_place(typed) if is_place else suggester.for_text(typed)
    words = words_of(typed)
    lines = [_line(each, words, is_place) for each in found]
    return render(request, "search/_suggestions.html", {"lines": lines, "said": _said(len(lines))})


def _line(suggestion, words, is_place):
    icon, kind = _KINDS[suggestion.kind]
    notes = [str(kind), *([count_words(suggestion.count, "offer")] if suggestion.count else [])]
    is_filter = suggestion.kind in _FILTERS and not is_place
    return Line(
        icon=icon,
        label=suggestion.label,
        label_html=_marked(suggestion.label, words),
        note=", ".join(notes),
        url="" if is_filter else suggestion.value,
        name=FACETS[suggestion.kind] if is_filter else "",
        value=suggestion.value if is_filter else "",
    )


def _marked(label, words):
    """The label with the typed beginnings of its words in bold."""
    parts = []
    for piece in _pieces(label):
        cut = max((_length(piece, word) for word in words), default=0)
        parts.append(format_html("<strong>{}</strong>{}", piece[:cut], piece[cut:]) if cut else piece)
    return mark_safe("".join(map(conditional_escape, parts)))  # noqa: S308 - every part is escaped


def _pieces(label):
    """The words of a label and what stands between them."""
    begin = 0
    for end in range(1, len(label) + 1):
        if end == len(label) or label[end].isalnum() != label[begin].isalnum():
            yield label[begin:end]
            begin = end


def _length(piece, word):
    """How many letters of a word spell a typed beginning, 0 where it begins otherwise."""
    if not german.fold(piece).startswith(word):
        return 0
    return next(cut for cut in range(1, len(piece) + 1) if german.fold(piece[:cut]).startswith(word))


def _said(count):
    """What a screen reader hears when the list appears."""
    if not count:
        return _("Keine Vorschläge.")
    words = ngettext("%(count)s Vorschlag.", "%(count)s Vorschläge.", count) % {"count": count}
    return _("%(words)s Auswahl mit den Pfeiltasten.") % {"words": words}
