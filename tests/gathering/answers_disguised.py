"""Walls and notices that look like pages, and honest pages that look like walls: the hard middle ground."""

from __future__ import annotations

from tests.gathering.answers import ANALYTICS, BANNER, FOOTER, LOGIN_BOX, NAV, SENTENCES, Answer, bare, page, prose

URL = "https://ledger.example/reports/2026/q1"


def bad(name: str, outcome: str, body: str, **more: object) -> Answer:
    return Answer(f"bad: {name}", outcome, body, **{"requested": URL, **more})  # type: ignore[arg-type]


def good(name: str, body: str, **more: object) -> Answer:
    return Answer(f"good: {name}", "fetched", body, **{"requested": URL, **more})  # type: ignore[arg-type]


POPULAR = "".join(
    f'<li><a href="/{n}">{title}</a></li>'
    for n, title in enumerate(("Trams are full again", "How the depot works", "A night on line two", "Who pays for it"))
)
CARDS = "".join(
    f"<div class=card><h3>{title}</h3><p>{SENTENCES[n]}</p></div>"
    for n, title in enumerate(("Trams are full again", "How the depot works", "A night on line two"))
)

SOFT_404 = (
    bad("title alone says it", "soft_not_found", page("404 - Page not found | Ledger", f"<ul>{POPULAR}</ul>")),
    bad("big number and a joke", "soft_not_found",
        page("Ledger", "<h1>404</h1><p>You have found the place where lost trams go. There is nothing here.</p>")),
    bad("gone quietly", "soft_not_found",
        page("Ledger", "<h1>This report is no longer available</h1><p>It was withdrawn by its authors.</p>")),
    bad("with most read", "soft_not_found",
        page("Page not found", f"<h1>We can't find that page</h1><p>Try one of these instead.</p>{CARDS}")),
    bad("moved without address", "soft_not_found",
        page("Page moved", "<h1>This page has moved</h1><p>The page you are looking for has been moved. Please use "
             "the search.</p>")),
    bad("search form instead", "soft_not_found",
        page("Search", "<h1>Nothing found</h1><p>Sorry, but nothing matched. Please try again with other words.</p>"),
        final="https://ledger.example/search?q=q1"),
    bad("to the home of the language", "soft_not_found", page("Ledger", CARDS), final="https://ledger.example/en/"),
    bad("to the home with a mark", "soft_not_found", page("Ledger", CARDS),
        final="https://ledger.example/?utm_source=redirect&ref=404"),
    bad("to another host's "
        "home", "soft_not_found", page("New owner", CARDS), final="https://www.bigholding.example/"),
    bad("parked with adverts", "soft_not_found",
        bare("ledger.example", "<h2>Related links</h2><ul><li>Tram tickets</li><li>Used buses</li></ul><p>The domain "
             "ledger.example may be for sale. Buy this domain.</p>")),
    bad("domain expired", "soft_not_found",
        bare("Domain expired", "<h1>This domain has expired</h1><p>If you are the owner, renew your domain "
                               "now.</p>")),
    bad("coming soon", "soft_not_found",
        bare("Coming soon", "<h1>Our new website is coming soon</h1><p>We are working hard. Stay tuned!</p>")),
    bad("application's not found view", "soft_not_found",
        bare("Ledger", '<div id="root"><div class="error-page"><h1>Oops!</h1><h2>We couldn’t find the page you were '
             'looking for.</h2><a href="/">Back to home</a></div></div>', ANALYTICS)),
    bad("article removed", "soft_not_found",
        page("Ledger", "<article><h1>Article removed</h1><p>This article has been removed at the request of the "
             "author.</p></article>")),
    bad("profile that is none", "soft_not_found",
        page("Ledger", "<p>Sorry, this page isn't available. The link you followed may be broken, or the page may "
             "have been removed.</p>")),
    bad("repository that is none", "soft_not_found",
        page("Not found", "<p>This is not the web page you are looking for.</p><p>Find code, projects, and "
                          "people:</p>")),
    bad("empty result of a catalogue", "soft_not_found",
        page("Dataset not found", "<h1>Dataset not found</h1><p>The dataset you requested could not be found in our "
             "catalogue.</p>")),
    bad("refresh to the home page", "soft_not_found",
        bare("", "", '<meta http-equiv="refresh" content="0; url=https://ledger.example/">')),
    bad("refresh to itself", "blocked",
        bare("Redirecting", "<p>Please wait</p>", f'<meta http-equiv="refresh" content="1; url={URL}">')),
)  # fmt: skip

