"""Nobody is led into a private network: not by literals, names, redirects, nor by a name that changes its mind."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import httpcore
import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gathering import GatherSettings
from pipeline.gathering.addresses import check_url, dialable, parse_ranges, read_ipv4, why_not_public
from pipeline.gathering.dialling import CheckedBackend
from pipeline.gathering.errors import AddressRefusedError
from tests.gathering.answers import page, prose
from tests.gathering.raw_server import RawServer, http
from tests.gathering.rounds import LOOPBACK, look_at, names, run, source

ARTICLE = page("Tram numbers", prose(4)).encode()

REFUSED_LITERALS = [
    "127.0.0.1", "127.1", "0177.0.0.1", "0x7f.0.0.1", "2130706433",
    "0x7f000001", "017700000001", "127.0.1", "0", "0.0.0.0",
    "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0xa9fea9fe", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "192.0.0.192",
    "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "192.88.99.1", "127.0.0.1.",
    "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:8.8.8.8]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]",
    "[2002:7f00:1::]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "[2001:db8::1]", "[fc00::1]", "[fd00:ec2::254]",
    "[fe80::1]", "[fe80::1%25eth0]", "[fec0::1]", "[ff02::1]", "[100::1]", "[3fff::1]", "[5f00::1]", "[4000::1]",
    "256.256.256.256", "1.2.3.4.5", "0x", "1.2.3.0xzz", "metadata.google.internal", "8.8.2056", "0x8.8.8.8",
]  # fmt: skip


@pytest.mark.parametrize("host", REFUSED_LITERALS)
def test_a_literal_that_is_not_public_is_refused_in_any_notation(host: str) -> None:
    if host == "1.2.3.0xzz":
        assert read_ipv4(host) is None  # a name: its last label is no number
        return
    with pytest.raises(AddressRefusedError):
        check_url(f"http://{host}/latest/meta-data/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "javascript:alert(1)", "data:text/html,x",
        "//example.com/", "example.com", "", "http://", "http:///x", "https://user@example.com/", "http://u:p@example.com/",
        "http://:@example.com/", "http://[::1", "http://example.com:99999/", "http://example.com:x/", "unix:///run/x",
    ],
)  # fmt: skip
def test_other_schemes_credentials_and_broken_addresses_are_refused(url: str) -> None:
    with pytest.raises(AddressRefusedError):
        check_url(url)


@pytest.mark.parametrize(
    "url", ["http://93.184.216.34/", "https://[2606:2800:220:1:248:1893:25c8:1946]/", "https://a.example:8443/x?y#z"]
)
def test_public_addresses_and_names_pass(url: str) -> None:
    check_url(url)


@given(st.ip_addresses(v=4))
def test_every_notation_of_an_address_is_read_as_that_address(address: ipaddress.IPv4Address) -> None:
    value, parts = int(address), str(address).split(".")
    notations = (
        str(address), str(value), hex(value), "0" + oct(value)[2:],
        ".".join(hex(int(part)) for part in parts), ".".join("0" + oct(int(part))[2:] for part in parts),
        f"{parts[0]}.{value & 0xFFFFFF}", f"{parts[0]}.{parts[1]}.{value & 0xFFFF}",
    )  # fmt: skip
    for notation in notations:
        assert read_ipv4(notation) == address, notation


@given(st.ip_addresses())
def test_what_passes_as_public_is_global_unicast(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if why_not_public(address) is None:
        assert address.is_global
        assert not address.is_multicast


def test_opened_ranges_and_only_these_may_be_dialled() -> None:
    opened = parse_ranges(["127.0.0.0/8"])
    check_url("http://127.0.0.1:8000/x", opened)
    assert dialable("localhost", ["::1", "127.0.0.1"], opened) == ("127.0.0.1",)
    for host in ("http://10.0.0.1/", "http://[::1]/", "http://2130706433/", "http://169.254.169.254/"):
        with pytest.raises(AddressRefusedError):
            check_url(host, opened)
    with pytest.raises(ValueError, match="CLAIMS_ALLOW_ADDRESSES"):
        parse_ranges(["localhost"])


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(AddressRefusedError):
        dialable("mixed.example", ["93.184.216.34", "10.0.0.1"], ())
    assert dialable("fine.example", ["93.184.216.34", "93.184.216.35"], ()) == ("93.184.216.34", "93.184.216.35")


class Recorder(httpcore.AsyncNetworkBackend):
    """Dials nobody and remembers whom it was asked to dial."""

    def __init__(self) -> None:
        self.dialled: list[tuple[str, int]] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.dialled.append((host, port))
        raise httpcore.ConnectError("recorded")


def test_the_checked_address_is_the_one_that_is_dialled() -> None:
    """A name that answers differently the second time (rebinding) is asked only once per connection."""

    async def test() -> None:
        answers = iter([("93.184.216.34",), ("127.0.0.1",), ("127.0.0.1",)])

        async def rebinding(host: str) -> tuple[str, ...]:
            return next(answers)

        recorder = Recorder()
        backend = CheckedBackend(rebinding, (), lambda: 1.0, recorder)
        with pytest.raises(httpcore.ConnectError):
            await backend.connect_tcp("rebind.example", 80)
        assert recorder.dialled == [("93.184.216.34", 80)]
        with pytest.raises(AddressRefusedError):
            await backend.connect_tcp("rebind.example", 80)
        assert recorder.dialled == [("93.184.216.34", 80)]

    run(test)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "fd00::1", "100.64.1.1"],
)
def test_a_name_that_resolves_to_a_non_public_address_is_refused_and_nothing_is_dialled(
    tmp_path: Path, address: str
) -> None:
    async def test() -> None:
        settings = replace(GatherSettings(), connect_timeout=0.2)
        resolve = names(inside_example=address)
        (found,) = await look_at([source("http://inside.example/x")], tmp_path, settings=settings, resolve=resolve)
        assert found.outcome == "refused_address"
        assert found.payload_sha256 is None

    run(test)


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://inside.example/",
        "http://0x0a.1/",
        "file:///etc/passwd",
        "http://u:p@outside.example/",
    ],
)
def test_a_redirect_to_a_non_public_address_is_refused_and_nothing_is_dialled(tmp_path: Path, target: str) -> None:
    async def test() -> None:
        async with RawServer({"/x": http(status="302 Found", Location=target)}) as server:
            resolve = names(inside_example="10.0.0.1", outside_example="93.184.216.34")
            (found,) = await look_at([source(f"{server.origin}/x")], tmp_path, resolve=resolve)
            assert found.outcome == "refused_address"
            assert found.redirects == (f"{server.origin}/x",)
            assert {asked.path for asked in server.asked} == {"/robots.txt", "/x"}

    run(test)


def certified(tmp_path: Path, *hosts: str) -> tuple[ssl.SSLContext, Path]:
    """A server's TLS and the file of the authority that vouches for it."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(context)
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    return context, file


