"""Make `portal/search/data/thesaurus.txt` from OpenThesaurus: for maintainers, when the source or `german` changes.

    DJANGO_DEBUG=1 python deploy/thesaurus.py openthesaurus_synsets.txt.gz wortfrequenz_de.tsv

The source has a group of synonyms a line, divided by semicolons, with remarks in brackets. Kept are words people use
without disdain; each is written as the forms the index holds, so that the search needs no analysis to look one up.
"""

import gzip
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.search import german  # noqa: E402
from portal.search.synonyms import phrase_forms  # noqa: E402

TARGET = ROOT / "portal" / "search" / "data" / "thesaurus.txt"
MAX_WORDS = 2  # longer phrases are figures of speech
MAX_GROUP = 16  # larger groups collect everything that may be said of something
MAX_SENSES = 8
# Insults the source does not mark as such, or that stand beside harmless words of the same form.
_INSULTS = frozenset(
    ("idiot", "hure", "zigeuner", "schlampe", "neger", "kanake", "spast", "kruppel", "nutte")
)
_REMARK = re.compile(r"\(([^)]*)\)")
_FINE = {"ugs", "fachspr", "Hauptform", "engl", "sich", "sein", "lat", "griech", "franz", "mit", "fig"}
_OFFENSIVE = re.compile(r"\b(?:vulg|derb|abwertend|Jargon|sexuell|Gaunersprache)\b")
_WORDS = re.compile(r"[A-Za-zÄÖÜäöüßé][A-Za-zÄÖÜäöüßéè -]+\Z")


def groups(lines, common):
    """Sorted groups of forms, each form as "word" or "several words"."""
    found = {tuple(group) for line in lines if len(group := _group(line, common)) > 1}
    senses = {}
    for group in found:
        for form in group:
            senses[form] = senses.get(form, 0) + 1
    kept = (tuple(form for form in group if senses[form] <= MAX_SENSES) for group in sorted(found))
    return [group for group in kept if 1 < len(group) <= MAX_GROUP]


def _group(line, common):
    if len(_OFFENSIVE.findall(line)) > 1:
        return []
    forms = (_forms(word, common) for word in line.strip().split(";"))
    return sorted({form for form in forms if form})


def _forms(word, common):
    """The forms of a word, or nothing where it is not to be kept."""
    remarks = {part.strip(" .") for remark in _REMARK.findall(word) for part in remark.split(",")}
    plain = " ".join(_REMARK.sub(" ", word).split())
    if (
        remarks - _FINE
        or not _WORDS.match(plain)
        or not all(_is_common(each, common) for each in plain.split())
    ):
        return ""
    forms = phrase_forms(plain)
    says_something = not all(
        german.is_stop_word(each) or each in german.ASKING_WORDS for each in plain.split()
    )
    return " ".join(forms) if says_something and len(forms) <= MAX_WORDS and not _INSULTS & set(forms) else ""


def _is_common(word, common):
    return word.lower() in common or (len(word) > 8 and german.in_dictionary(word.lower()))


def main(source, frequencies):
    common = {line.split("\t")[0].lower() for line in Path(frequencies).read_text().splitlines()}
    with gzip.open(source, "rt") as lines:
        german.hurry()
        kept = groups(lines, common)
    head = "# From OpenThesaurus (openthesaurus.de), LGPL 2.1; see SOURCES.md. Made by deploy/thesaurus.py.\n"
    TARGET.write_text(head + "".join(f";{';'.join(group)};\n" for group in kept))


if __name__ == "__main__":
    main(*sys.argv[1:])
