"""Counts of filter groups, each under all the other groups, as named choices."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.search import agenda
from portal.search.columns import FREE, PLACES_LEFT
from portal.search.query import DAYTIMES, FACETS, KINDS, WEEKDAYS
from portal.search.results import FacetValue

MAX_VALUES = 60  # of one facet, chosen ones always among them

TIME_NAMES = {
    "mo": gettext_lazy("Montag"),
    "di": gettext_lazy("Dienstag"),
    "mi": gettext_lazy("Mittwoch"),
    "do": gettext_lazy("Donnerstag"),
    "fr": gettext_lazy("Freitag"),
    "sa": gettext_lazy("Samstag"),
    "so": gettext_lazy("Sonntag"),
    "morgens": gettext_lazy("morgens"),
    "nachmittags": gettext_lazy("nachmittags"),
    "abends": gettext_lazy("abends"),
}


class Counter:
    """Counts over the parts of a snapshot; ``selections`` are `filters.Selection` by part."""

    def __init__(self, question, selections):
        self.question = question
        self.segments = [part.segment for part in question.snapshot.parts]
        self.selections = selections

    def _under_the_others(self, own):
        """(segment, rows) of every piece of the answer as it would be without the group ``own``."""
        for segment, selection in zip(self.segments, self.selections, strict=True):
            for rows in selection.under_the_others(own):
                yield segment, rows

    def kinds(self):
        """{kind: total} under the same words and filters."""
        totals = sum(
            np.bincount(segment.kinds[rows.numbers], minlength=len(KINDS))
            for segment, rows in self._under_the_others("kind")
        )
        return dict(zip(KINDS, np.broadcast_to(totals, len(KINDS)).tolist(), strict=True))

    def facets(self):
        """{facet: choices with counts}; choices without hits appear only if chosen."""
        found = {facet: self._values(number, facet) for number, facet in enumerate(FACETS)}
        found |= self._times()
        found["free"] = self._flag("free", FREE, _("kostenlos"))
        found["places_left"] = self._flag("places_left", PLACES_LEFT, _("Plätze frei"))
        return found

    def _values(self, number, facet):
        values = self.question.snapshot.values
        totals = np.zeros(values.size, np.int64)
        for segment, rows in self._under_the_others(facet):
            totals += segment.facets[number].counts(rows, values.size)
        slugs = getattr(self.question.plan.filters, facet)
        chosen = set(values.codes(facet, slugs))
        codes = chosen | set(_most_frequent(totals, MAX_VALUES))
        rows = sorted((values.rows[code] for code in codes), key=lambda row: _order(row, totals))
        return [FacetValue(row.slug, row.label, int(totals[row.id]), row.id in chosen) for row in rows]

    def _times(self):
        filters_ = self.question.plan.filters
        masks = [
            self.question.agenda(segment).parts_of(rows.numbers)
            for segment, rows in self._under_the_others("time")
        ]
        parts = np.concatenate(masks) if masks else np.zeros(0, np.uint32)
        counts = agenda.counts(parts, filters_.weekday, filters_.daytime)
        return {
            group: [
                FacetValue(name, str(TIME_NAMES[name]), counts[group][name], name in getattr(filters_, group))
                for name in names
            ]
            for group, names in (("weekday", WEEKDAYS), ("daytime", DAYTIMES))
        }

    def _flag(self, group, bit, label):
        total = sum(
            np.count_nonzero(segment.facts["flags"][rows.numbers] & bit)
            for segment, rows in self._under_the_others(group)
        )
        return [FacetValue("1", label, int(total), getattr(self.question.plan.filters, group))]


def _most_frequent(totals, limit):
    codes = np.flatnonzero(totals)
    if len(codes) > limit:
        codes = codes[np.argsort(-totals[codes], kind="stable")[:limit]]
    return codes.tolist()


def _order(row, totals):
    """By position where staff gave one, else by count; then by name."""
    return (row.position, 0 if row.position else -totals[row.id], row.label)