def test_tls_verifies_the_name_of_the_url_although_an_address_is_dialled(tmp_path: Path) -> None:
    async def test() -> None:
        tls, authority = certified(tmp_path, "ledger.example")
        async with RawServer({"/x": http(ARTICLE)}, tls=tls) as server:
            settings = replace(LOOPBACK, ca_file=authority)
            resolve = names(ledger_example="127.0.0.1", other_example="127.0.0.1")
            wanted = [source(f"https://{host}.example:{server.port}/x", host) for host in ("ledger", "other")]
            ledger, other = await look_at(wanted, tmp_path, settings=settings, resolve=resolve)
            assert ledger.outcome == "fetched"
            assert server.asked[-1].headers["host"] == f"ledger.example:{server.port}"
            assert other.outcome == "tls_error"
            (stranger,) = await look_at(wanted[:1], tmp_path, resolve=resolve)
            assert stranger.outcome == "tls_error"

    run(test)


def test_plain_text_on_a_tls_port_is_a_tls_error(tmp_path: Path) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(http(b"plain", "400 Bad Request"))
        await writer.drain()
        await reader.read(1)
        writer.close()

    async def test() -> None:
        async with await asyncio.start_server(speak, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            (found,) = await look_at([source(f"https://127.0.0.1:{port}/x")], tmp_path)
            assert found.outcome == "tls_error"

    run(test)


def test_proxies_of_the_environment_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        async with RawServer({"/x": http(ARTICLE)}) as server, RawServer({}) as proxy:
            for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
                monkeypatch.setenv(name, proxy.origin)
            (found,) = await look_at([source(f"{server.origin}/x")], tmp_path)
            assert found.outcome == "fetched"
            assert not proxy.connections

    run(test)