WALLS = (
    bad("javascript check", "blocked",
        bare("ledger.example", "<h1>Checking if you are human</h1><p>This may take a few seconds. "
                               "ledger.example needs "
             "to review the security of your connection before proceeding.</p><p>Ray ID: 8f2a11c0</p>")),
    bad("press and hold", "blocked",
        bare("Access to this page has been denied", '<div id="px-captcha"></div><p>Press & Hold to confirm you are a '
             "human (and not a bot).</p><p>Reference ID 55aa-11</p>"), status=403),
    bad("device check with 200", "blocked",
        bare("ledger.example", "<script>var dd={'rt':'c','cid':'x'}</script><p id=cmsg>Please enable JS and disable "
             "any ad blocker</p>")),
    bad("edge error", "blocked",
        bare("Access Denied", "<h1>Access Denied</h1>You don't have permission to access this resource on this "
             "server.<p>Reference #18.2d351ab8.1557333295</p>"), status=403),
    bad("edge error with 200", "blocked",
        bare("Access Denied", "<h1>Access Denied</h1>You don't have permission to access this resource on this "
             "server.<p>Reference #18.2d351ab8.1557333295</p>")),
    bad("sliding puzzle", "blocked",
        page("Security check", "<p>Slide the piece into place to verify that you are human.</p>")),
    bad("polite interruption", "blocked",
        bare("Pardon Our Interruption", "<h1>Pardon Our Interruption</h1><p>As you were browsing something "
                                        "about your "
             "browser made us think you were a bot. There are a few reasons this might happen:</p><ul><li>You're a "
             "power user moving through this website with super-human speed.</li><li>You've disabled cookies in your "
             "web browser.</li></ul>")),
    bad("rate limit with 200", "rate_limited",
        bare("Too many requests", "<h1>Too many requests</h1><p>You have sent too many requests in a given amount of "
             "time. Please try again later.</p>")),
    bad("slow down with 200", "rate_limited",
        bare("Slow down", "<h1>Rate limit exceeded</h1><p>Please slow down and retry in a few minutes.</p>")),
    bad("queue", "blocked",
        bare("Waiting room", "<h1>You are now in line</h1><p>You will be let in when it is your turn. Estimated wait "
             "time is 4 minutes.</p>")),
    bad("country block", "blocked",
        page("Not available", "<h1>Not available in your country</h1><p>This content is not available in your region "
             "due to legal restrictions.</p>")),
    bad("gdpr block", "blocked",
        bare("Unavailable", "<h1>451: Unavailable due to legal reasons</h1><p>We recognise you are "
                            "attempting to access "
             "this website from a country belonging to the European Economic Area including the EU which "
             "enforces the "
             "General Data Protection Regulation and therefore cannot grant you access at this "
             "time.</p>"), status=451),
    bad("gdpr block with 200", "blocked",
        bare("Unavailable", "<p>We recognise you are attempting to access this website from a country "
                            "belonging to the "
             "European Economic Area, which enforces the General Data Protection Regulation, and therefore "
             "access cannot "
             "be granted at this time.</p>")),
    bad("old browser", "blocked",
        bare("Ledger", "<h1>Your browser is not supported</h1><p>Please update your browser to view this site.</p>",
             ANALYTICS)),
    bad("ad blocker", "blocked",
        page("Ledger", "<h1>Ad blocker detected</h1><p>Please disable your ad blocker to continue to the site.</p>")),
    bad("cookies are off", "blocked",
        page("Cookies required", "<h1>Cookies required</h1><p>Please enable cookies in your browser to "
                                 "continue.</p>")),
    bad("age gate", "blocked",
        page("Ledger", "<h1>Are you over 18?</h1><p>You must be of legal age to enter this site. Please confirm your "
             "age.</p><button>Yes, enter</button><button>No</button>")),
    bad("subscribers only", "blocked",
        page("Trams are full "
             "again", "<h1>Trams are full again</h1><p>This article is for subscribers only. Subscribe "
             "now to continue reading.</p>")),
    bad("teaser", "blocked",
        page("Trams are full again", f"<h1>Trams are full again</h1><p>{SENTENCES[4]}</p><div class=paywall><h2>Keep "
             "reading for €1</h2><p>You have reached your limit of free articles. Subscribe to continue "
             "reading. Already "
             "a subscriber? Log in.</p></div>")),
    bad("register to read", "blocked",
        page("Report", "<h1>Tram report 2026</h1><p>Please register for a free account to view the full report.</p>"
             "<form><input type=email name=e><button>Register</button></form>")),
    bad("institution", "blocked",
        page("Ridership of trams", "<h1>Ridership of trams</h1><p>Access through your institution, or purchase this "
             "article to get full access.</p><button>Buy PDF</button>")),
    bad("login after redirect", "blocked",
        page("Sign in", f"<h1>Sign in</h1>{LOGIN_BOX}"), final="https://id.ledger.example/login?return=q1"),
    bad("single sign on without a form", "blocked",
        bare("Sign in to your account", "<p>Sign in to continue</p>", ANALYTICS),
        final="https://login.example/oauth2/authorize?x=1"),
    bad("consent and nothing else", "blocked", bare("Before you continue", BANNER)),
    bad("empty mount with skeleton", "blocked",
        bare("Ledger", '<div id="__next"></div><script src="/main.js"></script><noscript>You need to enable '
                       'JavaScript '
             "to run this app.</noscript>")),
    bad("mount with a spinner", "blocked",
        bare("Ledger", '<div id="app"><div class="spinner">Loading…</div></div><script src="/app.js"></script>')),
    bad("navigation around an empty mount", "blocked",
        bare("Ledger", f'{NAV}<main id="app"></main>{FOOTER}<script src="/app.js"></script>')),
    bad("temporary trouble", "network_error",
        bare("Ledger", "<h1>Something went wrong</h1><p>An unexpected error occurred. Please try again later.</p>")),
    bad("under maintenance", "network_error",
        bare("Maintenance", "<h1>We'll be back soon!</h1><p>We're performing some maintenance at the moment.</p>")),
)  # fmt: skip

