"""Which addresses may be dialled: the guard against being led into somebody's private network.

What belongs here: pure rules over URLs, host names and IP addresses. What must never be here: resolving or dialling
(resolver.py, dialling.py); a rule here is asked again at the moment of dialling, with the resolved address.

`ipaddress.is_global` alone is not enough: it is true of multicast, 6to4, NAT64 and fec0::/10. The ranges are those of
the IANA special-purpose registries (RFC 6890) and the translation mechanisms that can smuggle a private IPv4 address.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from pipeline.gathering.errors import AddressRefusedError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

_NON_PUBLIC: Final[tuple[tuple[IPNetwork, str], ...]] = tuple(
    (ipaddress.ip_network(network), name)
    for network, name in (
        ("0.0.0.0/8", "unspecified (this network)"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud metadata service"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "IETF protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112 service"),
        ("192.52.193.0/24", "AMT relay"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "AS112 service"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved or broadcast"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("::/96", "IPv4-compatible"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("100::/64", "discard-only"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "IETF protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "AS112 service"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "unique local (private)"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_UNICAST_V6: Final = ipaddress.ip_network("2000::/3")
_METADATA_NAMES: Final = frozenset({"metadata", "metadata.google.internal", "metadata.goog", "instance-data"})
_PLAIN_IPV4: Final = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}")
_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f#/<>?@\\^|\[\]]|^[^:]*%")
"""Characters that no host may hold (WHATWG URL standard, section 3.1); a zone in an IPv6 literal aside."""
PLAIN_ORIGIN: Final = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?(?=/)")
"""Scheme, host and port of most addresses: nothing behind it tells another host."""
_NUMBER: Final = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")


def parse_ranges(ranges: Iterable[str]) -> tuple[IPNetwork, ...]:
    """The networks that a person opened explicitly, such as `127.0.0.0/8` or `::1`.

    Raises ValueError naming the range that cannot be read.
    """
    networks = []
    for text in ranges:
        try:
            networks.append(ipaddress.ip_network(text.strip(), strict=False))
        except ValueError as error:
            raise ValueError(
                f"{text!r} is no address range; write one such as 127.0.0.0/8 or ::1 (CLAIMS_ALLOW_ADDRESSES)"
            ) from error
    return tuple(networks)


def why_not_public(address: IPAddress) -> str | None:
    """The name of the non-public range that holds the address, or None for a public address."""
    for network, name in _NON_PUBLIC:
        if address.version == network.version and address in network:
            return name
    if address.version == 6 and address not in _GLOBAL_UNICAST_V6:
        return "outside global unicast"
    return None


def is_allowed(address: IPAddress, allowed: Iterable[IPNetwork]) -> bool:
    """Whether a person opened a range that holds the address."""
    return any(address.version == network.version and address in network for network in allowed)


def dialable(host: str, addresses: Iterable[str], allowed: tuple[IPNetwork, ...]) -> tuple[str, ...]:
    """The addresses of a host that may be dialled, in the order given.

    One non-public address among public ones refuses the host altogether, since the mix is the mark of rebinding. Only
    addresses in a range that a person opened are exempt: where there are such, they alone are dialled.
    Raises AddressRefusedError.
    """
    public, opened, refused = [], [], []
    for text in addresses:
        address = ipaddress.ip_address(text.partition("%")[0])
        if is_allowed(address, allowed):
            opened.append(text)
        elif why := why_not_public(address):
            refused.append(f"{text} is {why}")
        else:
            public.append(text)
    if refused and not opened:
        raise AddressRefusedError(_advice(host, refused[0]))
    return tuple(opened) if refused else (*opened, *public)


def check_url(url: str, allowed: tuple[IPNetwork, ...] = ()) -> None:
    """Refuse a URL that must not be asked for, before anything is resolved. Raises AddressRefusedError."""
    plain = PLAIN_ORIGIN.match(url)
    if plain is None or not _may_be_asked(plain[0], allowed):
        _check(url, allowed)


@lru_cache(maxsize=4096)
def _may_be_asked(origin: str, allowed: tuple[IPNetwork, ...]) -> bool:
    """Whether addresses of a plain origin may be asked for: told once for all of them."""
    try:
        _check(f"{origin}/", allowed)
    except AddressRefusedError:
        return False
    return True


def _check(url: str, allowed: tuple[IPNetwork, ...]) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise AddressRefusedError(
            f"{url!r} is no address that can be asked for ({error}); correct the source's url"
        ) from error
    if parts.scheme not in ("http", "https"):
        raise AddressRefusedError(f"scheme {parts.scheme or '(none)'!r} is not fetched; give an http or https address")
    if parts.username is not None or parts.password is not None:
        raise AddressRefusedError("the address carries credentials; remove the part before '@'")
    if not host:
        raise AddressRefusedError(f"{url!r} names no host; correct the source's url")
    check_host(host, allowed)


def check_host(host: str, allowed: tuple[IPNetwork, ...] = ()) -> None:
    """Refuse a host that is a non-public literal in any notation, or a metadata service. Raises AddressRefusedError."""
    folded = unicodedata.normalize("NFKC", host).replace("。", ".").rstrip(".").lower()
    if folded in _METADATA_NAMES:
        raise AddressRefusedError(_advice(host, "it names a cloud metadata service"))
    if _FORBIDDEN.search(folded.strip("[]")):
        raise AddressRefusedError(f"{host!r} is no name that a host can have; correct the source's url")
    if folded.startswith("[") or ":" in folded:
        try:
            address: IPAddress | None = ipaddress.ip_address(folded.strip("[]").partition("%")[0])
        except ValueError as error:
            raise AddressRefusedError(f"{host!r} is no IPv6 address; correct the source's url") from error
        plain = True
    else:
        address = read_ipv4(folded)
        plain = bool(_PLAIN_IPV4.fullmatch(folded))
    if address is None:
        return
    if not plain:
        raise AddressRefusedError(
            f"{host!r} hides the address {address}; write it in the usual notation or use its name"
        )
    if not is_allowed(address, allowed) and (why := why_not_public(address)):
        raise AddressRefusedError(_advice(host, f"{address} is {why}"))


def read_ipv4(host: str) -> ipaddress.IPv4Address | None:
    """The IPv4 address a host denotes in decimal, octal, hexadecimal or short notation; None for a name.

    The parser of the WHATWG URL standard (section 3.5), which is what browsers and `inet_aton` accept. A host whose
    last label is a number but which is no address is refused, as there.
    """
    labels = host.split(".")
    if not _NUMBER.fullmatch(labels[-1]):
        return None
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        raise AddressRefusedError(f"{host!r} ends in a number but is no IPv4 address; correct the source's url")
    numbers = [_read_number(label) for label in labels]
    value = numbers[-1]
    if any(number > 255 for number in numbers[:-1]) or value >= 256 ** (5 - len(numbers)):
        raise AddressRefusedError(f"{host!r} ends in a number but is no IPv4 address; correct the source's url")
    for place, number in enumerate(numbers[:-1]):
        value += number << (8 * (3 - place))
    return ipaddress.IPv4Address(value)


def _read_number(label: str) -> int:
    if label[:2] in ("0x", "0X"):
        return int(label[2:] or "0", 16)
    if len(label) > 1 and label.startswith("0"):
        return int(label, 8) if set(label) <= set("01234567") else 1 << 32
    return int(label)


def _advice(host: str, why: str) -> str:
    return f"{host} must not be dialled: {why}; open its range with CLAIMS_ALLOW_ADDRESSES if that is meant"
