"""Pages of a few words: walls and notices at their tersest, and short reports that share their vocabulary."""

from __future__ import annotations

from tests.gathering.answers import Answer

URL = "https://a.example/report/12"
PARAGRAPH = (
    "<p>The agency recorded 3.4 million visitors in 2025, an increase of seven percent on the year before, and "
    "expects a further rise. Hotels reported an occupancy of 71 percent.</p>"
)

SHORT = (
    Answer(
        "short sf1",
        "soft_not_found",
        '<html><head><title>Oops! Page Not Found</title></head><body><div class="err"><h2>404</h2><p>We looked '
        'everywhere for this page. Are you sure the website URL is correct?</p><a href="/">Go '
        "Home</a></div></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf2",
        "soft_not_found",
        "<html><head><title>Statistics Office</title></head><body><h1>We couldn’t find that page</h1><p>It "
        "looks like nothing was found at this location. Maybe try a search?</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf3",
        "soft_not_found",
        "<html><title>Nothing found for Report 12</title><body><h1>Nothing Found</h1><p>It seems we can’t find "
        "what you’re looking for. Perhaps searching can help.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf4",
        "soft_not_found",
        "<html><title>Error</title><body><h1>Error 404</h1><p>The requested resource was not found on this "
        "server.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf5",
        "soft_not_found",
        "<html><title>Content no longer available - Portal</title><body><h1>Content no longer "
        "available</h1><p>The content you are trying to view has been removed by its publisher.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf6",
        "soft_not_found",
        "<html><title>Sorry, this page isn’t available.</title><body><p>The link you followed may be broken, or "
        "the page may have been removed. Go back to Photos.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf7",
        "soft_not_found",
        "<html><title>Acme - 404</title><body><h1>Lost in space?</h1><p>The page you requested does not "
        "exist.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf8",
        "soft_not_found",
        "<html><title>Acme</title><body><main><h1>This page could not be found.</h1></main></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf9",
        "soft_not_found",
        "<html><head><title>404: This page could not be found.</title></head><body><div><h1>404</h1><h2>This "
        "page could not be found.</h2></div></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf10",
        "soft_not_found",
        "<html><title>Page Not Found</title><body><h1>Page Not Found</h1><p>Here are our latest stories:</p>"
        + PARAGRAPH
        + PARAGRAPH
        + PARAGRAPH
        + PARAGRAPH
        + "</body></html>",
        requested=URL,
    ),
    Answer(
        "short sf11",
        "soft_not_found",
        "<html><title>Repository not found</title><body>Repository not found</body></html>",
        requested=URL,
    ),
    Answer(
        "short sf12",
        "soft_not_found",
        "<html><title>Acme</title><body><h1>Article not found</h1><p>This article may have expired.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short sf13",
        "soft_not_found",
        "<html><title>Job listing expired | Acme</title><body><h1>This job has expired</h1><p>This listing is "
        "no longer active.</p></body></html>",
        requested=URL,
    ),
    Answer("short sf14", "soft_not_found", "Page not found", media_type="text/plain", requested=URL),
    Answer(
        "short sf15",
        "soft_not_found",
        "<html><title>Acme</title><body><h1>Uh oh.</h1><p>There’s nothing here. The page you’re looking for "
        "doesn’t exist or has been moved.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short home",
        "soft_not_found",
        "<html><title>Acme</title><body><h1>Welcome to Acme</h1>"
        + PARAGRAPH
        + PARAGRAPH
        + PARAGRAPH
        + "</body></html>",
        final="https://a.example/home",
        requested=URL,
    ),
    Answer(
        "short home2",
        "soft_not_found",
        "<html><title>Acme</title><body>" + PARAGRAPH + PARAGRAPH + PARAGRAPH + "</body></html>",
        final="https://a.example/?ref=404",
        requested=URL,
    ),
    Answer(
        "short home3",
        "soft_not_found",
        "<html><title>Acme</title><body>" + PARAGRAPH + PARAGRAPH + PARAGRAPH + "</body></html>",
        final="https://www.a.example/index.html",
        requested=URL,
    ),
    Answer(
        "short b1",
        "blocked",
        "<html><head><title>Security Check</title></head><body><h1>Checking your browser</h1><p>Please wait "
        'while we verify your browser before accessing a.example.</p><script src="/c.js"></script></body></html>',
        requested=URL,
    ),
    Answer(
        "short b2",
        "blocked",
        "<html><head><title>a.example</title></head><body><h1>Verify you are human</h1><p>Complete the action "
        'below to continue.</p><div class="cf-turnstile"></div></body></html>',
        requested=URL,
    ),
    Answer(
        "short b3",
        "blocked",
        "<html><title>Access denied</title><body><h1>Error 1020</h1><p>Access denied</p><p>What happened? This "
        "website is using a security service to protect itself from online attacks.</p><p>Cloudflare Ray ID: "
        "7a</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short b4",
        "blocked",
        "<html><title>Bot detected</title><body><h1>Automated access detected</h1><p>We have detected automated "
        "activity from your IP address. If you believe this is an error, contact support.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short b5",
        "blocked",
        "<html><title>a.example</title><body><p>Please turn JavaScript on and reload the page.</p><p>DDoS "
        "protection by Shield</p><script>x</script></body></html>",
        requested=URL,
    ),
    Answer(
        "short b6",
        "blocked",
        "<html><title>Too many requests</title><body><h1>You are browsing too fast</h1><p>Please solve this "
        "CAPTCHA to prove that you are human and we will let you through.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short b7",
        "blocked",
        '<html><title></title><body><script>document.cookie="__test=abc";location.href="/report/12?i=1";</script>'
        "<noscript>This site requires Javascript to work, please enable Javascript in your browser"
        "</noscript></body></html>",
        requested=URL,
    ),
    Answer(
        "short b8",
        "blocked",
        "<html><title>Access to this page has been denied.</title><body><h1>Access to this page has been denied "
        "because we believe you are using automation tools to browse the website.</h1><p>This may happen as a "
        "result of the following: Javascript is disabled or blocked by an extension (ad blockers for example). "
        "Your browser does not support cookies.</p><p>Please make sure that Javascript and cookies are enabled "
        "on your browser and that you are not blocking them from loading.</p><p>Reference ID: #1234</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short b9",
        "blocked",
        '<html><title>Validate User</title><body><form id="captcha"><p>Please check the box below to verify '
        'that you are not a robot.</p><div class="h-captcha"></div></form></body></html>',
        requested=URL,
    ),
    Answer(
        "short c1",
        "blocked",
        "<html><title>Cookies</title><body><h1>Your privacy is important to us</h1><p>We and our 612 partners "
        "use cookies and similar technologies to show you personalised ads and measure performance. Choose "
        "“Accept” to agree or “Manage” to set your "
        "preferences.</p><button>Accept</button><button>Manage</button></body></html>",
        403,
        requested=URL,
    ),
    Answer(
        "short c2",
        "blocked",
        "<html><title>Willkommen bei Nachrichten.example</title><body><div><h2>Willkommen</h2><p>Um "
        "Nachrichten.example kostenlos zu nutzen, stimmen Sie bitte der Verwendung von Cookies und der "
        "Verarbeitung Ihrer Daten durch uns und unsere Partner zu.</p><button>Alle "
        "akzeptieren</button><button>Einstellungen</button></div></body></html>",
        requested=URL,
    ),
    Answer(
        "short c3",
        "blocked",
        '<html><title>Times</title><body><div id="sp_message"><p>We value your privacy. We and our partners '
        "store and access information on your device. You can change your mind at any time by clicking the "
        "Privacy link.</p><button>I agree</button></div><script "
        'src="https://cdn.privacy-mgmt.com/x.js"></script></body></html>',
        requested=URL,
    ),
    Answer(
        "short c4",
        "blocked",
        "<html><title>Avant de continuer</title><body><p>Nous utilisons des cookies pour mesurer notre audience "
        "et vous proposer des publicités adaptées.</p><button>Accepter</button><button>Refuser</button></body></html>",
        requested=URL,
    ),
    Answer(
        "short l1",
        "blocked",
        "<html><title>Sign in to continue</title><body><h1>Sign in</h1><form><input type=email><input "
        'type="password"><button>Sign in</button></form></body></html>',
        requested=URL,
    ),
    Answer(
        "short l2",
        "blocked",
        "<html><title>Acme Login</title><body><form><label>Username</label><input><label>Password</label><input "
        "type=password></form></body></html>",
        final="https://sso.a.example/idp/profile/SAML2/Redirect/SSO",
        requested=URL,
    ),
    Answer(
        "short l3",
        "blocked",
        "<html><title>Visitor growth in 2025 | Premium</title><body><h1>Visitor growth in 2025</h1><p>To read "
        "the full story, subscribe or sign in.</p><p>Start your free trial today. Cancel anytime.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short l4",
        "blocked",
        "<html><title>Facebook</title><body><div>You must log in to continue.</div><form>Email <input> Password "
        '<input type="password"> <button>Log In</button></form></body></html>',
        requested=URL,
    ),
    Answer(
        "short s1",
        "blocked",
        '<!doctype html><html><head><title>Portal</title><script type="module" '
        'src="/assets/index.js"></script></head><body><div id="app"></div></body></html>',
        requested=URL,
    ),
    Answer(
        "short s2",
        "blocked",
        '<html><head><title>Explorer</title></head><body><div id="__next"></div><script id="__NEXT_DATA__" '
        'type="application/json">{"props":{}}</script></body></html>',
        requested=URL,
    ),
    Answer(
        "short s3",
        "blocked",
        "<html><head><title>Viz</title></head><body><noscript>JavaScript must be enabled in order for you to "
        'use this application.</noscript><div class="app-shell"></div><script src=x></script></body></html>',
        requested=URL,
    ),
    Answer(
        "short g1",
        "fetched",
        "<html><title>Tourism 2025</title><body><h1>Tourism 2025</h1>" + PARAGRAPH + "</body></html>",
        requested=URL,
    ),
    Answer(
        "short g2",
        "fetched",
        "<html><title>Tourism 2025</title><body><h1>Tourism 2025</h1>"
        + PARAGRAPH
        + '<div class="cookie">This site uses cookies. <a>Learn more</a> <button>OK</button></div></body></html>',
        requested=URL,
    ),
    Answer(
        "short g3",
        "fetched",
        "<html><title>Not Found: a novel</title><body><h1>Not Found</h1>"
        + PARAGRAPH
        + PARAGRAPH
        + PARAGRAPH
        + "<p>The novel sold 40,000 copies.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g4",
        "fetched",
        "<html><title>Cookie recipes: 12 ideas</title><body><h1>Cookie recipes</h1><p>Bake 24 cookies in 15 "
        "minutes. Accept all the help you can get from your family and friends.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g5",
        "fetched",
        "<html><title>Login.gov reaches 100 million users</title><body><h1>Login.gov reaches 100 million "
        "users</h1><p>The service said on Tuesday that more than 100 million people have an account. You need "
        "one password to sign in to 50 agencies.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g6",
        "fetched",
        "<html><title>reCAPTCHA - Wikipedia</title><body><h1>reCAPTCHA</h1><p>reCAPTCHA is a system that asks "
        "you to verify you are human. It is used on 6 million websites, according to one count made in "
        "2021.</p><p>Version three scores each visitor between 0.0 and 1.0 without any interaction, the company "
        "says in its documents.</p><p>Critics note that it collects personal data.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g7",
        "fetched",
        "<html><title>HTTP 404</title><body><h1>HTTP 404</h1><p>In computer network communications, the HTTP "
        "404 error code is a response that says the server could not find what was requested.</p>"
        + PARAGRAPH
        + PARAGRAPH
        + "</body></html>",
        requested=URL,
    ),
    Answer(
        "short g8",
        "fetched",
        '<html><head><title>Dashboard</title><script src=a.js></script></head><body><div id="root"><h1>Active '
        "users</h1><p>1,204,551</p><p>Updated 3 March 2026</p></div></body></html>",
        requested=URL,
    ),
    Answer(
        "short g9",
        "fetched",
        "<html><title>Forbidden City</title><body><h1>Forbidden City</h1><p>The palace had 19.3 million "
        "visitors in 2019.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g10",
        "fetched",
        "<html><title>Blocked drains: statistics</title><body><h1>Blocked</h1><p>The utility cleared 12,400 "
        "blocked drains in the year, which is 300 more than in the year before it.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g11",
        "fetched",
        "<html><title>Missing persons 2025</title><body><h1>Missing persons</h1><p>Of 5,212 persons reported "
        "missing, 4,901 were found. 311 could not be found by the end of the year.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g12",
        "fetched",
        "<html><title>GDPR fines tracker</title><body><h1>GDPR fines</h1><p>Regulators issued 2,245 fines for "
        "breaches of consent and cookie rules worth 5.6 billion euros.</p><p>Our partners at the law school "
        "count 310 in 2025 alone. You can manage your alerts below.</p></body></html>",
        requested="https://a.example/gdpr-fines",
    ),
    Answer(
        "short g13",
        "fetched",
        "<html><title>Page 404 of the census</title><body>" + PARAGRAPH + "</body></html>",
        requested=URL,
    ),
    Answer(
        "short g14",
        "fetched",
        "<html><title>Acme | Maintenance of bridges</title><body><h1>Maintenance</h1><p>Acme maintains 412 "
        "bridges.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g15",
        "fetched",
        "<html><title>Domain names for sale: market report</title><body><h1>Domain names for sale</h1><p>The "
        "market for domain names reached 2.1 billion dollars in 2025, the report says. About 12 percent of all "
        "names are for sale.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g16",
        "fetched",
        "<html><title>Subscribers: who pays for news</title><body><h1>Who pays for news</h1><p>Seventeen "
        "percent of readers subscribe to read news online. Already subscribed readers have 2.3 subscriptions on "
        "average.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g17",
        "fetched",
        "<html><head><title>Press</title></head><body><h1>Q3 results</h1><ul><li>Revenue $4.1bn</li><li>Users "
        "310m</li></ul><script src=a.js></script><noscript><img src=p.gif></noscript></body></html>",
        requested=URL,
    ),
    Answer(
        "short g18",
        "fetched",
        "<html><title>Survey on robots</title><body><h1>Are you a robot?</h1><p>Forty percent of 2,000 adults "
        "could not tell a robot caller from a person in the survey that the union published.</p></body></html>",
        requested=URL,
    ),
    Answer(
        "short g19",
        "fetched",
        '{"status": 200, "message": "ok", "data": 5}',
        media_type="application/json",
        requested=URL,
    ),
    Answer(
        "short g20",
        "fetched",
        '{"title":"Census","status":"published","path":"/x","timestamp":1}',
        media_type="application/json",
        requested=URL,
    ),
)
