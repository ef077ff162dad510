"""Make `portal/search/data/occupations.txt` from the KldB: for maintainers, when the source or `german` changes.

    DJANGO_DEBUG=1 python deploy/occupations.py oeh_kldb.csv

The classification names fields of work ("Berufe in der Altenpflege") and few of the people in them. Who works in a
field is called after it, so the names are derived from the fields and kept where the dictionary knows them. A line of
the file leads from a name to the other names and the fields of its group of four digits, as the forms the index holds.
"""

import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.search import german  # noqa: E402

TARGET = ROOT / "portal" / "search" / "data" / "occupations.txt"
MAX_GROUPS = 3  # a name of more groups ("Verkäufer") says nothing about the field
MIN_PART = 4
LEADERS = "9"  # fourth digit of those who lead a field; their names are those of leading, not of the field
# The end of a field and of the name of somebody who works in it; the first that fits counts.
_ENDS = (
    ("wirtschaft", "wirt"),
    ("pädagogik", "pädagoge"),
    ("therapie", "therapeut"),
    ("gewerbe", ""),
    ("erhandwerk", "er"),
    ("medizin", "mediziner"),
    ("handel", "händler"),
    ("istik", "ist"),
    ("logie", "loge"),
    ("nomie", "nom"),
    ("pflege", "pfleger"),
    ("grafie", "graf"),
    ("kunst", "künstler"),
    ("zucht", "züchter"),
    ("erei", "er"),
    ("bau", "bauer"),
    ("ung", "er"),
    ("ik", "iker"),
)
# Found by reading: what completing a title gets wrong ("Beton- und Stahlbetonbau"), fields that mislead because they
# mean more than the work ("Isolierung") or something else than the rest of their group, names that say something else.
_WRONG = {
    *("Betonbetonbau", "Busbahnfahrer", "Edelsteinmetallbearbeitung", "Hauspflege", "Kerammalerei"),
    *("Luftheizungsbau", "Lufttechnik", "Mineralverarbeitung", "Rechtsordnung", "Rechtssprechung"),
}
_MISLEADING = {"Erziehungsberatung", "Herstellung", "Isolierung", "Kalkulation", "Vorstände"}
_NO_PERSON = {"Entwickler", "Hauswirt", "Hersteller", "Polster", "Statist", "Unterhalter", "Werber", "Zimmer"}
_BEGIN = re.compile(r"^Berufe (?:in der|in den|im|in|für|der|des) ")
_REMARK = re.compile(r"\([^)]*\)| [–-] .*| (?:von|für|mit|im|in|auf|an|des|der|sowie) .*")
_PERSON = re.compile(r"([\wäöüß-]+)/(?:-?\w*innen)")
_NOUN = re.compile(r"-?[A-ZÄÖÜa-zäöüß][a-zäöüß]+-?\Z")


def groups(rows):
    """(names, fields) of each group of four digits, as German words."""
    for row in rows:
        code = row["id"].rsplit("/", 1)[-1]
        if len(code) == 4 and code[-1] != LEADERS:
            yield _group(row["alt_de"] if len(row["alt_de"]) > len(row["label_de"]) else row["label_de"])


def _group(title):
    titled = _REMARK.sub("", _BEGIN.sub("", title))
    words = _completed(re.split(r",\s*| und ", _PERSON.sub(r"\1", titled).strip()))
    if title.startswith("Berufe"):
        return {name for word in words if (name := _name(word))}, set(words)
    return (set(words), set()) if _PERSON.search(titled) else (set(), set())


def _completed(parts):
    """ "Haus-", "Zootierpflege" as "Haustierpflege", "Zootierpflege"; phrases of several words are left out."""
    nouns = [part for part in parts if part.startswith("-") or (_NOUN.match(part) and not part.islower())]
    found = []
    for place, noun in enumerate(nouns):
        if noun.endswith("-"):
            whole = next((other for other in nouns[place + 1 :] if not other.endswith("-")), "")
            noun = noun[:-1] + _divided(whole)[1] if _divided(whole) else ""
        elif noun.startswith("-"):
            noun = _divided(found[-1])[0] + noun[1:] if found and _divided(found[-1]) else ""
        if noun:
            found.append(noun)
    return [noun for noun in found if noun not in _WRONG | _MISLEADING]


def _divided(word):
    """The two parts of a compound, the first as short as the dictionary allows."""
    for end in range(3, len(word) - MIN_PART + 1):
        begin, rest = word[:end], word[end:]
        if german.is_noun(rest) and (german.in_dictionary(begin) or german.in_dictionary(begin.rstrip("s"))):
            return begin, rest
    return ()


def _name(field):
    """Who works in a field, or nothing where nobody says so."""
    for end, person in _ENDS:
        if field.endswith(end) and len(field) > len(end):
            name = field[: -len(end)] + person
            is_known = german.is_noun(name) or _divided(name)
            return name if is_known and len(name) > MIN_PART and name not in _NO_PERSON else ""
    return ""


def lines(found):
    """ "name>other;other" for each name that stands for something else, sorted."""
    others, counts = {}, {}
    for names, fields in found:
        named = {german.form(name.lower()) for name in names}
        for name in named:
            counts[name] = counts.get(name, 0) + 1
            group = named | {german.form(field.lower()) for field in fields}
            others.setdefault(name, set()).update(group - {name})
    kept = (name for name in sorted(others) if others[name] and counts[name] <= MAX_GROUPS)
    return [f"{name}>{';'.join(sorted(others[name]))}\n" for name in kept]


def main(source):
    german.hurry()
    with open(source, newline="") as rows:
        made = lines(groups(csv.DictReader(rows)))
    head = "# From the KldB 2010 of openeduhub, CC0; see SOURCES.md. Made by deploy/occupations.py.\n"
    TARGET.write_text(head + "".join(made))


if __name__ == "__main__":
    main(*sys.argv[1:])
