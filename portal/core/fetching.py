"""Fetch a page or file from an address someone typed in, without ever reaching into the own network.

The name is resolved here, every address it has is checked, and the connection goes to the checked address: what the
name says a moment later (DNS rebinding) no longer matters. Redirects go through the same checks. The resolver of the
system has its own time limit; everything after it ends at `TIME_LIMIT`.
"""

import http.client
import socket
import ssl
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _

TIME_LIMIT = 30  # seconds for one answer, from the connection to its last byte
CONNECT_LIMIT = 10
SIZE_LIMIT = 20 * 1024 * 1024  # bytes, unpacked
MAX_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 2000
MOST_CONNECTIONS = 4  # to one name with many addresses

_CHUNK = 64 * 1024
_PATH = "/%:@!$&'()*+,;=~-._?[]"
_REDIRECTS = {301, 302, 303, 307, 308}
# Global unicast (RFC 4291); what carries an IPv4 address inside (6to4, Teredo) could lead back into the house.
_PUBLIC_V6 = ip_network("2000::/3")
_TUNNELS = (ip_network("2002::/16"), ip_network("2001::/32"))


class FetchRefused(Exception):
    """The address is not fetched or gave nothing usable; the message is for the person."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is 200 or 304 (not changed: no body); `etag` and `modified` belong into the next question."""

    status: int
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    body: bytes = field(default=b"", repr=False)


def fetch(url, *, etag="", modified="", size_limit=SIZE_LIMIT, time_limit=TIME_LIMIT):
    """GET an address of the open web and return the Answer. Raises FetchRefused."""
    questions = {"If-None-Match": etag, "If-Modified-Since": modified}
    for _attempt in range(MAX_REDIRECTS + 1):
        answer, location = _Question(_parsed(url), questions, size_limit).ask(time_limit)
        if answer:
            return answer
        url = _joined(url, location)
    raise FetchRefused(_("Die Adresse leitet zu oft weiter. Tragen Sie die Adresse ein, zu der sie führt."))


def _joined(url, location):
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchRefused(_("Die Adresse leitet an einen Ort weiter, den es nicht gibt.")) from error


def problem_of(url):
    """Why an address would not be fetched, in words, without asking the network; empty where it is fine."""
    try:
        _parsed(url)
    except FetchRefused as refused:
        return str(refused)
    return ""


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str

    @property
    def has_own_port(self):
        return self.port != PORTS[self.scheme]


def _parsed(url):
    """The parts of an address, its form checked."""
    problem = _("Die Adresse muss mit https:// oder http:// beginnen.")
    if len(url) > LONGEST_ADDRESS or any(ord(character) <= 32 or ord(character) == 127 for character in url):
        raise FetchRefused(problem)
    try:
        parts = urlsplit(url)
        port, host = parts.port, _ascii_host(parts.hostname or "")
        path = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=_PATH)
    except ValueError as error:
        raise FetchRefused(_("Das ist keine gültige Adresse im Netz.")) from error
    if parts.scheme not in PORTS or not host:
        raise FetchRefused(problem)
    if parts.username is not None or parts.password is not None:
        raise FetchRefused(_("Eine Adresse mit Namen oder Kennwort darin wird nicht abgerufen."))
    target = _Target(parts.scheme, host, port or PORTS[parts.scheme], path)
    if target.port not in PORTS.values() and not settings.FETCH_PRIVATE_NETWORKS:
        raise FetchRefused(_("Abgerufen wird nur von den üblichen Anschlüssen 80 und 443."))
    return target


def _ascii_host(host):
    return host if ":" in host else host.encode("idna").decode("ascii")


