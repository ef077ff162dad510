"""Jobs of the search: what is too long for the next answer to do."""

from portal.core.jobs import every

from . import index, searches
from .models import SearchChange

# Imported for the rule it brings.
RULES_OF = (searches,)


@every(seconds=5)
def catch_up():
    if SearchChange.objects.exists():
        index.catch_up()
