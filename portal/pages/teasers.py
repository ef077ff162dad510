"""Offers from the index that stand on other pages: this week, new, of a subject, similar ones."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import ngettext

from portal.search import cards, memory
from portal.search.moment import Moment
from portal.search.query import FACETS, Filters, plan
from providers import wording

from .links import search_url

WEEK = timedelta(days=6)
# A title of many words fits nothing but itself.
TITLE_WORDS = 8
_NAMES = FACETS | {"first_day": "ab", "last_day": "bis"}


@dataclass(frozen=True, slots=True)
class Teaser:
    """Cards of the first few, the exact total, and where to see all."""

    cards: list
    total: int
    url: str

    @property
    def all_words(self):
        """Of the link to all of them."""
        words = ngettext("%(number)s Angebot ansehen", "Alle %(number)s Angebote ansehen", self.total)
        return words % {"number": wording.number_words(self.total)}


class Teasers:
    """The index at one moment: one statement to open it, one for the cards of each question."""

    def __init__(self):
        self._moment = Moment(memory.index)
        self._today = timezone.localdate()

    def coming(self, size, **filters):
        """Offers under the given `Filters`, the next date first."""
        url = search_url(**{_NAMES[name]: value for name, value in filters.items()}, sortierung="datum")
        return self._teaser(plan(filters=Filters(**filters), sort="datum", page_size=size), url)

    def this_week(self, size):
        """Offers with a date within seven days from today."""
        return self.coming(size, first_day=self._today, last_day=self._today + WEEK)

    def newest(self, size):
        return self._teaser(plan(sort="neu", page_size=size), search_url(sortierung="neu"))

    def similar(self, offer, topics, size):
        """Cards of current offers near the words of the title, else of the same topics; itself left out."""
        words = " ".join(offer.title.split()[:TITLE_WORDS])
        others = self._others(offer, plan(text=words, page_size=size + 1))
        if not others and topics:
            others = self._others(offer, plan(filters=Filters(topic=topics), page_size=size + 1))
        # Nobody searched here: the words of the title need no mark.
        return cards.compose([replace(hit, words=()) for hit in others[:size]], self._today)

    def counts(self, facet, values, **filters):
        """{value: number of offers} for each of ``values`` under the given `Filters`; costs no statement."""
        # A facet lists its most frequent values and the chosen ones: choosing all leaves none out.
        asked = plan(filters=Filters(**{facet: tuple(values)}, **filters))
        return {choice.value: choice.count for choice in self._moment.measure(asked).facets[facet]}

    def figures(self):
        """How many offers, free offers and providers there are; costs no statement."""
        found = self._moment.measure(plan())
        return found.total, found.facets["free"][0].count, found.kind_counts["provider"]

    def _others(self, offer, asked):
        found = self._moment.search(asked)
        return [hit for hit in (*found.hits, *found.similar) if hit.object_id != offer.pk]

    def _teaser(self, asked, url):
        found = self._moment.search(asked)
        return Teaser(cards=cards.compose(found.hits, self._today), total=found.total, url=url)
