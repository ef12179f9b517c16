"""Good pages, many of them with the words or the machinery of walls and notices."""

from __future__ import annotations

from tests.gathering.answers import BANNER, LOGIN_BOX, Answer, page, prose

GOOD = (
    Answer(
        "article",
        "fetched",
        page("Tram numbers surprise the city - The Daily Ledger", f"<article><h1>Tram numbers</h1>{prose()}</article>"),
    ),
    Answer(
        "article with banner and login box",
        "fetched",
        page("Tram numbers", f"{BANNER}{LOGIN_BOX}<h1>Tram numbers</h1>{prose()}"),
    ),
    Answer("short article with banner", "fetched", page("Tram numbers", f"{BANNER}<h1>Tram numbers</h1>{prose(2)}")),
    Answer(
        "article about captchas",
        "fetched",
        page(
            "Are you a robot? How captchas became a $1bn industry",
            "<article><h1>Are you a "
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
            "robot?</h1><p>Five hundred years of human time are spent on captchas every day, a 2023 study "
            "estimated. Sites ask "
            "readers to verify you are human, to press and hold, or to complete the captcha.</p>"
            f"<p>Cloudflare says its checks stop 90 percent of unusual traffic.</p>{prose(5)}</article>",
        ),
    ),
    Answer(
        "short note about captchas",
        "fetched",
        page(
            "Captcha study",
            "<h1>Captcha study</h1><p>Researchers "
            "at a university timed "
            "1,400 people who solved captchas on 200 popular websites last year.</p><p>The median was 15 seconds "
            "for a picture "
            "puzzle and 9 seconds for distorted text, the team wrote.</p><p>Programs were faster in every "
            "category, and made "
            "fewer mistakes than the volunteers did.</p><p>The authors think that such puzzles should be retired "
            "within five "
            "years.</p>",
        ),
    ),
    Answer(
        "article about 404",
        "fetched",
        page(
            "404 Not Found: how the web forgets",
            "<article><h1>404 Not Found: how the web "
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
            "forgets</h1><p>A quarter of all pages that existed in 2013 are gone. The page you are looking for "
            "may have been "
            f"moved or deleted, the reader is told.</p>{prose(5)}</article>",
        ),
    ),
    Answer("article titled 404", "fetched", page("404", f"<article><h1>404</h1>{prose(12)}</article>")),
    Answer(
        "article about cookies",
        "fetched",
        page(
            "Cookies: what consent costs",
            "<article><h1>What consent costs</h1><p>Europeans "
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
            "spend 575 million hours a year on cookie banners, a consultancy estimates, clicking accept all or "
            "reject all.</p>"
            f"{prose(4)}</article>",
        ),
        requested="https://ledger.example/what-consent-costs",
    ),
    Answer(
        "short article about cookies",
        "fetched",
        page(
            "Banner fatigue",
            "<article><h1>Banner "
            "fatigue</h1><p>Europeans spend 575 "
            "million hours a year closing banners, a consultancy estimates in a report published in "
            "May.</p><p>It counted 1.42 "
            "hours for the average user, at five seconds apiece and eighty-five visits in a month.</p><p>At a "
            "wage of 25 euros "
            "that would be 14 billion euros for the union as a whole.</p><p>The authors admit that the estimate "
            "rests on a "
            "single survey of 400 people in two countries.</p></article>",
        ),
        requested="https://ledger.example/banner-fatigue",
    ),
    Answer(
        "cookie policy asked for",
        "fetched",
        page(
            "Cookie policy",
            "<h1>Cookie policy</h1><p>We use 14 "
            "cookies. You can accept all "
            "or manage your choices and withdraw consent at any time.</p>",
        ),
        requested="https://ledger.example/cookie-policy",
    ),
    Answer(
        "article about access denied",
        "fetched",
        page("Access Denied: the closing of the archives", f"<h1>Access Denied</h1>{prose()}"),
    ),
    Answer("figure page", "fetched", "<html><body><p>Models hosted: 3,012,377</p></body></html>"),
    Answer(
        "short press note with scripts",
        "fetched",
        page("Press note", "<h1>Record quarter</h1><p>The company delivered 1.81 million vehicles in the quarter.</p>"),
    ),
    Answer(
        "table",
        "fetched",
        page(
            "Population by district",
            "<h1>Population</h1><table><tr><th>District</th><th>2025</th></tr>"
            + "".join(f"<tr><td>D{i}</td><td>{i * 3571}</td></tr>" for i in range(40))
            + "</table>",
        ),
    ),
    Answer(
        "server-rendered app",
        "fetched",
        page(
            "Tram data",
            f'<div id="root">{prose()}</div><script>window.__STATE__={{}}</script>'
            "<noscript>You need to enable JavaScript to run this app.</noscript>",
        ),
    ),
    Answer(
        "counter page with mount points",
        "fetched",
        page(
            "Models",
            '<div id="modal-root"></div><h1>Models '
            "3,012,377</h1><ul>"
            + "".join(
                f"<li>team-{i}/model-{i}<span>Updated {i} days ago</span><span>{i}k</span></li>" for i in range(30)
            )
            + "</ul>",
        ),
    ),
    Answer(
        "home asked for",
        "fetched",
        page("The Daily Ledger", prose(4)),
        requested="http://ledger.example/",
        final="https://www.ledger.example/en/",
    ),
    Answer(
        "redirect to canonical",
        "fetched",
        page("Tram numbers", prose(4)),
        final="https://ledger.example/2026/03/tram-numbers/",
    ),
    Answer(
        "redirect within an API",
        "fetched",
        '{"count": 12}',
        media_type="application/json",
        final="https://ledger.example/api/v2/count",
    ),
    Answer(
        "query on the root",
        "fetched",
        page("Tram numbers", prose(4)),
        requested="https://ledger.example/old",
        final="https://ledger.example/?p=1234",
    ),
    Answer(
        "comment form with captcha",
        "fetched",
        page(
            "Tram numbers",
            f'{prose(2)}<form><textarea></textarea><div class="g-recaptcha">'
            '</div><button>Send</button></form><script src="https://www.google.com/recaptcha/api.js"></script>',
        ),
    ),
    Answer(
        "cloudflare beacon",
        "fetched",
        page("Tram numbers", f"{prose(2)}<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>"),
        headers=(("cf-ray", "8c1"), ("server", "cloudflare")),
    ),
    Answer(
        "imperva script on a page",
        "fetched",
        page("Tram numbers", f'{prose(3)}<script src="/_Incapsula_Resource?SWJIYLWA=719"></script>'),
    ),
    Answer(
        "perimeterx script on a page",
        "fetched",
        page("Tram numbers", f"{prose(3)}<script>window._pxAppId='PXabc'</script>"),
    ),
    Answer(
        "newsletter box",
        "fetched",
        page(
            "Tram numbers",
            f"<h1>Tram numbers</h1>{prose(2)}<div><h2>Sign up "
            "for our newsletter</h2>"
            "<p>Subscribe to get the numbers every week.</p></div>",
        ),
    ),
    Answer(
        "metered article",
        "fetched",
        page(
            "Tram numbers", f"<h1>Tram numbers</h1>{prose(3)}<p>Already a subscriber? Log in to continue reading.</p>"
        ),
    ),
    Answer("json", "fetched", '{"numTotalItems": 3012377, "error": null}', media_type="application/json"),
    Answer("json with message field", "fetched", '{"message": "ok", "count": 5}', media_type="application/json"),
    Answer("csv", "fetched", "year,count\n2025,12\n", media_type="text/csv"),
    Answer("short text", "fetched", "3012377\n", media_type="text/plain"),
    Answer(
        "help page about logins",
        "fetched",
        page(
            "How to log in to the portal",
            "<h1>How to log in</h1><p>About 40,000 residents use "
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
            "the portal; support answers 95 percent of messages within two days of their arrival.</p>" + prose(3),
        ),
    ),
    Answer(
        "status page",
        "fetched",
        page(
            "Service status",
            "<h1>All systems operational</h1><p>Uptime over the "
            "past 90 days was 99.98 "
            "percent across 14 services in three regions of the world.</p>",
        ),
    ),
    Answer("maintenance history", "fetched", page("Tram maintenance", f"<h1>Tram maintenance</h1>{prose(2)}")),
    Answer(
        "product no longer sold",
        "fetched",
        page("Model T tram", f"<h1>Model T tram</h1>{prose(3)}<p>This product is no longer available.</p>"),
    ),
    Answer(
        "privacy study",
        "fetched",
        page(
            "Privacy survey 2026",
            "<h1>Privacy survey 2026</h1>"
            + "".join(
                f"<p>In wave {i} of the survey {40 + i} percent of {900 + i} adults said that they worry about "
                "tracking and consent online.</p>"
                for i in range(8)
            ),
        ),
        requested="https://ledger.example/survey-2026",
    ),
)
