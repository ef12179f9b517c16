"""Consent walls, login walls and shells that need a browser."""

from __future__ import annotations

from tests.gathering.answers import BANNER, FOOTER, LOGIN_BOX, NAV, Answer, bare, page

CONSENT_WALLS = (
    Answer(
        "search engine consent",
        "blocked",
        bare(
            "Before you continue to Search",
            "<h1>Before you continue to Search</h1><p>We use cookies and data to deliver "
            "and maintain services, track outages and protect against spam, fraud and abuse.</p><p>If you choose to "
            "“Accept all,” we will also use cookies and data to develop and improve new services and show "
            "personalized "
            "ads, depending on your settings.</p><button>Reject all</button><button>Accept all</button><a>More "
            "options</a>",
        ),
        final="https://consent.search.example/ml?continue=https://ledger.example/2026/03/tram-numbers",
    ),
    Answer(
        "publisher consent",
        "blocked",
        bare(
            "Your privacy choices",
            "<h1>ledger is part of the Ledger family of brands</h1><p>When you use our sites and "
            "apps, we use cookies to provide our sites and apps to you, authenticate users, apply security "
            "measures and "
            "measure your use.</p><p>If you click 'Accept all', we and our partners, including 237 who are part "
            "of the IAB "
            "framework, will also store and/or access information on a device and use precise geolocation data.</p>"
            "<button>Accept all</button><button>Reject all</button><button>Manage privacy settings</button>",
        ),
    ),
    Answer("banner alone", "blocked", page("The Daily Ledger", BANNER)),
    Answer("banner alone, 403", "blocked", page("The Daily Ledger", BANNER), 403),
    Answer(
        "german pay or consent",
        "blocked",
        bare(
            "Kassenblatt",
            "<h1>Kassenblatt mit Werbung lesen</h1><p>Besuchen Sie kassenblatt.example wie gewohnt mit "
            "Werbung und Tracking. Details zum Tracking finden Sie in der "
            "Datenschutzerklärung.</p><button>Akzeptieren und "
            "weiter</button><h2>Oder im Pur-Abo</h2><p>Nutzen Sie unser Angebot ohne Werbetracking und praktisch "
            "werbefrei für 4,99 Euro im Monat, Ihre Einwilligung ist dann nicht nötig.</p>",
        ),
    ),
    Answer(
        "french consent",
        "blocked",
        bare(
            "Le Registre",
            "<p>Avec votre accord, nos 183 partenaires et nous utilisons des cookies pour stocker et accéder "
            "à des informations personnelles comme votre visite sur ce site.</p><p>Vous pouvez retirer votre "
            "consentement "
            "à tout moment en cliquant sur « En savoir plus » ou dans notre politique de "
            "confidentialité.</p><button>Tout "
            "accepter</button><button>Continuer sans accepter</button>",
        ),
    ),
)

LOGIN_WALLS = (
    Answer(
        "redirect to login",
        "blocked",
        bare("Sign in", f"<h1>Sign in</h1>{LOGIN_BOX}"),
        final="https://ledger.example/login?next=/2026/03/tram-numbers",
    ),
    Answer(
        "single sign-on",
        "blocked",
        bare(
            "Log in to your account",
            f"{LOGIN_BOX}<p>By continuing you agree to the terms of service and the privacy "
            "policy of the Ledger Group, its subsidiaries and its affiliates.</p>",
        ),
        final="https://accounts.ledger.example/oauth2/authorize?client=1",
    ),
    Answer("login in place", "blocked", page("Log in - The Daily Ledger", f"<h1>Log in</h1>{LOGIN_BOX}")),
    Answer(
        "network auth wall",
        "blocked",
        bare(
            "Sign Up | Network",
            f"<h1>Join Network</h1>{LOGIN_BOX}<p>By clicking Agree &amp; Join, you agree to the "
            "User Agreement, Privacy Policy, and Cookie Policy.</p><p>Already on Network? Sign in</p>",
        ),
        final="https://www.network.example/authwall?trk=x",
    ),
    Answer(
        "paywall without text",
        "blocked",
        page(
            "Tram numbers surprise the city - The Daily Ledger",
            "<h1>Tram numbers surprise the city</h1><p>Subscribe to "
            "continue reading</p><p>This article is for subscribers only. Already a subscriber? Log in here.</p>",
        ),
    ),
    Answer(
        "members only",
        "blocked",
        page(
            "Members only",
            "<h1>Members only</h1><p>You must be logged in to view this page. Please sign in or create "
            f"an account.</p>{LOGIN_BOX}",
        ),
    ),
)

SHELLS = (
    Answer(
        "react shell",
        "blocked",
        "<!doctype html><html><head><title>Tram Dashboard</title><script defer "
        'src="/static/js/main.a1.js"></script></head>'
        '<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>',
    ),
    Answer(
        "vue shell",
        "blocked",
        "<!DOCTYPE html><html><head><title>data portal</title></head><body><noscript><strong>We're sorry but "
        "data-portal "
        "doesn't work properly without JavaScript enabled. Please enable it to continue.</strong></noscript>"
        '<div id="app"></div><script src="/js/chunk-vendors.js"></script></body></html>',
    ),
    Answer(
        "angular shell",
        "blocked",
        "<html><head><title>X</title></head><body><app-root></app-root><script src=m.js></script></body></html>",
    ),
    Answer(
        "shell with spinner",
        "blocked",
        '<html><head><title>Stats</title></head><body><div id="app"><div class="spinner">Loading...</div></div>'
        '<script src="/a.js"></script></body></html>',
    ),
    Answer(
        "shell with header and footer",
        "blocked",
        f'<html><head><title>Stats</title><script src="/b.js"></script></head><body>{NAV}<div '
        f'id="root"></div>{FOOTER}'
        "<noscript>Please enable JavaScript to view this site.</noscript></body></html>",
    ),
)