TABLE = (
    "<table><tr><th>Line</th><th>Riders</th><th>Change</th></tr>"
    + "".join(f"<tr><td>Line {n}</td><td>{n * 41}2,000</td><td>+{n}.5 %</td></tr>" for n in range(1, 9))
    + "</table>"
)

HONEST = (
    good("table with a banner", page("Riders by line", f"{BANNER}<h1>Riders by line</h1>{TABLE}")),
    good("counter with a banner", page("Counter", f"{BANNER}<h1>Riders so far</h1><p>3,012,377</p>")),
    good("definition list with a login box",
         page("Facts", f"{LOGIN_BOX}<h1>Facts</h1><dl><dt>Members</dt><dd>1,250</dd><dt>Founded</dt><dd>1911</dd>"
              "<dt>Boats</dt><dd>431</dd></dl>")),
    good("status page of a service",
         page("System status", "<h1>System status</h1><p>All systems operational.</p><p>Past incidents: on 3 "
                               "March the "
              "ticket service was unavailable for 14 minutes and answered with 503 Service Unavailable.</p>"
              "<p>Uptime in the last 90 days: 99.98 %.</p>")),
    good("help on captchas",
         page("Why do I see a captcha?", "<h1>Why do I see a captcha?</h1><p>We show a captcha when we see unusual "
              "traffic. In 2025 it was shown in 0.3 percent of visits.</p><p>Ticket machines are not affected, and "
              "season tickets bought before 1 March stay valid until the end of the year.</p>" + prose(2))),
    good("privacy policy that was asked for",
         page("Privacy policy", "<h1>Privacy policy</h1><p>We use cookies and process personal data of our readers. "
              "You can accept or reject cookies at any time. We keep log files for 14 days.</p>"),
         requested="https://ledger.example/privacy"),
    good("login help that was asked for",
         page("How to log in", "<h1>How to log in</h1><p>Log in with your e-mail address and password to continue "
              "reading on all devices.</p>"),
         requested="https://ledger.example/help/login"),
    good("article on paywalls",
         page("Paywalls are everywhere", "<h1>Paywalls are everywhere</h1><p>Sixty-eight percent of newspapers ask "
              "readers to subscribe to continue reading, a survey of 212 titles found in 2025.</p><p>The "
              "median price "
              "is 9.90 euros a month.</p><p>Readers who hit the wall leave in nine cases out of ten.</p>")),
    good("short article with a subscription box",
         page("Trams are full "
              "again", f"<h1>Trams are full again</h1>{prose(3)}<aside><h2>Subscribe</h2><p>Subscribe to "
              "our newsletter to keep reading news like this. Already a subscriber? Log in.</p></aside>")),
    good("article on dead links",
         page("Page not found: the vanishing "
              "web", "<h1>Page not found: the vanishing web</h1><p>A quarter of pages that "
              "existed in 2013 are gone, the centre counted. Of 990,000 addresses 38 percent gave an error.</p>"
              + prose(2))),
    good("article on a missing file",
         page("The missing pages", "<h1>The missing pages</h1><p>Eighteen pages of the ledger of 1911 were removed, "
              "and no one knows by whom. The archive lists 412 volumes.</p><p>A copy was found in Lindvik.</p>")),
    good("article on rate limits",
         page("Too many requests", "<h1>Too many requests</h1><p>The ticket office handled 4,100 requests an hour on "
              "Monday, three times the usual number. It asked customers to try again later.</p>" + prose(1))),
    good("data page in few words",
         page("Lindvik: population", "<h1>Population</h1><p>12,431</p><p>1 January 2026</p>")),
    good("page that loads more by script",
         bare("Riders", f"{NAV}<h1>Riders by line</h1>{TABLE}<div id='app'></div>{FOOTER}", ANALYTICS)),
    good("page with a noscript plea",
         page("Riders", f"<noscript>Please enable JavaScript to use the map.</noscript><h1>Riders</h1>{prose(2)}")),
    good("forum thread",
         page("Broken link to the "
              "report?", "<h1>Broken link to the report?</h1><div class=post><p>The link to the 2025 "
              "report gives me 404 Not Found.</p></div><div class=post><p>It was moved, the new one says "
              "412,000 riders."
              "</p></div><div class=post><p>Thanks, that page works, it is on page 14 of the PDF.</p></div>")),
    good("changelog",
         page("Changelog", "<h1>Changelog</h1><ul><li>4.2: fixed a 404 error on the search page</li><li>4.1: "
                           "removed the "
              "login page</li><li>4.0: cookies are no longer required</li></ul><p>Released on 3 March 2026 with 212 "
              "changes by 14 people, the largest release so far in this series.</p>")),
    good("press release on a shop that closes",
         page("Website for sale", "<h1>Lindvik Tours sells its website</h1><p>The company sold its domain name for "
              "120,000 crowns on Friday, and 14 employees move to the new owner.</p>" + prose(1))),
    good("index of a year", page("Reports 2026", "<h1>Reports</h1><ul>" + "".join(
        f"<li><a href=/r/{n}>Report {n} of 2026: riders, fares and delays</a></li>" for n in range(12)) + "</ul>")),
    good("redirect to the same page with a slash", page("Q1", prose(3)), final=URL + "/"),
    good("redirect to a new section", page("Q1", prose(3)), final="https://ledger.example/publications/q1-2026"),
    good("refresh every five minutes",
         bare("Live counter", f"<h1>Riders today</h1><p>41,233</p><p>{SENTENCES[0]}</p>",
              f'<meta http-equiv="refresh" content="300; url={URL}">')),
    good("medical advice with "
         "age", page("Vaccination", "<h1>Are you over 60?</h1><p>People over 60 get a second dose "
         "after 4 months; 71 percent of them have had it. You must be 18 to be vaccinated without a parent.</p>")),
    good("report on what is banned",
         page("Access denied", "<h1>Access denied</h1><p>The court said that 1,400 residents were denied "
                               "access to the "
              "harbour between 2019 and 2024, and ordered the city to pay 2.3 million euros.</p>" + prose(1))),
    good("job advert", page("We are looking for you", "<h1>Tram driver wanted</h1><p>You want to work with people? "
         "Join us and register by 1 April. We pay 3,150 euros a month for 37 hours a week.</p>")),
    good("sports result", bare("Lindvik 3 Nordby 1", "<h1>Lindvik 3–1 Nordby</h1><p>Attendance: 4,212</p>")),
    good("policy on robots",
         page("Robots in the "
              "depot", "<h1>Robots in the depot</h1><p>Are you a robot? No, says the cleaner, but 14 of my "
              "colleagues are. The machines wash 240 trams a night.</p>" + prose(1))),
)  # fmt: skip

DISGUISED = (*SOFT_404, *WALLS, *HONEST)
