"""Providers whose name is that or nearly that."""

from rapidfuzz import fuzz, process, utils

from .models import Provider

LONGEST = 200
NEAR_ENOUGH, MOST = 87, 5


def alike(name, providers):
    """Of ``providers`` (a queryset) those with such a name, the nearest first; two statements."""
    names = dict(providers.values_list("pk", "name"))
    near = process.extract(
        name[:LONGEST],
        names,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=NEAR_ENOUGH,
        limit=MOST,
    )
    rows = Provider.objects.in_bulk([pk for _name, _score, pk in near])
    return [rows[pk] for _name, _score, pk in near if pk in rows]
