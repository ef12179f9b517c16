"""A second round of hard pages, written before the rules had seen them.

At first 18 of 24 bad pages and 19 of 24 good ones had the right outcome.
"""

from __future__ import annotations

from tests.gathering.answers import ANALYTICS, Answer, bare, page

URL = "https://stats.example/en/cotton/yield-2025"


def bad(name: str, outcome: str, body: str, **more: object) -> Answer:
    return Answer(f"bad: {name}", outcome, body, **{"requested": URL, **more})  # type: ignore[arg-type]


def good(name: str, body: str, **more: object) -> Answer:
    return Answer(f"good: {name}", "fetched", body, **{"requested": URL, **more})  # type: ignore[arg-type]


BALES = (
    "<p>Cotton growers brought in 1.31 million bales in 2025, eleven percent fewer than in the year "
    "before, the board said.</p>"
)
RAIN = (
    "<p>Rain came late, and in the south a fifth of the fields were ploughed under before the harvest "
    "began in October.</p>"
)
UNSEEN = (
    bad(
        "lost",
        "soft_not_found",
        page(
            "Whoops",
            "<h1>Whoops, that link is dead</h1><p>The address may have been typed wrongly, or the report was "
            "taken down.</p>",
        ),
    ),
    bad(
        "404 in breadcrumb",
        "soft_not_found",
        page("404 | Stats", "<p>Home / 404</p><h2>Sorry, this document does not exist.</h2>"),
    ),
    bad(
        "archive notice",
        "soft_not_found",
        page("Content archived", "<h1>This content has been archived and is no longer online</h1>"),
    ),
    bad(
        "no results for path",
        "soft_not_found",
        page(
            "Stats",
            "<h1>No results for “yield-2025”</h1><p>We could not find anything that matches. Check the spelling.</p>",
        ),
    ),
    bad(
        "product discontinued",
        "soft_not_found",
        page("Not available", "<h1>This item is no longer available</h1><p>Have a look at similar items below.</p>"),
    ),
    bad(
        "spa not found",
        "soft_not_found",
        bare(
            "Stats",
            "<div id=root><main><h1>Page not found</h1><p>Sorry, we couldn't find what you were looking "
            "for.</p></main></div>",
            ANALYTICS,
        ),
    ),
    bad(
        "redirect to category home",
        "soft_not_found",
        page("Stats", "<p>x</p>"),
        final="https://stats.example/index.html",
    ),
    bad(
        "norwegian with menu",
        "soft_not_found",
        page("Siden finnes ikke", "<h1>Beklager, siden finnes ikke</h1><p>Siden kan være flyttet eller slettet.</p>"),
    ),
    bad(
        "japanese url",
        "soft_not_found",
        bare("404 Not Found", "<h1>ページが存在しません</h1><p>URLをご確認ください。</p>"),
    ),
    bad("russian with 404", "soft_not_found", bare("Ошибка 404", "<h1>404</h1><p>Такой страницы не существует.</p>")),
    bad(
        "human test",
        "blocked",
        bare("Human test", "<p>Before you go on, show us that you're not a robot.</p><div class=g-recaptcha></div>"),
    ),
    bad(
        "verification needed",
        "blocked",
        bare(
            "stats.example",
            "<h2>Verification required</h2><p>Complete the check below to access stats.example.</p><script "
            "src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>",
        ),
    ),
    bad(
        "firewall",
        "blocked",
        bare(
            "Web firewall",
            "<h1>Request blocked</h1><p>Your request was blocked by our security rules. If you think this is "
            "an error, contact the site owner and quote incident 81-22.</p>",
        ),
    ),
    bad(
        "bot page in spanish",
        "blocked",
        bare("Un momento", "<h1>Comprobando su navegador</h1><p>Verifique que no es un robot para continuar.</p>"),
    ),
    bad(
        "french paywall",
        "blocked",
        page(
            "Le coton", "<h1>Le coton recule</h1><p>Article réservé aux abonnés. Abonnez-vous pour lire la suite.</p>"
        ),
    ),
    bad(
        "german paywall",
        "blocked",
        page(
            "Baumwolle",
            "<h1>Baumwolle</h1><p>Weiterlesen mit Plus: Jetzt anmelden oder Abo abschließen, um den ganzen "
            "Artikel zu lesen.</p>",
        ),
    ),
    bad(
        "metered",
        "blocked",
        page(
            "Cotton",
            f"<h1>Cotton falls</h1>{BALES}<div><p>You've read your last free article this month.</p><p>"
            f"Create a free account to keep reading.</p></div>",
        ),
    ),
    bad(
        "cookie wall german",
        "blocked",
        bare(
            "Zustimmung",
            "<h1>Mit Werbung weiterlesen</h1><p>Wir und unsere Partner verarbeiten personenbezogene Daten "
            "und setzen Cookies. Mit „Akzeptieren“ stimmen Sie zu.</p><button>Akzeptieren</button>",
        ),
    ),
    bad(
        "region",
        "blocked",
        bare(
            "Sorry",
            "<h1>Sorry!</h1><p>Our website is currently unavailable in most European countries due to data "
            "protection rules.</p>",
        ),
    ),
    bad(
        "throttle",
        "rate_limited",
        bare("429", "<h1>Too Many Requests</h1><p>Please wait a minute and reload the page.</p>"),
    ),
    bad("vue shell", "blocked", bare("Cotton", "<div id=app></div><script type=module src=/a.js></script>")),
    bad(
        "shell asks js",
        "blocked",
        bare(
            "Cotton",
            "<noscript><strong>We're sorry but this site doesn't work properly without JavaScript "
            "enabled.</strong></noscript><div id=app></div><script src=/a.js></script>",
        ),
    ),
    bad("db error", "network_error", bare("Database Error", "<h1>Error establishing a database connection</h1>")),
    bad(
        "php fatal",
        "network_error",
        bare("", "<b>Fatal error</b>: Uncaught Error: Call to undefined function load() in /var/www/index.php:12"),
    ),
    good("two lines", page("Cotton falls", BALES + RAIN)),
    good(
        "cotton with newsletter login",
        page("Cotton falls", f"{BALES}{RAIN}<div><p>Log in to comment. Not a member? Register.</p></div>"),
    ),
    good(
        "definition with cookies",
        page(
            "Cookie",
            f"<h1>Cookie</h1><p>A cookie is a small piece of data that a site stores in a browser; the first "
            f"were set in 1994.</p>{BALES}",
        ),
    ),
    good(
        "recipe for cookies",
        page(
            "Cookies",
            "<h1>Cookies</h1><p>Mix 200 g of flour and 120 g of butter. Accept no margarine.</p><p>Bake for "
            "12 minutes; makes 30 cookies, which our partners at the bakery sell for 2 euros.</p>",
        ),
    ),
    good(
        "consent in medicine",
        page(
            "Consent",
            "<h1>Informed consent</h1><p>Of 1,204 patients 1,150 gave consent to the use of their personal "
            "data. You can withdraw yours at any time.</p>",
        ),
    ),
    good(
        "robot sales",
        page(
            "Robots",
            "<h1>Robots</h1><p>Factories installed 541,302 robots in 2023.</p><p>Are you a robot maker? Join "
            "our survey and confirm your numbers by 1 May.</p>",
        ),
    ),
    good(
        "server news",
        page(
            "Outage",
            "<h1>Service unavailable for three hours</h1><p>The tax portal answered with 503 for three hours "
            "on 2 May, and 41,000 returns were late.</p>",
        ),
    ),
    good(
        "moving house",
        page(
            "We have moved",
            "<h1>The museum has moved</h1><p>Since 3 June the museum is at 14 Quay Street. Admission is 9 "
            "euros, children under 12 enter free.</p>",
        ),
    ),
    good(
        "missing persons",
        page(
            "Missing",
            "<h1>Missing persons</h1><p>In 2025 the police registered 9,212 missing persons, of whom 96 "
            "percent were found within a week.</p>",
        ),
    ),
    good(
        "removed statue",
        page(
            "Removed",
            "<h1>Statue removed</h1><p>The statue was removed on Monday; 212 people watched. Its page in the "
            "register was deleted.</p>",
        ),
    ),
    good(
        "forbidden city",
        page(
            "Forbidden City",
            "<h1>Forbidden City</h1><p>The palace has 9,999 rooms by tradition, and 19 million people "
            "visited in 2019.</p>",
        ),
    ),
    good(
        "blocked canal",
        page(
            "Blocked",
            "<h1>Canal blocked</h1><p>Access to the canal has been blocked since Tuesday. 422 ships are waiting.</p>",
        ),
    ),
    good(
        "queue",
        page(
            "Waiting times",
            "<h1>Waiting times</h1><p>You are now in line for 41 minutes on average, said the clinic, down "
            "from 55 minutes.</p>",
        ),
    ),
    good("small api page", bare("v", "<h1>Latest</h1><p>Build 4711</p><p>2026-11-02</p>")),
    good(
        "subscriber numbers",
        page(
            "Subscribers",
            "<h1>Subscribers only pay half</h1><p>The paper has 88,000 subscribers; members pay 4 euros to "
            "continue reading online, others 9.</p>",
        ),
    ),
    good("chinese short", bare("新闻", "<h1>棉花减产</h1><p>2025年全国棉花产量为131万包，同比下降11%。</p>")),
    good(
        "russian about login",
        bare(
            "Вход",
            "<h1>Вход по подписке</h1><p>В 2025 году подписку оформили 412 тысяч читателей, чтобы читать "
            "полностью статьи газеты.</p>",
        ),
    ),
    good(
        "polish cookies recipe",
        bare(
            "Ciasteczka", "<h1>Ciasteczka maślane</h1><p>Weź 200 g mąki i 120 g masła. Piecz 12 minut. Smacznego!</p>"
        ),
    ),
    good(
        "japanese robots",
        bare(
            "ロボット",
            "<h1>ロボット掃除機</h1><p>自動化された掃除機は2025年に120万台売れた。価格は3万円から。"
            "詳しくは店頭でご確認ください。</p>",
        ),
    ),
    good(
        "swedish missing",
        bare(
            "Saknas",
            "<h1>Sidan 14 saknas</h1><p>Sidan 14 i kyrkoboken från 1788 finns inte kvar; den har tagits "
            "bort, säger arkivet.</p>",
        ),
    ),
    good(
        "korean subscription",
        bare(
            "구독",
            "<h1>구독 경제</h1><p>구독 서비스 이용자는 3천만 명으로 늘었다. 로그인 한 번으로 전체 기사를 "
            "읽는 상품이 인기다.</p>",
        ),
    ),
    good(
        "turkish",
        bare(
            "Haber",
            "<h1>Kayıp sayfa bulunamadı</h1><p>El yazmasının 14. sayfası 1932'den beri kayıp; aramalar sonuç "
            "vermedi.</p>",
        ),
    ),
    good(
        "age statistic",
        page(
            "Drinking",
            "<h1>Are you over 18?</h1><p>Forty-one percent of shops never asked, a test of 512 purchases found.</p>",
        ),
    ),
    good(
        "browser shares",
        page(
            "Browsers",
            "<h1>Browser support</h1><p>Your browser is not supported on 3 percent of the pages we tested. "
            "Chrome has 65 percent of users.</p>",
        ),
    ),
)
