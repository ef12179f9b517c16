"""Pages that are missing, broken, or not what was asked for."""

from __future__ import annotations

from tests.gathering.answers import SENTENCES, Answer, bare, page, prose

SOFT_MISSING = (
    Answer("404", "not_found", bare("Not Found", "<h1>Not Found</h1>"), 404),
    Answer("410", "gone", bare("Gone", "<h1>Gone</h1>"), 410),
    Answer(
        "titled and said",
        "soft_not_found",
        page(
            "Page not found | The Daily Ledger",
            "<h1>Page not found</h1><p>Sorry, the "
            ""
            ""
            ""
            ""
            ""
            ""
            ""
            ""
            ""
            ""
            ""
            ""
            "page you are looking for could not be found. It may have been moved or deleted.</p>",
        ),
    ),
    Answer(
        "404 in the title",
        "soft_not_found",
        page(
            "404 - The Daily Ledger",
            "<h1>Oops!</h1><p>We can't seem "
            "to find the page "
            "you're looking for. Here are some helpful links instead:</p><ul><li>Home</li><li>Search</li></ul>",
        ),
    ),
    Answer("heading only", "soft_not_found", page("The Daily Ledger", "<h1>404</h1><p>This page does not exist.</p>")),
    Answer(
        "with teasers",
        "soft_not_found",
        page(
            "Error 404: Page not found",
            "<h1>This page isn't "
            "available</h1><p>The link you "
            "followed may be broken, or the page may have been removed.</p><h2>Most read</h2>"
            + "".join(f"<h3>{s}</h3>" for s in SENTENCES[:4])
            + prose(2),
        ),
    ),
    Answer(
        "article gone",
        "soft_not_found",
        page(
            "The Daily Ledger",
            "<h1>Sorry, this article is no longer available.</h1><p>Try our search, or go back to the home page.</p>",
        ),
    ),
    Answer(
        "german",
        "soft_not_found",
        page(
            "Seite nicht gefunden – Kassenblatt",
            "<h1>Seite nicht gefunden</h1><p>Die von Ihnen gesuchte Seite existiert nicht mehr. Zur Startseite.</p>",
        ),
    ),
    Answer(
        "french",
        "soft_not_found",
        page(
            "Page introuvable - Le Registre",
            "<h1>Page introuvable</h1><p>La page que vous cherchez n'existe plus. Retour à l'accueil.</p>",
        ),
    ),
    Answer(
        "spanish",
        "soft_not_found",
        page(
            "Página no encontrada | El Libro",
            "<h1>Página no encontrada</h1><p>La página que busca no existe. Volver al inicio.</p>",
        ),
    ),
    Answer(
        "no frills", "soft_not_found", "<html><body>Sorry, the document you requested could not be found.</body></html>"
    ),
    Answer(
        "redirect to 404 page",
        "soft_not_found",
        page("The Daily Ledger", "<p>Whoops.</p>"),
        final="https://ledger.example/404.html",
    ),
    Answer("redirect home", "soft_not_found", page("The Daily Ledger", prose(8)), final="https://ledger.example/"),
    Answer(
        "redirect to other home",
        "soft_not_found",
        page("Ledger Group", prose(8)),
        final="https://www.ledgergroup.example/en/",
    ),
    Answer(
        "parked",
        "soft_not_found",
        bare(
            "ledger.example",
            "<h1>ledger.example</h1><p>This domain is for "
            "sale. Buy this domain "
            "today.</p><p>Related searches: trams, timetables, tickets</p>",
        ),
    ),
    Answer(
        "suspended",
        "soft_not_found",
        bare(
            "Account Suspended",
            "<h1>This Account has been suspended.</h1><p>Contact your hosting provider for more information.</p>",
        ),
    ),
    Answer(
        "default page",
        "soft_not_found",
        bare(
            "Welcome to nginx!",
            "<h1>Welcome to nginx!</h1><p>If you see "
            "this page, the web "
            "server is successfully installed and working. Further configuration is required.</p>",
        ),
    ),
    Answer(
        "profile missing",
        "soft_not_found",
        page("Hub", "<h1>404</h1><p>Sorry, we can't find the page you are looking for.</p>"),
    ),
    Answer("plain text", "soft_not_found", "404 page not found\n", media_type="text/plain"),
    Answer("json error", "soft_not_found", '{"error":"Dataset not found"}', media_type="application/json"),
    Answer(
        "json denied",
        "blocked",
        '{"status":403,"message":"Access denied: API key missing"}',
        media_type="application/json",
    ),
    Answer(
        "json quota",
        "rate_limited",
        '{"error":{"code":429,"message":"Rate limit exceeded"}}',
        media_type="application/json",
    ),
)

OTHERS = (
    Answer(
        "502 with 200",
        "network_error",
        bare("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx"),
    ),
    Answer(
        "maintenance",
        "network_error",
        bare("Maintenance", "<h1>We'll be right back</h1><p>We are upgrading our systems.</p>"),
    ),
    Answer("500", "network_error", "boom", 500),
    Answer("429", "rate_limited", "slow down", 429, (("Retry-After", "120"),)),
    Answer("503 wait", "rate_limited", "busy", 503, (("Retry-After", "120"),)),
    Answer("503", "network_error", "busy", 503),
    Answer("image", "unsupported", "\x89PNG\r\n\x1a\n...", media_type="image/png"),
    Answer("empty", "unsupported", ""),
    Answer("page instead of pdf", "unsupported", page("Download", prose(4)), kind="pdf"),
)