def _addresses(target):
    """Every address of the host, all of them checked: one in a private network refuses the name."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchRefused(_("Diese Adresse gibt es nicht (der Name ist unbekannt).")) from error
    addresses = list(dict.fromkeys(entry[4][0] for entry in found))
    if not addresses or not all(_may_reach(address, target.port) for address in addresses):
        raise FetchRefused(_("Diese Adresse liegt nicht im öffentlichen Netz und wird nicht abgerufen."))
    return addresses


def _may_reach(text, port):
    address = ip_address(text.partition("%")[0])
    if any(address in ip_network(network) for network in settings.FETCH_PRIVATE_NETWORKS):
        return True
    return port in PORTS.values() and _is_public(address)


def _is_public(address):
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if address.version == 4:
        return True
    return address in _PUBLIC_V6 and not any(address in tunnel for tunnel in _TUNNELS)


class _Question:
    """One request to one checked address."""

    def __init__(self, target, questions, size_limit):
        self.target, self.size_limit, self.is_over = target, size_limit, False
        self.headers = {
            "Host": f"[{target.host}]" if ":" in target.host else target.host,
            "User-Agent": f"Bildungsportal (+{settings.SITE_URL})",
            "Accept": "text/calendar, application/ld+json, application/xml, text/csv, text/html;q=0.8, */*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        } | {name: value for name, value in questions.items() if value}
        if target.has_own_port:
            self.headers["Host"] += f":{target.port}"

    def ask(self, time_limit):
        """The Answer, or None and where the server sends on to."""
        connection = http.client.HTTPConnection(self.target.host, self.target.port)
        clock = None
        try:
            connection.sock = line = self._connected()
            # A server that sends a byte now and then keeps every single wait short: the end comes from outside.
            clock = threading.Timer(time_limit, self._cut, [line])
            clock.start()
            if self.target.scheme == "https":
                line.do_handshake()
            connection.request("GET", self.target.path, headers=self.headers)
            return self._answer(connection.getresponse())
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            raise FetchRefused(self._reason(error)) from error
        finally:
            if clock:
                clock.cancel()
            connection.close()

    def _cut(self, line):
        self.is_over = True
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    def _reason(self, error):
        if isinstance(error, ssl.SSLCertVerificationError):
            return _("Das Zertifikat der Adresse ist nicht gültig.")
        if self.is_over or isinstance(error, TimeoutError):
            return _("Der Server antwortet nicht in der erwarteten Zeit.")
        return _("Der Server ist nicht erreichbar oder antwortet nicht verständlich.")

    def _connected(self):
        last = None
        for address in _addresses(self.target)[:MOST_CONNECTIONS]:
            try:
                return self._secured(socket.create_connection((address, self.target.port), CONNECT_LIMIT))
            except OSError as error:
                last = error
        raise last

    def _secured(self, line):
        if self.target.scheme == "http":
            return line
        context = ssl.create_default_context()
        return context.wrap_socket(line, server_hostname=self.target.host, do_handshake_on_connect=False)

    def _answer(self, response):
        location = response.getheader("Location", "")
        if response.status in _REDIRECTS and location:
            return None, location.encode("latin-1").decode("utf-8", "replace")
        if response.status not in (200, 304):
            reason = _("Der Server antwortet mit %(status)s statt mit der Liste.")
            raise FetchRefused(reason % {"status": response.status})
        body = self._body(response) if response.status == 200 else b""
        names = ("Content-Type", "ETag", "Last-Modified")
        content_type, etag, modified = (response.getheader(name, "")[:200] for name in names)
        return Answer(
            response.status, content_type.partition(";")[0].strip().lower(), etag, modified, body
        ), ""

    def _body(self, response):
        """The body, unpacked no further than the limit."""
        coding = response.getheader("Content-Encoding", "identity").strip().lower()
        if coding not in ("identity", "gzip", ""):
            raise FetchRefused(
                _("Der Server schickt die Liste auf eine Art gepackt, die hier niemand liest.")
            )
        unpack = zlib.decompressobj(wbits=31) if coding == "gzip" else None
        body = bytearray()
        while chunk := response.read(_CHUNK):
            body += unpack.decompress(chunk, self.size_limit + 1 - len(body)) if unpack else chunk
            if len(body) > self.size_limit:
                size = self.size_limit // (1024 * 1024)
                raise FetchRefused(_("Die Liste ist größer als %(size)s MB.") % {"size": size})
        if self.is_over or response.length or (unpack and not unpack.eof):
            raise FetchRefused(_("Die Verbindung brach ab, bevor alles da war."))
        return bytes(body)


@checks.register(checks.Tags.security, deploy=True)
def check_private_networks(app_configs, **options):
    """A server on the open web must not fetch from its own network."""
    if not settings.FETCH_PRIVATE_NETWORKS:
        return []
    words = "FETCH_PRIVATE_NETWORKS ist gesetzt: Quellen können Adressen im eigenen Netz abrufen."
    return [checks.Warning(words, hint="Nur für Tests und Vorführungen.", id="portal.W001")]
