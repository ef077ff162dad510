"""The Merkliste: offers named in an address. Who keeps which ones only the browser knows (static/js/keep.js).

``a`` holds the ids of the offers in their order, ``weg`` those just taken off; the same address without ``weg`` is the
way back. So a list can be shared, printed and cleared without script and without a row of ours.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from portal.search import card_facts, cards, memory
from portal.search.models import SearchEntry
from portal.search.results import Hit
from portal.search.titles import count_words
from providers import wording
from providers.models import Offer

from .calendar_files import calendar_file
from .links import search_url

MOST = 100  # as in static/js/keep.js
_LONGEST = 4000  # characters of an address that are read
_ID = re.compile(r"[0-9]+")
_SEPARATORS = " -,.;+"
_GREATEST_ID = 2**63 - 1


class IdsField(forms.Field):
    """Ids of offers as „12-7-31“, each once and in their order; whatever else stands there is left out."""

    widget = forms.SelectMultiple

    def __init__(self):
        super().__init__(required=False)

    def clean(self, value):
        text = "-".join(value or ())[:_LONGEST]
        ids = (int(digits) for digits in _ID.findall(text) if len(digits) < 20)
        return tuple(dict.fromkeys(number for number in ids if number <= _GREATEST_ID))


class KeptForm(forms.Form):
    """Always usable: ``cleaned_data`` holds ids, `notes` says what was left out."""

    a = IdsField()
    weg = IdsField()

    def __init__(self, data):
        super().__init__(data)
        self.full_clean()

    @property
    def is_list(self):
        """False where the address names no list: then it is the browser's own."""
        return "a" in self.data

    @property
    def all_ids(self):
        return self.cleaned_data["a"][:MOST]

    @property
    def dropped(self):
        return tuple(number for number in self.all_ids if number in self.cleaned_data["weg"])

    @property
    def kept(self):
        return tuple(number for number in self.all_ids if number not in self.cleaned_data["weg"])

    @property
    def notes(self):
        """What was left out, in German."""
        written = "-".join(self.data.getlist("a"))
        if len(self.cleaned_data["a"]) > MOST or len(written) > _LONGEST:
            yield _("Auf eine Merkliste passen %(most)s Angebote. Sie sehen die ersten.") % {"most": MOST}
        elif _ID.sub("", written).strip(_SEPARATORS):
            yield _("Einen Teil der Adresse verstehen wir nicht. Wir haben ihn weggelassen.")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about entries of the list, with a link that takes them off."""

    text: str
    label: str
    url: str
    ids: str


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What the template shows; ids stand as „12-7“."""

    is_list: bool
    heading: str
    notes: list
    cards: list
    ids: str
    found_ids: str
    remarks: list
    dropped: str
    undo_url: str
    undo_ids: str
    address: str
    calendar_url: str
    drop_all_url: str
    crumbs: list
    ways: list


def kept_page(form):
    """The list of an address: at most two statements beside those that bring the index up to date."""
    found = _cards(form.all_ids) if form.all_ids else {}
    hits = [Hit("offer", number, 0, found[number]) for number in form.kept if number in found]
    here, today = [hit.object_id for hit in hits], timezone.localdate()
    return KeptPage(
        is_list=form.is_list,
        heading=count_words(len(hits), "offer"),
        notes=list(form.notes),
        cards=[
            replace(card, drop_url=_address(form.kept, [card.keep_id])) for card in cards.compose(hits, today)
        ],
        ids=_joined(form.kept),
        found_ids=_joined(here),
        remarks=list(_remarks(form.kept, found, today)),
        dropped=_dropped_words(form.dropped, found),
        undo_url=_address(form.all_ids),
        undo_ids=_joined(form.all_ids),
        address=_address(here),
        calendar_url=_address(here, name="pages:kept-calendar"),
        drop_all_url=_address(form.kept, form.kept),
        crumbs=[(_("Merkliste"), "")],
        ways=_ways(),
    )


def _cards(ids):
    """{id: card} of those offers that the public may see."""
    memory.index.current()
    public = Offer.objects.published().filter(pk__in=ids).values("pk")
    entries = SearchEntry.objects.filter(kind="offer", is_gone=False, object_id__in=public)
    return dict(entries.values_list("object_id", "card"))


def _address(ids, without=(), name="pages:kept"):
    pairs = [("a", _joined(ids)), *([("weg", _joined(without))] if without else ())]
    return f"{reverse(name)}?{urlencode(pairs)}"


def _joined(ids):
    return "-".join(map(str, ids))


def _remarks(kept, found, today):
    """What is no more, and what is over."""
    gone = [number for number in kept if number not in found]
    if gone:
        words = ngettext(
            "%(count)s Angebot von dieser Liste gibt es nicht mehr.",
            "%(count)s Angebote von dieser Liste gibt es nicht mehr.",
            len(gone),
        )
        yield _remark(words, _("Von der Liste nehmen"), kept, gone)
    reader = card_facts.Reader.on(today)
    ended = [number for number in kept if number in found and card_facts.has_ended(found[number], reader)]
    if ended:
        words = ngettext("%(count)s Angebot ist beendet.", "%(count)s Angebote sind beendet.", len(ended))
        yield _remark(words, _("Beendete von der Liste nehmen"), kept, ended)


def _remark(words, label, kept, ids):
    return Remark(words % {"count": len(ids)}, label, _address(kept, ids), _joined(ids))


def _dropped_words(dropped, found):
    """What was just taken off: its title, or how many."""
    if len(dropped) == 1 and dropped[0] in found:
        return _("„%(title)s“ ist von der Liste genommen.") % {"title": found[dropped[0]]["title"]}
    words = ngettext(
        "%(count)s Eintrag ist von der Liste genommen.",
        "%(count)s Einträge sind von der Liste genommen.",
        len(dropped),
    )
    return words % {"count": wording.number_words(len(dropped))} if dropped else ""


def _ways():
    """(label, address, count in words) as components/empty.html takes them."""
    return [
        (_("Angebote mit dem nächsten Termin"), search_url(sortierung="datum"), ""),
        (_("Kostenlose Angebote"), search_url(kostenlos=1), ""),
        (_("Nach Lebensphase stöbern"), reverse("pages:life-stages"), ""),
        (_("Nach Thema stöbern"), reverse("pages:topics"), ""),
    ]


# Caches may keep an answer but ask each time: what is no more must not be shown.
@require_safe
@cache_control(no_cache=True)
@conditional_page
def kept(request):
    """`/merkliste/`: without ``a`` the browser's own list, with it the list that somebody shared."""
    page = kept_page(KeptForm(request.GET))
    context = {"page": page, "share_url": request.build_absolute_uri(page.address)}
    return render(request, "pages/merkliste.html", context)


@require_safe
@cache_control(no_cache=True)
@conditional_page
def kept_calendar(request):
    """`/merkliste/kalender.ics`: all coming dates of the offers."""
    offers = Offer.objects.published().filter(pk__in=KeptForm(request.GET).kept)
    return calendar_file(offers, _("Merkliste"), "merkliste")
