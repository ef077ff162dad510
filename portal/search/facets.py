"""Counts of filter groups, each under all the other groups, as named choices."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.search import agenda, filters
from portal.search.columns import FREE, PLACES_LEFT, Rows
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
    """Counts over the parts of a snapshot; ``bases`` and ``groups`` are masks by part."""

    def __init__(self, question, bases, groups):
        self.question = question
        self.segments = [part.segment for part in question.snapshot.parts]
        self.bases = bases
        self.groups = groups
        self._all = [self._under(number, "") for number in range(len(bases))]
        self._all_rows = [Rows(mask) for mask in self._all]

    def _under(self, number, own):
        """Mask of a part under every group but ``own``."""
        return filters.without(self.groups[number], own, self.bases[number])

    def _under_the_others(self, own):
        """(segment, mask, rows) of each part for counting the group ``own``."""
        for number, segment in enumerate(self.segments):
            if own in self.groups[number]:
                mask = self._under(number, own)
                yield segment, mask, Rows(mask)
            else:
                yield segment, self._all[number], self._all_rows[number]

    def kinds(self):
        """{kind: total} under the same words and filters."""
        totals = sum(
            np.bincount(segment.kinds[mask], minlength=len(KINDS))
            for segment, mask, _rows in self._under_the_others("kind")
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
        for segment, _mask, rows in self._under_the_others(facet):
            totals += segment.facets[number].counts(rows, values.size)
        slugs = getattr(self.question.plan.filters, facet)
        chosen = set(values.codes(facet, slugs))
        codes = chosen | set(_most_frequent(totals, MAX_VALUES))
        rows = sorted((values.rows[code] for code in codes), key=lambda row: _order(row, totals))
        return [FacetValue(row.slug, row.label, int(totals[row.id]), row.id in chosen) for row in rows]

    def _times(self):
        filters_ = self.question.plan.filters
        masks = [
            self.question.agenda(segment).parts[mask]
            for segment, mask, _rows in self._under_the_others("time")
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
            np.count_nonzero(segment.facts["flags"][mask] & bit)
            for segment, mask, _rows in self._under_the_others(group)
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
