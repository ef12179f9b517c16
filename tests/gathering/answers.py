"""Pieces of pages, and the answer record, for the tests of outcomes. Every text was written for these tests."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES = (
    "The city counted 412,000 riders on its new tram line in the first quarter, up from 355,000 a year before.",
    "Officials had expected growth of about nine percent, and the figure surprised even the people who run the depot.",
    "Each tram carries up to 240 passengers, and on weekday mornings most of them are full by the third stop.",
    "The transport authority plans to order fourteen more vehicles, at a price of roughly four million euros apiece.",
    "Critics say that the money would be better spent on buses, which reach the districts where most people live.",
    "A survey of 1,200 households found that sixty-one percent would leave the car at home if trams ran at night.",
    "Construction of the second line begins in March and is meant to take three years, bridges and tunnels included.",
    "Until then the old diesel buses stay in service, although a third of them have passed their planned lifetime.",
)


def prose(paragraphs: int = 6) -> str:
    """Paragraphs of an ordinary article."""
    return "".join(f"<p>{SENTENCES[i % 8]} {SENTENCES[(i + 3) % 8]}</p>" for i in range(paragraphs))


NAV = (
    '<header><nav><a href="/">Home</a><a href="/news">News</a><a href="/data">Data</a><a href="/login">Log in</a>'
    '<form action="/search"><input type="search" name="q"><button>Search</button></form></nav></header>'
)
FOOTER = (
    '<footer><ul><li><a href="/privacy">Privacy policy</a></li><li><a href="/cookies">Cookies</a></li>'
    '<li><a href="/contact">Contact</a></li></ul><p>© 2026 The Daily Ledger. All rights reserved.</p></footer>'
)
BANNER = (
    '<div id="onetrust-banner-sdk" role="dialog"><h2>We value your privacy</h2><p>We and our 843 partners store '
    "and/or "
    "access information on a device, such as cookies, and process personal data for personalised advertising and "
    "content, advertising measurement and audience research.</p><button>Accept all</button><button>Reject "
    "all</button>"
    "<button>Manage options</button></div>"
)
LOGIN_BOX = (
    '<div class="login-box"><form action="/session" method="post"><label>E-mail</label><input name="e">'
    '<label>Password</label><input type="password" name="p"><button>Log in</button><a '
    'href="/forgot">Forgot?</a></form></div>'
)
ANALYTICS = (
    '<script async src="https://analytics.example/t.js"></script><script>window.q=window.q||[];q.push(1)</script>'
)


def page(title: str, body: str, head: str = "") -> str:
    """A whole page around a body."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}{ANALYTICS}</head>'
        f"<body>{NAV}<main>{body}</main>{FOOTER}</body></html>"
    )


def bare(title: str, body: str, head: str = "") -> str:
    """A page with nothing around its body."""
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@dataclass(frozen=True)
class Answer:
    """One answer and the outcome it must have."""

    name: str
    outcome: str
    body: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str = "text/html"
    requested: str = "https://ledger.example/2026/03/tram-numbers"
    final: str | None = None
    kind: str = "page"
