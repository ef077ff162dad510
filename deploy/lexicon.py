"""Make `portal/search/data/lexicon.txt` from the lists beside it: for maintainers, when a list or `german` changes.

    DJANGO_DEBUG=1 python deploy/lexicon.py

The lists in `portal/search/data/lexicon/` are written as people write. Each word becomes the form the index holds, so
that the search needs no analysis to look one up: what takes seconds is done here once, not whenever a server starts.
"""

import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.search import german  # noqa: E402
from portal.search.lexicon import ALSO, EVOKED, LISTS, SAME, TARGET  # noqa: E402
from portal.search.synonyms import phrase_forms, read_groups  # noqa: E402

HEAD = "# Made by deploy/lexicon.py from the lists in lexicon/; written for this portal, EUPL 1.2.\n"
EVOKING = "evoked.txt"  # the list of what words evoke; the others say what means the same or is found as well


def entries(lists):
    """{forms of a phrase: {SAME, ALSO or EVOKED: its other forms}}; ``lists`` maps names of files to their text."""
    found = defaultdict(lambda: {SAME: {}, ALSO: {}, EVOKED: {}})
    groups = [(name, group) for name, text in sorted(lists.items()) for group in read_groups(text)]
    basic = {german.fold(phrase) for _name, group in groups for phrase in group.phrases}
    for name, group in groups:
        kind = EVOKED if name == EVOKING else ALSO if group.one_way else SAME
        pairs = [(phrase, " ".join(phrase_forms(phrase))) for phrase in group.phrases]
        for phrase, form in pairs[:1] if group.one_way else pairs:
            if form and not _is_another_word(german.fold(phrase), form, basic):
                found[form][kind] |= dict.fromkeys(
                    other for _other, other in pairs if other not in ("", form)
                )
    return found


def _is_another_word(phrase, form, basic):
    """True for a word whose form is that of another in the lists: "weinen", which the index cannot tell from "Wein"."""
    return " " not in phrase and phrase != form and form in basic


def written(found):
    """The file: a line a phrase, sorted so that it can be looked up by bisection."""
    lines = (
        "\t".join([phrase, *(";".join(others) for others in kinds.values())])
        for phrase, kinds in found.items()
        if any(kinds.values())
    )
    return HEAD + "".join(f"{line}\n" for line in sorted(lines))


def made():
    """The text of the file as the lists are now."""
    german.hurry()
    return written(entries({path.name: path.read_text() for path in LISTS.glob("*.txt")}))


if __name__ == "__main__":
    TARGET.write_text(made())
