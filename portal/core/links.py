"""Links in mails: signed, for one purpose only, with an end where they need one.

A link carries nothing but the number of a row, and stands behind a question mark: logs hold no query strings. Whether
it was used before is for the row to say.
"""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.urls import reverse

PARAMETER = "code"


class LinkNotValid(Exception):
    """Changed, cut off, made for something else or too old."""


@dataclass(frozen=True, slots=True)
class SignedLink:
    """A kind of link: the name of its address is its purpose; ``valid_for`` None means without end."""

    url_name: str
    valid_for: timedelta | None = None

    def address(self, value):
        """The whole address for a value that JSON can hold."""
        return f"{settings.SITE_URL}{self.path(value)}"

    def path(self, value):
        """The address without the host, for links on our own pages."""
        query = urlencode({PARAMETER: signing.dumps(value, salt=self._salt)})
        return f"{reverse(self.url_name)}?{query}"

    def value(self, request):
        """The value in the address of a request; raises LinkNotValid."""
        try:
            return signing.loads(request.GET.get(PARAMETER, ""), salt=self._salt, max_age=self.valid_for)
        except (signing.BadSignature, UnicodeError, ValueError) as error:
            raise LinkNotValid from error

    @property
    def _salt(self):
        return f"portal.link.{self.url_name}"
