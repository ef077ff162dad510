"""Guards of public forms, without puzzles and without third parties: a trap field, a time trap, limits by network.

Limits are counted in the database, so that all processes share them, under a salted hash of the network: the address
itself is stored nowhere, the salt changes every day, and the counts are deleted after a day.
"""

import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import RequestCount
from .retention import rule

FASTEST_SECONDS = 2
OLDEST_SECONDS = 24 * 3600
_PREFIX = {4: 24, 6: 56}  # bits that name a network: a household or an office, not a person
_stamps = Signer(salt="portal.guards.opened")

_COUNT = """
    INSERT INTO core_requestcount (who, until, count) VALUES (%s, %s, 1)
    ON CONFLICT (who, until) DO UPDATE SET count = core_requestcount.count + 1 RETURNING count"""


def stamp(opened_at=None):
    """When a form was opened (seconds since 1970, now by default), signed."""
    return _stamps.sign(str(int(time.time() if opened_at is None else opened_at)))


def network_of(request):
    """The network a request comes from; only the own proxy is believed when it names another address."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    try:
        ip = ip_address(address)
    except ValueError:
        return "unknown"
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ip_network(f"{ip}/{_PREFIX[ip.version]}", strict=False))


def is_over_limit(purpose, who, *, most, within):
    """Count one use and say whether there were more than ``most`` in the running span of ``within`` (a timedelta)."""
    now = datetime.now(UTC)
    seconds = int(within.total_seconds())
    until = datetime.fromtimestamp((int(now.timestamp()) // seconds + 1) * seconds, UTC)
    name = salted_hmac(f"portal.guards.{now:%Y-%m-%d}", f"{purpose}|{seconds}|{who}", algorithm="sha256")
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [name.hexdigest(), until])
        return cursor.fetchone()[0] > most


class GuardedForm(forms.Form):
    """A public form. ``LIMITS`` are (most, timedelta) for one network; subclasses name their own.

    Its page must not be cached (`never_cache`) and includes components/form_guards.html.
    """

    LIMITS = ((10, timedelta(minutes=10)), (50, timedelta(days=1)))

    website = forms.Field(label=gettext_lazy("Dieses Feld bleibt leer"), required=False)
    opened = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, request, **options):
        super().__init__(data, **options)
        self.request = request
        self.fields["opened"].initial = stamp
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def clean(self):
        """Traps first; what is wrong otherwise does not count as a use."""
        super().clean()
        if self.errors:
            return
        problem = self._trap() or self._limit()
        if problem:
            raise ValidationError(problem)

    def _trap(self):
        if self.cleaned_data["website"]:
            return _("Ein verstecktes Feld ist ausgefüllt. Leeren Sie es oder laden Sie die Seite neu.")
        try:
            age = time.time() - int(_stamps.unsign(self.cleaned_data["opened"] or ""))
        except (BadSignature, ValueError):
            age = OLDEST_SECONDS + 1
        self._renew_stamp(age)
        if age > OLDEST_SECONDS:
            return _(
                "Die Seite war sehr lange offen. Ihre Angaben stehen noch da: Senden Sie sie noch einmal ab."
            )
        if age < FASTEST_SECONDS:
            return _("Das ging sehr schnell. Warten Sie einen Moment und senden Sie dann noch einmal ab.")
        return ""

    def _renew_stamp(self, age):
        """A form shown again carries a stamp that will be good in a moment."""
        if age > OLDEST_SECONDS:
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = stamp()

    def _limit(self):
        network, purpose = network_of(self.request), type(self).__name__
        for most, within in self.LIMITS:
            if is_over_limit(purpose, network, most=most, within=within):
                return _(
                    "Von Ihrem Anschluss kamen gerade sehr viele Anfragen. Versuchen Sie es später noch einmal."
                )
        return ""


@rule("Zählungen von Anfragen, nach einem Tag")
def delete_counts(now):
    return RequestCount.objects.filter(until__lt=now).delete()[0]
