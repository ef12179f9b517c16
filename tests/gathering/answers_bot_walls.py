"""Bot checks of many makers, in the forms they take."""

from __future__ import annotations

from tests.gathering.answers import Answer, bare, page

_CLOUDFLARE = bare(
    "Just a moment...",
    '<div class="main-wrapper"><h1>ledger.example</h1><h2 id="challenge-running">Verifying you are human. This '
    "may take "
    "a few seconds.</h2><p>ledger.example needs to review the security of your connection before proceeding.</p>"
    "<noscript>Enable JavaScript and cookies to continue</noscript><p>Ray ID: 8c1f0a2b3c4d5e6f</p>"
    "<p>Performance &amp; security by Cloudflare</p></div><script>window._cf_chl_opt={cvId:'3',cZone:'x'};</script>",
    '<meta http-equiv="refresh" content="390">',
)
_CLOUDFLARE_NEW = bare(
    "Just a moment...",
    "<noscript><div><span>Enable JavaScript and cookies to continue</span></div></noscript>"
    "<script>(function(){window._cf_chl_opt = {cFPWv: 'b', cH: 'a'};var a=document.createElement('script');"
    "a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8';}())</script>",
)

BOT_WALLS = (
    Answer("cloudflare challenge 403", "blocked", _CLOUDFLARE, 403, (("cf-mitigated", "challenge"),)),
    Answer("cloudflare challenge 503", "blocked", _CLOUDFLARE, 503),
    Answer("cloudflare challenge 503 with retry-after", "blocked", _CLOUDFLARE, 503, (("Retry-After", "5"),)),
    Answer("cloudflare challenge 200", "blocked", _CLOUDFLARE),
    Answer("cloudflare script-only challenge 200", "blocked", _CLOUDFLARE_NEW),
    Answer(
        "cloudflare german challenge",
        "blocked",
        bare(
            "Nur einen Moment…",
            "<h1>ledger.example</h1><p>Bestätigen Sie, dass Sie ein Mensch sind. Dies kann einige "
            "Sekunden dauern.</p><script>window._cf_chl_opt={}</script>",
        ),
    ),
    Answer(
        "cloudflare block",
        "blocked",
        bare(
            "Attention Required! | Cloudflare",
            "<h1>Sorry, you have been blocked</h1><h2>You are unable to access "
            "ledger.example</h2><h2>Why have I been blocked?</h2><p>This website is using a security service to "
            "protect "
            "itself from online attacks. The action you just performed triggered the security solution. There are "
            "several actions that could trigger this block including submitting a certain word or phrase, a SQL "
            "command "
            "or malformed data.</p><h2>What can I do to resolve this?</h2><p>You can email the site owner to "
            "let them "
            "know you were blocked. Please include what you were doing when this page came up and the "
            "Cloudflare Ray ID "
            "found at the bottom of this page.</p><p>Cloudflare Ray ID: 7f00 • Your IP: 192.0.2.7</p>",
        ),
    ),
    Answer(
        "akamai",
        "blocked",
        bare(
            "Access Denied",
            "<H1>Access Denied</H1>You don't have permission to access \"http&#58;&#47;&#47;ledger&#46;"
            'example&#47;" on this '
            "server.<P>Reference&#32;&#35;18&#46;2d3e1202&#46;1711&#46;1a2b<P>https&#58;&#47;&#47;"
            "errors&#46;edgesuite&#46;net&#47;18&#46;2d3e",
        ),
    ),
    Answer(
        "akamai interstitial",
        "blocked",
        '<html><head><meta http-equiv="refresh" content="5; URL=\'/2026/03/tram-numbers?bm-verify=AAQAAAAK\'" '
        "/></head>"
        "<body><noscript>Please enable JavaScript to view the page content.</noscript><script>var "
        "i=1;</script></body></html>",
    ),
    Answer(
        "human press and hold",
        "blocked",
        bare(
            "Access to this page has been denied",
            '<div class="px-captcha-container"><div class="px-captcha-header">'
            "Before we continue...</div><div>Press &amp; Hold to confirm you are a human (and not a bot).</div>"
            '<div id="px-captcha"></div><div>Reference ID a1b2c3d4</div></div><script>window._pxAppId="PX1";</script>',
        ),
        403,
    ),
    Answer(
        "datadome",
        "blocked",
        '<html><head><title>ledger.example</title><style>#cmsg{}</style></head><body><p id="cmsg">Please enable '
        "JS and "
        "disable any ad blocker</p><script data-cfasync=\"false\">var dd={'rt':'c','cid':'AHrlqAAAAAMA','hsh':'A5',"
        "'t':'fe','s':1,'host':'geo.captcha-delivery.com'}</script></body></html>",
    ),
    Answer(
        "imperva",
        "blocked",
        '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body><iframe '
        'id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=23&xinfo=8">Request unsuccessful. Incapsula '
        "incident ID: "
        "877000450112374829-4432</iframe></body></html>",
    ),
    Answer(
        "distil",
        "blocked",
        bare(
            "Pardon Our Interruption",
            "<h1>Pardon Our Interruption...</h1><p>As you were browsing something about your "
            "browser made us think you were a bot. There are a few reasons this might happen:</p><ul><li>You're "
            "a power "
            "user moving through this website with super-human speed.</li><li>You've disabled cookies in your web "
            "browser.</li><li>A third-party browser plugin is preventing JavaScript from "
            "running.</li></ul><p>To regain "
            "access, please make sure that cookies and JavaScript are enabled before reloading the page.</p>",
        ),
    ),
    Answer(
        "kasada",
        "blocked",
        "<!DOCTYPE html><html><head></head><body><script>window.KPSDK={};KPSDK.now=Date.now;</script>"
        '<script src="/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39/ips.js?x=1"></script></body></html>',
        429,
    ),
    Answer("aws waf challenge", "blocked", "", 202, (("x-amzn-waf-action", "challenge"),)),
    Answer(
        "aws waf captcha",
        "blocked",
        bare(
            "Human Verification",
            '<div id="captcha-container"></div><script src="https://a.token.awswaf.com/c.js">'
            "</script><script>AwsWafIntegration.saveReferrer();</script><noscript><h1>JavaScript is "
            "disabled</h1>In order "
            "to continue, we need to verify that you're not a robot.</noscript>",
        ),
        405,
    ),
    Answer(
        "f5",
        "blocked",
        bare(
            "Request Rejected",
            "The requested URL was rejected. Please consult with your administrator.<br><br>Your "
            "support ID is: 1234567890<br><br><a href='javascript:history.back();'>[Go Back]</a>",
        ),
    ),
    Answer(
        "sucuri",
        "blocked",
        bare(
            "Sucuri WebSite Firewall - Access Denied",
            "<h1>Access Denied - Sucuri Website Firewall</h1><p>If you are the "
            "site owner (or you manage this site), please whitelist your IP or if you think this block is an "
            "error please "
            "open a support ticket.</p><table><tr><td>Your IP:</td><td>192.0.2.9</td></tr><tr><td>Block reason:</td>"
            "<td>Bad bot access attempt.</td></tr></table>",
        ),
        403,
    ),
    Answer(
        "anubis",
        "blocked",
        bare(
            "Making sure you&#39;re not a bot!",
            "<h1>Making sure you&#39;re not a bot!</h1><p>Loading...</p><details>"
            "<summary>Why am I seeing this?</summary><p>You are seeing this because the administrator of this "
            "website has "
            "set up Anubis to protect the server against the scourge of AI companies aggressively scraping "
            "websites. This "
            "can and does cause downtime for the websites.</p><p>Anubis is a compromise. It uses a "
            "proof-of-work scheme "
            "in the vein of Hashcash, a proposed scheme for reducing email spam.</p></details>"
            '<script id="anubis_challenge" type="application/json">{"rules":{}}</script>',
        ),
    ),
    Answer(
        "vercel",
        "blocked",
        bare(
            "Vercel Security Checkpoint",
            "<p>We're verifying your browser</p><p>Website owner? Click here to fix</p><script>1</script>",
        ),
        429,
    ),
    Answer(
        "google sorry",
        "blocked",
        bare(
            "https://www.search.example/x",
            "<div>About this page<br>Our systems have detected unusual traffic from your "
            "computer network. This page checks to see if it's really you sending the requests, and not a robot. "
            '<a href="#">Why did this happen?</a></div><script '
            'src="https://www.google.com/recaptcha/api.js"></script>',
        ),
    ),
    Answer(
        "are you a robot",
        "blocked",
        bare(
            "Are you a robot?",
            "<h1>We've detected unusual activity from your computer network</h1><p>To continue, please "
            "click the box below to let us know you're not a robot.</p><h3>Why did this happen?</h3><p>Please "
            "make sure "
            "your browser supports JavaScript and cookies and that you are not blocking them from loading.</p>",
        ),
    ),
    Answer(
        "shop robot check",
        "blocked",
        bare(
            "Robot Check",
            "<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're not a "
            "robot. For best results, please make sure your browser is accepting cookies.</p><form><input "
            "name=c></form>",
        ),
    ),
    Answer(
        "network security",
        "blocked",
        bare(
            "Blocked",
            "<h1>whoa there, pardner!</h1><p>Your request has been blocked due to a network policy.</p><p>Try "
            "logging in or creating an account here to get back to browsing.</p><p>If you're running a script or "
            "application, please register or sign in with your developer credentials.</p>",
        ),
        403,
    ),
    Answer(
        "home-made captcha",
        "blocked",
        page(
            "The Daily Ledger",
            "<h1>One more step</h1><p>Please complete the security check to access the site.</p>"
            '<div class="g-recaptcha" data-sitekey="x"></div>',
        ),
    ),
    Answer(
        "undeclared tool",
        "blocked",
        bare(
            "Request Rate Threshold Exceeded",
            "<h1>Your Request Originates from an Undeclared Automated Tool</h1><p>To "
            "allow for equitable access to all users, we reserve the right to limit requests originating from "
            "undeclared "
            "automated tools.</p>",
        ),
    ),
    Answer("plain 403", "blocked", bare("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr>nginx"), 403),
    Answer("401", "blocked", "", 401),
    Answer("999", "blocked", "<html></html>", 999),
    Answer(
        "waiting room",
        "blocked",
        bare(
            "Queue",
            "<h1>You are now in line</h1><p>Thank you for waiting. When it is your "
            "turn you will have ten minutes to enter the website.</p><script "
            "src='https://static.queue-it.net/q.js'></script>",
        ),
    ),
)
