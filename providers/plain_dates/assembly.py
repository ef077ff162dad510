"""From pieces of a text to series and dates."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from .. import wording
from ..models import Offer
from . import building
from .days import Unclear, read_day, read_days
from .grammar import pieces
from .shapes import MAX_TEXT, Problem, Understood

_SAME = str.maketrans(
    {"\u2013": "-", "\u2014": "-", "\u2011": "-", "\u2212": "-", wording.NBSP: " ", "\u202f": " "}
)


@dataclass
class Group:
    """Days that share their times: one or more series, or some dates."""

    text: str = ""
    weekdays: set = field(default_factory=set)
    nths: list = field(default_factory=list)
    spans: list = field(default_factory=list)
    times: list = field(default_factory=list)
    is_bare: bool = False
    is_daily: bool = False

    @property
    def has_days(self):
        return bool(self.weekdays or self.spans or self.is_daily)


@dataclass
class Line:
    """One statement: groups of days and what holds for all of them."""

    text: str
    today: object
    holidays: object
    groups: list = field(default_factory=lambda: [Group()])
    first: object = None
    last: object = None
    count: int | None = None
    rhythm: str = ""
    duration: timedelta | None = None
    excepted: list = field(default_factory=list)
    without: set = field(default_factory=set)
    inside: str = ""
    hints: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    is_unclear: bool = False
    is_time_first: bool = False
    is_whole: bool = False

    @property
    def has_days(self):
        return any(group.has_days for group in self.groups)

    def complain(self, text, message, proposal=""):
        self.problems.append(Problem(text, message, proposal))

    def note(self, message):
        if message not in self.notes:
            self.notes.append(message)


def parse(text, *, today, holidays) -> Understood:
    """Read dates in plain German. ``today`` is the writer's day; ``holidays`` come from `providers.holidays.known()`.

    Lines and semicolons separate statements; a line without days of its own („ab 12. Januar“) holds for all others.
    """
    if len(text) > MAX_TEXT:
        message = _("Der Text ist zu lang. Schreiben Sie höchstens %s Zeichen.") % MAX_TEXT
        return Understood(problems=(Problem(text[:40] + "…", message),))
    lines = [_line(part, today, holidays) for part in text.replace(";", "\n").split("\n") if part.strip()]
    series, dates = [], []
    for line in _shared(lines):
        made = building.build(line)
        series += made[0]
        dates += made[1]
    return Understood(
        tuple(series),
        tuple(dates),
        _schedule(series, dates, lines),
        tuple(dict.fromkeys(problem for line in lines for problem in line.problems)),
        tuple(dict.fromkeys(note for line in lines for note in line.notes)),
    )


def _schedule(series, dates, lines):
    hints = [hint for line in lines for hint in line.hints]
    if not series and not dates:
        return hints[0] if hints else ""
    if hints:
        lines[0].note(_("Zusatz wie „nach Absprache“ schreiben Sie bitte in den Hinweis zu den Terminen."))
    return Offer.Schedule.SERIES if series else Offer.Schedule.DATES


def _shared(lines):
    """Lines with days; what the others say is added to them."""
    own = [line for line in lines if line.has_days]
    for line in lines:
        if line in own:
            continue
        for other in own:
            _lend(line, other)
        if not own and not line.hints and not line.problems:
            line.complain(
                line.text.strip(),
                _("An welchen Tagen? Nennen Sie einen Wochentag oder ein Datum."),
                _("jeden Dienstag, 17 bis 18:30 Uhr"),
            )
    return own


def _lend(line, other):
    for name in ("first", "last", "count", "rhythm", "duration", "inside"):
        if not getattr(other, name):
            setattr(other, name, getattr(line, name))
    other.excepted += line.excepted
    other.without |= line.without
    if line.groups[0].times and not any(group.times for group in other.groups):
        other.groups[-1].times = list(line.groups[0].times)


def _line(text, today, holidays):
    small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text.translate(_SAME))
    line = Line(text, today, holidays)
    found, unclear = pieces(small, today)
    spots = [(spot, _as_typed(text[slice(*spot)].strip(), problem)) for spot, problem in unclear]
    for piece in found:
        words = text[piece.start : piece.end]
        if piece.kind == "unknown":
            message = _("„%s“ wurde nicht verstanden.") % words
            spots.append(((piece.start, piece.end), Problem(words, message)))
        elif piece.kind == "unclear":
            line.is_unclear = True
        elif piece.kind != "filler":
            _READERS[piece.kind](line, piece, words)
    line.problems = [problem for _spot, problem in sorted(spots, key=lambda each: each[0])] + line.problems
    return line


def _as_typed(words, problem):
    """The problem with its words in the letters of the writer, in the proposal too."""
    return Problem(words, problem.message, problem.proposal.replace(words.lower(), words))


# Each reader adds one piece to the line.


def _open_group(line, words):
    """The group for new days: a new one as soon as the running one has days and times."""
    group = line.groups[-1]
    if group.has_days and group.times:
        line.groups.append(group := Group())
    group.text = group.text or words
    return group


def _add_weekdays(line, piece, words):
    group = _open_group(line, words)
    group.is_bare = piece.kind == "bare_weekdays" and not group.weekdays
    group.weekdays |= set(piece.value)


def _add_daily(line, piece, words):
    group = line.groups[-1]
    if group.spans:
        group.is_daily = True
    else:
        _open_group(line, words).is_daily = True


def _add_nths(line, piece, words):
    group = _open_group(line, words)
    nths, days = piece.value
    group.nths += nths
    group.weekdays |= set(days)


def _add_days(line, piece, words):
    is_span = len(piece.value) == 1 and piece.value[0][0] < piece.value[0][1]
    group = line.groups[-1]
    if is_span and (group.weekdays or group.is_daily):
        _add_span(line, piece, words)
    else:
        _open_group(line, words).spans += piece.value


def _add_span(line, piece, words):
    """„ab 12. Januar bis 9. Februar“ bounds a series; without weekdays it is a span of days."""
    first, last = piece.value if isinstance(piece.value, tuple) else piece.value[0]
    if any(group.weekdays or group.is_daily for group in line.groups):
        line.first, line.last = first, last
    else:
        _open_group(line, words).spans.append((first, last))


def _add_time(line, piece, words):
    group = line.groups[-1]
    if not group.has_days and not group.times:
        line.is_time_first = True
    elif line.is_time_first and group.has_days:
        line.groups.append(group := Group())
    start, end = piece.value
    if group.times and None in group.times[-1]:
        before = group.times[-1]
        if start is None and before[1] is None or end is None and before[0] is None:
            group.times[-1] = (start or before[0], end or before[1])
            return
    group.times.append((start, end))


def _add_outer_time(line, piece, words):
    """„Beginn 9 Uhr, Ende 17 Uhr“ of several days: a beginning and an end, never daily hours."""
    line.is_whole = True
    _add_time(line, piece, words)


def _add_bound(line, piece, words):
    line.first, line.last = piece.value[0] or line.first, piece.value[1] or line.last


def _add_until(line, piece, words):
    try:
        line.last = read_day(piece.value, line.today, after=line.first)
    except Unclear as unclear:
        line.is_unclear = True
        line.complain(words, unclear.problem.message, unclear.problem.proposal)


def _add_loose(line, piece, words):
    (_add_bound if isinstance(piece.value, tuple) else _add_days)(line, piece, words)


def _add_excepted(line, piece, words):
    try:
        line.excepted += [(span, words) for span in read_days(piece.value, line.first or line.today)]
    except Unclear as unclear:
        line.complain(words, unclear.problem.message, unclear.problem.proposal)


def _set(name):
    def read(line, piece, words):
        setattr(line, name, piece.value)

    return read


def _without(kind):
    def read(line, piece, words):
        line.without.add(piece.value if kind == "named" else kind)

    return read


def _hint(schedule):
    def read(line, piece, words):
        line.hints.append(schedule)

    return read


def _rhythm(line, piece, words):
    line.rhythm = piece.kind


_READERS = {
    "weekdays": _add_weekdays,
    "bare_weekdays": _add_weekdays,
    "daily": _add_daily,
    "nths": _add_nths,
    "days": _add_days,
    "span": _add_span,
    "time": _add_time,
    "outer_time": _add_outer_time,
    "bound": _add_bound,
    "until": _add_until,
    "loose": _add_loose,
    "except_days": _add_excepted,
    "except_school": _without("school"),
    "except_public": _without("public"),
    "also_public": _without("public"),
    "except_named": _without("named"),
    "in_holidays": _set("inside"),
    "count": _set("count"),
    "duration": _set("duration"),
    "fortnightly": _rhythm,
    "weekly": _rhythm,
    "on_request": _hint(Offer.Schedule.ON_REQUEST),
    "continuous": _hint(Offer.Schedule.CONTINUOUS),
}
