"""Rules about age: "9 Jahre", "für 9-Jährige", "6-10 Jahre", "ab 60", "8. Klasse"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .line import WORDS, Wish, whole

OLDEST = 120
FIRST_FORM_AGE = 6  # children of the first form are six or seven
_CHILD = (
    r"(?:fur )?(?:(?:mein|unser|ein)(?:e|en|em|er)? )?"
    r"(?:kind(?:er|ern)?|sohn|tochter|enkel(?:in|kind)?|madchen|jungen?)"
)
_YEARS = r"(?:jahre?n?|j)"
_AGED = r"[- ]?jahrige?[rsnm]?"
_ONE = whole(
    rf"(?:{_CHILD} )?(?:(?:fur|mit|von) )?"
    rf"(?:(\d{{1,3}}) {_YEARS}(?: alt(?:e[srnm]?)?)?|(\d{{1,3}}){_AGED})(?: {_CHILD})?"
)
_SEVERAL = whole(
    rf"(?:{_CHILD} )?(?:(?:von|zwischen) )?"
    rf"(?:(\d{{1,3}})-(\d{{1,3}})|(\d{{1,3}}) (?:bis|und|-) (\d{{1,3}}))(?:{_AGED}| {_YEARS})"
)
_FROM = whole(rf"(?:ab|uber) (\d{{1,3}})(?: {_YEARS})?|u([3-9]\d)|(\d\d)\+|(\d\d) ?plus")
_UNTIL = whole(rf"(?:bis|unter) (\d{{1,3}}) {_YEARS}")
_FORM = whole(r"(?:fur )?(?:die )?(?:(\d{1,2})\.? ?klasse|klasse (\d{1,2}))")


def one_age(line, _known, _index, _today):
    for start, end, match in line.matches(_ONE):
        age = int(match[1] or match[2])
        if line.before(start) not in WORDS["spans"]:
            yield from _ages(start, end, age, age)


def several_ages(line, _known, _index, _today):
    for start, end, match in line.matches(_SEVERAL):
        first, last = (int(number) for number in match.groups() if number)
        yield from _ages(start, end, first, last)


def from_an_age(line, _known, _index, _today):
    """ "ab 60", "60+"; "ab 18 Uhr" and "ab 5 Euro" are no ages."""
    for start, end, match in line.matches(_FROM):
        age = int(next(filter(None, match.groups())))
        if line.after(end) not in WORDS["no age"]:
            yield from _ages(start, end, age, OLDEST)


def until_an_age(line, _known, _index, _today):
    for start, end, match in line.matches(_UNTIL):
        yield from _ages(start, end, 0, int(match[1]))


def school_forms(line, _known, _index, _today):
    """ "8. Klasse": thirteen or fourteen years; the word stays a word for forms no school has."""
    for start, end, match in line.matches(_FORM):
        form = int(match[1] or match[2])
        if 1 <= form <= 13:
            age = form + FIRST_FORM_AGE - 1
            yield from _ages(start, end, age, age + 1)


RULES = (several_ages, from_an_age, until_an_age, one_age, school_forms)


def _ages(start, end, first, last):
    if first <= last <= OLDEST:
        yield Wish(start, end, "alter", (("age", first), ("oldest", last)), _words(first, last))


def _words(first, last):
    if last == OLDEST:
        return _("ab %(age)s Jahren") % {"age": first}
    if first == last:
        return ngettext("%(age)s Jahr", "%(age)s Jahre", first) % {"age": first}
    if first == 0:
        return _("bis %(age)s Jahre") % {"age": last}
    return _("%(first)s bis %(last)s Jahre") % {"first": first, "last": last}
