"""Time in the demo data is told in weeks from the week of loading, so that the demo never grows old."""

from datetime import date, time, timedelta

WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")


def monday_of(day):
    return day - timedelta(days=day.weekday())


class Calendar:
    """Turns "week 2, tuesday" into a date; `today` lies in week 0."""

    def __init__(self, today: date):
        self.today = today
        self.monday = monday_of(today)

    def day(self, moment):
        """The date of {"week": 2, "day": "di"}."""
        return self.monday + timedelta(weeks=moment["week"], days=WEEKDAYS.index(moment["day"]))

    def week(self, number):
        """Monday of a week, None for None."""
        return None if number is None else self.monday + timedelta(weeks=number)

    def days_ago(self, days):
        return self.today - timedelta(days=days)


def clock(text):
    """The time of "18:00"; None where there is none."""
    return time.fromisoformat(text) if text else None
