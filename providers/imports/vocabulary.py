"""From the words of a file to the vocabulary of the portal: by slug, name or `providers/data/import_mapping.toml`."""

import re
import tomllib
from pathlib import Path

from django.utils.translation import gettext as _

from ..models import AccessFeature, Audience, Funding, Language, LifeStage, OfferKind, Topic

MAPPING_FILE = Path(__file__).resolve().parent.parent / "data" / "import_mapping.toml"
TERMS = {
    "kind": OfferKind,
    "life_stages": LifeStage,
    "topics": Topic,
    "audiences": Audience,
    "languages": Language,
    "fundings": Funding,
    "access": AccessFeature,
}
EVERY_CATEGORY = "*"
_SEVERAL = re.compile(r"\s*[|;]\s*")


class Vocabulary:
    """The terms as they are now, one query a table. Retired terms count: they stay on old entries."""

    def __init__(self, report):
        self._report = report
        self._ids = {column: _words(model) for column, model in TERMS.items()}
        mapping = tomllib.loads(MAPPING_FILE.read_text(encoding="utf-8"))
        self._kinds = self._known("kind", mapping["kinds"])
        self._topics = {source: self._known_lists(table) for source, table in mapping["topics"].items()}

    def term(self, column, word):
        """Id of the term of that slug or name, or None."""
        return self._ids[column].get(word.casefold())

    def kind(self, word):
        """Id of the kind: a term of ours, or what the mapping says for this word of a source."""
        return self.term("kind", word) or self._kinds.get(word.casefold())

    def topics(self, source, category):
        """Ids of topics the mapping gives for a category of a source; none where it is silent."""
        table = self._topics.get(source, {})
        found = table.get(category)
        if found is None:
            found = {pk for part in _SEVERAL.split(category) for pk in table.get(part, ())}
        return found | table.get(EVERY_CATEGORY, set())

    def _known(self, column, table):
        return {word.casefold(): pk for word, slug in table.items() if (pk := self._id(column, slug))}

    def _known_lists(self, table):
        return {
            category: {pk for slug in slugs if (pk := self._id("topics", slug))}
            for category, slugs in table.items()
        }

    def _id(self, column, slug):
        found = self.term(column, slug)
        # Without any vocabulary every entry would be named: that is a fact about the portal, not about the file.
        if found is None and self._ids[column]:
            self._report.note(
                _("Die Zuordnung nennt „%(slug)s“ (%(column)s). Das gibt es im Portal nicht.")
                % {"slug": slug, "column": column}
            )
        return found


def _words(model):
    rows = list(model.objects.values_list("pk", "slug", "name"))
    # Slugs last: where a name equals another term's slug, the slug is meant.
    return {name.casefold(): pk for pk, _slug, name in rows} | {
        slug.casefold(): pk for pk, slug, _name in rows
    }
