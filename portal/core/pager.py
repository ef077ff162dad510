"""The row of page links below a list."""

from dataclasses import dataclass

AROUND = 1


@dataclass(frozen=True, slots=True)
class Pager:
    """As components/pagination.html takes it; ``pages`` are (number or None for a gap, address, is current)."""

    number: int
    pages: list
    previous_url: str
    next_url: str


def pager(address, number, last) -> Pager | None:
    """Links to the pages of a search, or None where one page holds everything."""
    if last < 2:
        return None
    return Pager(
        number=number,
        pages=list(_links(address, number, last)),
        previous_url=str(address.page(number - 1)) if number > 1 else "",
        next_url=str(address.page(number + 1)) if number < last else "",
    )


def _links(address, number, last):
    before = 0
    for page in sorted({1, last} | set(range(max(1, number - AROUND), min(last, number + AROUND) + 1))):
        if page > before + 1:
            yield None, "", False
        yield page, str(address.page(page)), page == number
        before = page


class QueryAddress:
    """An address with a query string, whose pages `pager` links to."""

    def __init__(self, path, query):
        self.path, self.query = path, query

    def page(self, number):
        query = self.query.copy()
        query.pop("seite", None)
        if number > 1:
            query["seite"] = number
        text = query.urlencode()
        return f"{self.path}?{text}" if text else self.path
