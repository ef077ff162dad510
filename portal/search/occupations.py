"""What people who work in a field are called, and the fields themselves: "Podologe" and "Podologie".

One line a name, written as the forms of the index; from the classification of occupations, see `data/SOURCES.md`.
"""

from portal.search import wordlists


def _others():
    lines = (wordlists.DATA / "occupations.txt").read_text().splitlines()
    pairs = (line.partition(">")[::2] for line in lines if not line.startswith("#"))
    return {name: tuple((other,) for other in others.split(";")) for name, others in pairs}


_OTHERS = _others()


def related(form):
    """Forms of the names and fields of the group of occupations which the form of a word names, or nothing."""
    return _OTHERS.get(form, ())
