"""Fetching reaches the open web only, and a hostile server costs neither memory nor time."""

import gzip
import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from django.core import checks

from portal.core import fetching
from portal.core.fetching import FetchRefused, fetch

LOOPBACK = ["127.0.0.0/8"]


@contextmanager
def server(*answers):
    """A server on loopback that gives each connection the next answer: bytes, or a function of the connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    asked = []

    def serve():
        for answer in answers:
            try:
                connection, _address = listener.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(65536).decode())
                with suppress(OSError):
                    answer(connection) if callable(answer) else connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/liste", asked
    finally:
        listener.close()


def response(body=b"", status="200 OK", **headers):
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *lines])
    return head.encode() + b"\r\n\r\n" + body


@pytest.fixture
def loopback(settings):
    settings.FETCH_PRIVATE_NETWORKS = LOOPBACK


@pytest.fixture
def names(monkeypatch):
    """What the resolver says: a name to its addresses; an number is looked up for real."""
    table = {}
    real = socket.getaddrinfo

    def getaddrinfo(host, port, *rest, **options):
        if host not in table:
            return real(host, port, *rest, **options)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in table[host].pop(0)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return table


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fc00::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:1::1]",
        "[2001:db8::1]",
        "192.0.2.1",
        "198.18.0.1",
    ],
)
def test_private_addresses_are_never_reached(names, address):
    with pytest.raises(FetchRefused, match="nicht im öffentlichen Netz"):
        fetch(f"https://{address}/")


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"]])
def test_a_name_is_refused_when_one_of_its_addresses_is_private(names, found):
    names["liste.example"] = [found]
    with pytest.raises(FetchRefused, match="nicht im öffentlichen Netz"):
        fetch("http://liste.example/")


def test_the_connection_goes_to_the_checked_address_whatever_the_name_says_next(names, loopback):
    with server(response(b"da")) as (url, asked):
        names["liste.example"] = [["127.0.0.1"], ["10.0.0.1"]]
        assert fetch(url.replace("127.0.0.1", "liste.example")).body == b"da"
    assert "Host: liste.example" in asked[0]
    assert names["liste.example"] == [["10.0.0.1"]]


def test_every_step_of_a_redirect_is_checked(loopback):
    away = server(response(status="302 Found", Location="http://10.0.0.1/"))
    with away as (url, _asked), pytest.raises(FetchRefused, match="nicht im öffentlichen Netz"):
        fetch(url)


def test_redirects_end_after_three(loopback):
    on = response(status="301 Moved", Location="/weiter")
    with server(on, on, on, response(b"da")) as (url, _asked):
        assert fetch(url).body == b"da"
    further = server(on, on, on, on, response(b"da"))
    with further as (url, asked), pytest.raises(FetchRefused, match="zu oft weiter"):
        fetch(url)
    assert len(asked) == 4


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "https://",
        "http:///liste",
        "https://anna:geheim@example.org/",
        "https://example.org:8080/",
        "https://example.org:99999/",
        "https://example.org/a b",
        "https://example.org/\r\nHost: x",
        "https://exa\x00mple.org/",
        "http://[::1/",
        "https://" + "a" * 70 + ".de/",
        "https://example.org/" + "a" * 3000,
    ],
)
def test_addresses_of_another_form_are_refused_before_the_network_is_asked(names, url):
    assert fetching.problem_of(url)
    with pytest.raises(FetchRefused):
        fetch(url)


def test_the_network_of_the_setting_is_reached_on_its_ports_and_no_other(settings, names):
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.2/32"]
    with pytest.raises(FetchRefused, match="nicht im öffentlichen Netz"):
        fetch("http://127.0.0.1:8123/")


def test_check_deploy_names_the_setting(settings):
    assert "portal.W001" not in {found.id for found in checks.run_checks(include_deployment_checks=True)}
    settings.FETCH_PRIVATE_NETWORKS = LOOPBACK
    assert "portal.W001" in {found.id for found in checks.run_checks(include_deployment_checks=True)}


def test_we_say_who_asks_and_bring_no_cookie(loopback):
    with server(
        response(status="302 Found", Location="/b", Set_Cookie="a=1"), response(b"da", ETag='"7"')
    ) as (url, asked):
        answer = fetch(url, etag='"6"', modified="Sun, 22 Nov 2026 00:00:00 GMT")
    assert "Bildungsportal" in asked[1]
    assert "Cookie" not in asked[1]
    assert 'If-None-Match: "6"' in asked[1]
    assert answer.etag == '"7"'


def test_not_modified_is_an_answer(loopback):
    with server(response(status="304 Not Modified")) as (url, _asked):
        assert fetch(url).status == 304


def test_a_small_package_that_unpacks_to_much_is_left(loopback):
    bomb = gzip.compress(b"0" * 5_000_000)
    packed = server(response(bomb, Content_Encoding="gzip"))
    with packed as (url, _asked), pytest.raises(FetchRefused, match="größer als 1 MB"):
        fetch(url, size_limit=1024 * 1024)


def test_packed_answers_are_unpacked(loopback):
    with server(response(gzip.compress(b"da"), Content_Encoding="gzip")) as (url, _asked):
        assert fetch(url).body == b"da"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (response(status="404 Not Found"), "404"),
        (b"SSH-2.0-OpenSSH\r\n", "nicht verständlich"),
        (b"", "nicht verständlich"),
        (response(b"0123456789")[:-4], "brach ab"),
        (response(gzip.compress(b"da" * 999, mtime=0)[:-9], Content_Encoding="gzip"), "brach ab"),
        (response(b"x", Content_Encoding="br"), "gepackt"),
        (response(b"kein gzip", Content_Encoding="gzip"), "nicht verständlich"),
        (response(status="302 Found", Location="http://[bad"), "den es nicht gibt"),
    ],
)
def test_a_poor_answer_is_refused_with_its_reason(loopback, answer, words):
    with server(answer) as (url, _asked), pytest.raises(FetchRefused, match=words):
        fetch(url)


@pytest.mark.parametrize("drip", [b"X-Fill: 1\r\n", None], ids=["in the head", "in the body"])
def test_a_server_that_drips_is_cut_off(loopback, drip):
    def slow(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + (b"" if drip else b"\r\n"))
        for _second in range(50):
            connection.sendall(drip or b"x")
            time.sleep(0.1)

    begun = time.monotonic()
    with server(slow) as (url, _asked), pytest.raises(FetchRefused):
        fetch(url, time_limit=0.5)
    assert time.monotonic() - begun < 3


def test_a_name_with_very_many_addresses_costs_few_connections(names, loopback, monkeypatch):
    tried = []

    def refuse(address, *rest):
        tried.append(address)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", refuse)
    names["viele.example"] = [[f"127.0.0.{number}" for number in range(1, 200)]]
    with pytest.raises(FetchRefused, match="Zeit"):
        fetch("http://viele.example/liste")
    assert len(tried) <= 4
