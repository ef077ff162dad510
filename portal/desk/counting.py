"""Numbers of rows of several tables in one statement."""

from django.db.models import Count, Value


def counted(**querysets):
    """Numbers of rows by name."""
    parts = [
        rows.order_by().values(what=Value(name)).annotate(number=Count("pk")).values_list("what", "number")
        for name, rows in querysets.items()
    ]
    return dict.fromkeys(querysets, 0) | dict(parts[0].union(*parts[1:], all=True).order_by())
