"""The list of events: filters, coming and past, and a month as a calendar."""

import calendar
import re
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.forms import Select
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_filters import CharFilter, ChoiceFilter, FilterSet

from events.models import Event
from networks.models import Network
from portal.core.pager import QueryAddress, pager
from providers.models import District, LifeStage, Topic

from .event import line

A_PAGE = 20
SELECT = {"widget": Select(attrs={"class": "bp-input"}), "empty_label": gettext_lazy("alle")}


def _terms(model):
    return lambda: model.objects.active().values_list("slug", "name")


class EventFilter(FilterSet):
    """Query string of /veranstaltungen/: `name`, `art`, `thema`, `lebensphase`, `stadtteil`, `netzwerk`."""

    name = CharFilter("title", lookup_expr="icontains", label=gettext_lazy("Titel"), max_length=100)
    art = ChoiceFilter("kind", choices=Event.Kind.choices, label=gettext_lazy("Art"), **SELECT)
    thema = ChoiceFilter("topics__slug", choices=_terms(Topic), label=gettext_lazy("Thema"), **SELECT)
    lebensphase = ChoiceFilter(
        "life_stages__slug", choices=_terms(LifeStage), label=gettext_lazy("Lebensphase"), **SELECT
    )
    stadtteil = ChoiceFilter(
        "district__slug", choices=_terms(District), label=gettext_lazy("Stadtteil"), **SELECT
    )
    netzwerk = ChoiceFilter(
        "network__slug",
        choices=lambda: Network.objects.published().values_list("slug", "name"),
        label=gettext_lazy("Netzwerk"),
        **SELECT,
    )

    class Meta:
        model = Event
        fields = []


class Listing:
    """The list as asked for; what the query string says wrongly is left out and said."""

    def __init__(self, query):
        self.query = query
        self.is_past = query.get("vergangene") == "1"
        self.filter = EventFilter(query, queryset=Event.objects.public().top_level())
        self.is_understood = self.filter.form.is_valid()
        events = (
            self.filter.filter_queryset(self.filter.queryset) if self.is_understood else self.filter.queryset
        )
        self._events = events.select_related("network", "provider")

    @property
    def selects(self):
        return [field for field in self.filter.form if field.name != "name"]

    @property
    def has_choice(self):
        """Whether one of the folded filters is in use."""
        return any(self.query.get(field.name) for field in self.selects)

    @property
    def page(self):
        events = _last_of_series(self._events.past()) if self.is_past else _next_of_series(self.coming)
        return Paginator(events, A_PAGE).get_page(self.query.get("seite"))

    @property
    def coming(self):
        """The coming events, filters applied."""
        return self._events.upcoming()

    def context(self):
        page = self.page
        return {
            "list": self,
            "page": page,
            "rows": [line(event) for event in page],
            "heading": self._heading(page.paginator.count),
            "views": self._views("list"),
            "pagination": self._pagination(page),
            "crumbs": [(_("Veranstaltungen"), "")],
        }

    def _heading(self, number):
        if self.is_past:
            return ngettext("%d vergangene Veranstaltung", "%d vergangene Veranstaltungen", number) % number
        return ngettext("%d kommende Veranstaltung", "%d kommende Veranstaltungen", number) % number

    def _views(self, current):
        """Tabs: coming, past, month."""
        query = self.query.copy()
        for name in ("vergangene", "seite", "monat"):
            query.pop(name, None)
        rest = f"&{query.urlencode()}" if query else ""
        here = reverse("events:list")
        tabs = (
            (_("Kommende"), f"{here}?{query.urlencode()}", current == "list" and not self.is_past),
            (_("Vergangene"), f"{here}?vergangene=1{rest}", current == "list" and self.is_past),
            (_("Monat"), f"{reverse('events:month')}?{query.urlencode()}", current == "month"),
        )
        return [(label, url.removesuffix("?"), "", is_current) for label, url, is_current in tabs]

    def _pagination(self, page):
        return pager(QueryAddress(reverse("events:list"), self.query), page.number, page.paginator.num_pages)

    def month_context(self):
        """The month of ``monat`` (2026-11), this month where it is missing or no month."""
        first = _month(self.query.get("monat"))
        weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
        by_day = self._by_day(weeks[0][0], weeks[-1][-1])
        return {
            "list": self,
            "title": f"{MONTHS[first.month]} {first.year}",
            "weeks": [[self._cell(day, first, by_day) for day in week] for week in weeks],
            "before": self._month_url(first, -1),
            "after": self._month_url(first, 1),
            "views": self._views("month"),
            "crumbs": [(_("Veranstaltungen"), reverse("events:list")), (_("Monat"), "")],
        }

    def _by_day(self, first, last):
        found = {}
        spans = self._events.filter(starts_at__date__lte=last, ends_at__date__gte=first).order_by("starts_at")
        for event in spans:
            start, end = (timezone.localtime(moment).date() for moment in (event.starts_at, event.ends_at))
            for ordinal in range(max(start, first).toordinal(), min(end, last).toordinal() + 1):
                found.setdefault(date.fromordinal(ordinal), []).append(event)
        return found

    def _cell(self, day, first, by_day):
        rows = [(event.title, event.get_absolute_url(), _clock(event, day)) for event in by_day.get(day, [])]
        return {
            "day": day,
            "is_other": day.month != first.month,
            "is_today": day == timezone.localdate(),
            "rows": rows,
        }

    def _month_url(self, first, step):
        number = first.year * 12 + first.month - 1 + step
        year, month = divmod(number, 12)
        if not 1990 <= year <= 2100:
            return ""
        query = self.query.copy()
        query["monat"] = f"{year}-{month + 1:02}"
        return f"{reverse('events:month')}?{query.urlencode()}"


def _next_of_series(events):
    """Coming events, each series once: its next date, with how many ``further`` ones there are."""
    earlier = _same_series().upcoming().filter(starts_at__lt=OuterRef("starts_at"))
    later = _same_series().upcoming().filter(starts_at__gt=OuterRef("starts_at"))
    counted = later.order_by().values("series").annotate(number=Count("pk")).values("number")
    return events.filter(~Exists(earlier)).annotate(further=Coalesce(Subquery(counted), 0))


def _last_of_series(events):
    """Past events, the latest first, each series once."""
    later = _same_series().past().filter(starts_at__gt=OuterRef("starts_at"))
    return events.filter(~Exists(later)).order_by("-starts_at")


def _same_series():
    return Event.objects.public().filter(series=OuterRef("series"))


def _clock(event, day):
    start = timezone.localtime(event.starts_at)
    return "" if event.is_all_day or start.date() != day else f"{start:%-H:%M}"


def _month(text):
    """First day of „2026-11“; of this month where the text is no month."""
    if found := re.fullmatch(r"(\d{4})-(\d\d?)", text or "", re.ASCII):
        year, month = map(int, found.groups())
        if 1990 <= year <= 2100 and 1 <= month <= 12:
            return date(year, month, 1)
    return timezone.localdate().replace(day=1)
