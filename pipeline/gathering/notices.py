"""Notices: pages that say, with status 200, that the page is missing, the server broken, or the domain for sale.

What belongs here: the words of such notices, as data, and how much else a page may say and still be one. What must
never be here: walls in front of a page that exists (walls.py).

An article may be called "404: how the web forgets". What tells it from a notice is that it goes on: a notice's title
or heading is a set phrase, and little else on the page is prose.
"""

from __future__ import annotations

import json
import re
from typing import Final
from urllib.parse import urlsplit

from pipeline.gathering import tongues
from pipeline.gathering.page_signs import PROSE_BLOCK, PageSigns, count_words, holds_figures, plain
from pipeline.model import Outcome

_THING: Final = (
    r"(?:web ?|sub)?(?:page|site|article|story|content|document|file|resource|url|link|address|post|entry|item"
    r"|video|product"
    r"|publication|paper|report|repository|dataset|profile|user|object|record|view|listing|job|event|recipe|topic"
    r"|thread|result)s?"
)
_MISSING: Final = (
    r"(?:not (?:be )?found|cannot be found|can't be found|could not be found|couldn't be found|(?:is "
    r"|was )?missing|(?:does not|doesn't) (?:seem|appear) to exist|does not exist|doesn't exist"
    r"|no longer (?:exists?|available|here|active|online)"
    r"|not available|unavailable|isn't available|is gone|has gone|gone|removed|deleted|moved|expired|isn't here"
    r"|is not here|not exist|can't find|retired|disappeared|been (?:moved|removed|deleted|archived"
    r"|withdrawn)|dead|broken|discontinued|withdrawn|taken down|unpublished)"
)
_SET_PHRASE: Final = re.compile(
    rf"(?:(?:http )?(?:error|fehler|erreur|errore)[ :-]*)?(?:404|410)(?: error| not found| page)?[!. :-]*(?:(?:the "
    rf"|this |that |requested |your )*{_THING})?[ ,]*(?:{_MISSING})?[!.]*"
    rf"|(?:sorry|oops|uh[- ]?oh|whoops|ooops|hmm+|oh no|ouch|error|we're sorry|we are sorry)?[!,.: -]*(?:404"
    rf"|410)?[!,.: -]*(?:the |this |that |your |requested |our )*{_THING}(?: you \w+(?: \w+){{0,6}})? (?:was |is "
    rf"|has |has been |have |could |cannot |can )*{_MISSING}[!.]*"
    r"|not found[!.]*|nothing (?:was )?found[!.]*(?: here[!.]*)?|oops[!.]*(?: something went wrong[!.]*)?"
    r"|page (?:missing|error)[!.]*|no results(?: found)?(?: for .{1,100})?[!.]*"
    rf"|(?:sorry|oops|hmm+|uh[- ]?oh)?[!,. -]*(?:we|i) (?:can't|cannot|could not|couldn't|can not|were unable to"
    rf"|weren't able to) (?:seem to )?find (?:that|the|this|your|any)?(?: \w+){{0,2}} ?{_THING}(?: you(?:'re| are"
    rf"| were) (?:looking|searching) for)?[!.]*"
    rf"|(?:this|that|the) {_THING}(?: \w+){{0,2}} (?:doesn't|does not|no longer) exists?(?: \w+){{0,2}}[!.]*|(?:no"
    rf"|invalid|unknown|dead|broken) (?:such )?{_THING}(?: found)?[!.]*"
    r"|(?:die )?(?:angeforderte |gesuchte |gewünschte )?(?:seite|datei|inhalt|artikel"
    r"|dokument)(?: wurde)?(?: leider)? nicht (?:gefunden|vorhanden|verfügbar)[!.]*|nicht gefunden[!.]*"
    r"|(?:die )?seite (?:existiert|gibt es) nicht(?: mehr)?[!.]*"
    r"|(?:page|article|contenu|ressource)(?: est| non| demandée?| n'est| n'a| pas| été)* (?:introuvable|(?:non"
    r"|pas(?: été)?) trouvée?|inexistante?)[!.]*|(?:oups|désolé)[!,. ]*(?:(?:cette )?page (?:introuvable"
    r"|n'existe pas|non trouvée))?[!.]*"
    r"|(?:la )?página (?:no|não) (?:fue |foi |se ha )?(?:encontrad[ao]|existe|disponible)[!.]*"
    r"|no (?:se )?(?:encontrad[oa]|encontró)(?: la página)?[!.]*|(?:la )?pagina (?:non|niet) (?:trovata|gevonden"
    r"|esiste|bestaat)[!.]*|sivua ei löy\w+|sidan (?:hittades|finns) inte|siden (?:blev|ble) ikke fun\w+"
    r"|strona nie została znaleziona|nie znaleziono strony|страница не найдена"
    r"|ページが見つかりません(?:でした)?|页面不存在|找不到(?:网页"
    r"|頁面|页面)|페이지를 찾을 수 없습니다"
)  # fmt: skip
"""A whole title segment or heading that says the page is missing."""
_SENTENCE: Final = re.compile(
    rf"(?:the |this |that |your )(?:requested )?{_THING}(?: \w+'?\w*){{0,10}}? (?:{_MISSING})|(?:could not"
    rf"|couldn't|cannot|can't|unable to|not able to)(?: seem to)? (?:find|locate)(?: \w+'?\w*){{0,5}}? {_THING}"
    rf"|{_THING} (?:you(?:'re| are| were|'ve| have)?|that you(?:'re| are)?) (?:looking for|requested|trying|tried"
    rf"|attempting|searching|followed|entered|want)|(?:there is|there's|there was) (?:nothing here"
    rf"|no (?:such )?{_THING})|may have been (?:moved|removed|deleted|renamed)|might have been (?:moved|removed"
    rf"|deleted|renamed)|has been (?:moved|removed|deleted|retired|taken down)"
    r"|(?:mis)?typed the (?:address|url)|(?:address|url|link)[^.]{0,30} (?:typed|entered"
    r"|copied) (?:wrongly|incorrectly)|find anything|check the (?:url|address|spelling)|broken link"
    r"|go (?:back )?(?:to (?:the "
    r"|our )?)?home(?:page| page)?|return (?:to )?(?:the |our )?home|back to home|error (?:code:? )?404|404 error"
    r"|does not exist|doesn't exist|no longer (?:available|exists?)|nothing (?:was )?found"
    r"|(?:seite|inhalt|artikel)(?: \w+){0,6} (?:nicht gefunden|existiert nicht|nicht mehr)|zur startseite"
    r"|leider nicht (?:gefunden|verfügbar)|page(?: \w+){0,6} (?:introuvable|n'existe pas|n'existe plus)"
    r"|retour à l'accueil|página(?: \w+){0,6} no (?:existe|se encuentra)|volver al inicio"
    r"|pagina(?: \w+){0,5} (?:non esiste|niet gevonden|bestaat niet)"
)  # fmt: skip
_MISSING_PATH: Final = re.compile(
    r"/(?:404|410|not[-_]?found|page[-_]?not[-_]?found|notfound|error[-_/]?404|404[-_]?error|pagenotfound|missing"
    r"|errors?/(?:404|not-?found)|nicht-gefunden|soft-?404)(?:\.\w{2,5})?/?$"
)

_BROKEN: Final = re.compile(
    r"(?:(?:http )?(?:error )?50[0-4][ :-]*)?(?:internal server error|bad gateway"
    r"|service (?:temporarily )?unavailable|gateway time-?out|server error|temporarily unavailable|proxy error"
    r"|origin error)[!.]*"
    r"|(?:509 )?bandwidth limit exceeded[!.]*|(?:http )?error 5\d\d|5\d\d error"
    r"|error establishing a database connection|database error"
    r"|application error.{0,80}"
    r"|(?:(?:the |our |this )?(?:web)?site (?:is )?|we(?:'re| are) |it's )?(?:currently |temporarily )?(?:down for "
    r"|under "
    r"|in |undergoing |scheduled |planned )+maintenance(?: mode)?[!.]*|(?:web)?site maintenance|maintenance (?:mode"
    r"|in progress)[!.]*"
    r"|we'll be (?:right )?back(?: soon)?[!.]*|be right back[!.]*"
    r"|(?:site|website) (?:is )?(?:temporarily )?(?:offline|unavailable|down)[!.]*|technical difficulties[!.]*"
    r"|something went wrong[!.]*|(?:php )?(?:fatal|parse) error: .{0,300}|uncaught (?:error|exception).{0,300}"
    r"|traceback \(most recent call last\).{0,300}|server error in '.{1,60}' application[!.]*"
    r"|an error (?:has )?occurred[!.]*|wartungsarbeiten|wartungsmodus"
    r"|site en maintenance|en mantenimiento"
)  # fmt: skip
_TOO_OFTEN_TITLE: Final = re.compile(
    r"(?:(?:http )?(?:error )?429[ :-]*)?(?:too many (?:requests|attempts)|(?:api )?rate limit(?: was"
    r"| has been)?(?: exceeded| reached)?|slow down"
    r"|you(?:'re| are) (?:going|browsing) too fast|request limit (?:exceeded|reached)"
    r"|quota exceeded|请求过于频繁|访问过于频繁"
    r"|リクエストが多すぎます|요청이 너무 많습니다|слишком много запросов|zu viele anfragen|trop de requêtes"
    r"|demasiadas solicitudes"
    r"|troppe richieste|te veel verzoeken|zbyt wiele żądań|çok fazla istek|för många förfrågningar)[!.… ]*"
)
_PLACEHOLDER_TITLE: Final = re.compile(
    r"(?:(?:our |this |the )?(?:new )?(?:web)?site (?:is )?)?(?:coming (?:very )?soon|under construction"
    r"|launching soon|opening soon)[!.… ]*"
)
_PARKED: Final = re.compile(
    r"(?:this |the )?(?:web)?(?:domain|site|website)(?: name)?(?: [\w.-]+)? (?:is|may be|might be"
    r"|could be) (?:for sale|available|parked|expired)|buy this domain|domain (?:is )?(?:parked|parking|for sale"
    r"|expired|registered at)|interested in (?:buying )?this domain|make an offer on this domain"
    r"|this domain (?:has expired|name expired|was recently registered|has been registered)|parked free"
    r"|renew (?:your|this) domain|inquire about this domain"
    r"|sedoparking|parkingcrew|bodis\.com|hugedomains|dan\.com|afternic|account (?:has been )?suspended"
    r"|website (?:is )?suspended|website coming soon|default web ?(?:site )?page|welcome to nginx"
    r"|apache2? (?:\w+ ){0,2}default page|it works!|future home of|diese domain steht zum verkauf"
    r"|ce domaine est à vendre"
)  # fmt: skip
_LONGEST_SAYING: Final = 2000
"""Characters beyond which a block is no notice's."""
_LONGEST_TITLE: Final = 60
"""Characters of a title that is nothing but a notice, in languages whose set phrases are not listed."""
_RIGHTS: Final = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_FIGURE: Final = re.compile(r"(?!404|410)\d")
_PARKED_LIMIT: Final = 150
_AT_ONCE: Final = 10
"""Seconds after which a page that sends its reader on is no page to be read."""
_NOTICE_LIMIT: Final = 120
"""Words of prose beyond the notice that a missing page may carry: apologies, search tips, popular pages."""
_PLAIN_LIMIT: Final = 400
"""Characters of a plain-text or JSON answer that may be nothing but a notice."""
_PLAIN_MISSING: Final = re.compile(
    rf"(?:error:? )?(?:404[ :-]*)?(?:{_THING} )?{_MISSING}[!. ]*|404(?: page)?(?: not found)?[!. ]*"
    r"|no (?:such|matching) \w+[!. ]*|invalid (?:url|path|id|request)[!. ]*"
)
_JSON_NOTICE_KEYS: Final = frozenset({
    "error", "errors", "message", "status", "code", "detail", "details", "success", "ok", "statuscode", "title", "type",
    "timestamp", "path", "instance", "reason", "error_code", "errorcode", "error_description", "status_code",
    "trace_id", "request_id", "requestid", "documentation_url",
})  # fmt: skip
_REFUSAL: Final = re.compile(
    r"denied|forbidden|unauthori[sz]ed|authenticat|api[ _-]?key|permission|credential|token|not allowed|blocked|captcha"
)
_TOO_OFTEN: Final = re.compile(r"rate.?limit|too many requests|quota|throttl")


def find_missing(signs: PageSigns, final_url: str, requested_url: str) -> str | None:
    """Why the page says it is not there, or None."""
    if _MISSING_PATH.search(urlsplit(final_url).path.lower()) and not _MISSING_PATH.search(
        urlsplit(requested_url).path.lower()
    ):
        return f"redirected to {urlsplit(final_url).path}"
    titled = any(map(_is_set_phrase, signs.title_segments))
    headed = next((heading for heading in signs.headings[:3] if _is_set_phrase(heading)), None)
    told = any(_says_absent(block) for block in signs.opening if not _is_set_phrase(block))
    reports = not told and any(map(_holds_figures, signs.opening))
    said = _SENTENCE.search(signs.text) or told
    left = _left(signs)
    if titled and (headed or said) and left <= (_NOTICE_LIMIT if signs.is_article else 2 * _NOTICE_LIMIT):
        return f"the page is titled {signs.title!r}"
    if headed and said and left <= _NOTICE_LIMIT:
        return f"the page is headed {headed!r}"
    if (titled or headed) and left <= _NOTICE_LIMIT // 3 and not reports:
        return f"the page is titled {signs.title!r}" if titled else f"the page is headed {headed!r}"
    opening = next((block for block in signs.blocks[:12] if _is_set_phrase(block)), None)
    if opening and not reports and left <= _NOTICE_LIMIT // 3 and signs.prose <= _NOTICE_LIMIT:
        return f"the page says {opening!r}"
    if said and left == 0 and signs.words <= _NOTICE_LIMIT:
        sentences = (match[0] for match in _SENTENCE.finditer(signs.text))
        missing = next(filter(_is_missing_sentence, sentences), None)
        if missing:
            return f"the page says {missing!r}"
        notice = next((block for block in signs.opening if _says_absent_elsewhere(plain(block))), None)
        return f"the page says {notice[:120]!r}" if notice else None
    return None


def find_breakdown(signs: PageSigns) -> str | None:
    """Why the page is a server's failure shown with a good status, or None."""
    if signs.prose > _NOTICE_LIMIT:
        return None
    titles = [*signs.title_segments, *signs.headings[:2]]
    said = next((title for title in titles if title and _BROKEN.fullmatch(plain(title))), None)
    if said is None and signs.words <= 30:
        said = next((block for block in signs.blocks[:3] if _BROKEN.fullmatch(plain(block))), None)
    return f"the server failed, although it says 200: {said!r}" if said else None


def find_too_often(signs: PageSigns) -> str | None:
    """Why the page says that it was asked too often, or None."""
    titles = (*signs.title_segments, *map(plain, signs.headings[:2]))
    said = next(filter(_TOO_OFTEN_TITLE.fullmatch, titles), None)
    counted = (count_words(block) for block in signs.blocks if _FIGURE.search(block.replace("429", "")))
    if said is None or signs.prose > _NOTICE_LIMIT // 2 or sum(counted) > _NOTICE_LIMIT // 8:
        return None
    return f"the server says that it was asked too often, although it says 200: {said!r}"


def find_onward(signs: PageSigns) -> str | None:
    """The address that a page without text of its own sends its reader on to at once, or None."""
    if signs.refresh is None or signs.refresh[0] > _AT_ONCE or signs.prose or signs.words > _NOTICE_LIMIT // 3:
        return None
    return signs.refresh[1]


def find_parked(signs: PageSigns) -> str | None:
    """Why the page stands for an abandoned or not yet built site, or None."""
    if signs.prose > _PARKED_LIMIT:
        return None
    titles = plain(" \n ".join((signs.title, *signs.headings[:2])))
    segments = (*signs.title_segments, *map(plain, signs.headings[:2]))
    if next(filter(_PLACEHOLDER_TITLE.fullmatch, segments), None) and signs.prose <= _NOTICE_LIMIT // 3:
        return f"the site is not built yet: {signs.title!r}"
    found = _PARKED.search(titles) or (_PARKED.search(signs.text) if signs.words <= _PARKED_LIMIT else None)
    return f"the site is parked or a placeholder: {found[0]!r}" if found else None


def find_plain_notice(text: str, media_type: str) -> tuple[Outcome, str] | None:
    """Outcome and reason of a short plain-text or JSON answer that is nothing but an error message, or None."""
    if len(text) > 4 * _PLAIN_LIMIT:
        return None
    said = _json_message(text) if "json" in media_type else text.strip()
    if not said or len(said) > _PLAIN_LIMIT:
        return None
    words = plain(said)
    if _TOO_OFTEN.search(words) and count_words(words) <= 30:
        return "rate_limited", f"the answer is an error message: {said[:120]!r}"
    if "json" not in media_type:
        missing = _PLAIN_MISSING.fullmatch(words) or _SET_PHRASE.fullmatch(words)
        return ("soft_not_found", f"the answer is an error message: {said[:120]!r}") if missing else None
    outcome: Outcome = "blocked" if _REFUSAL.search(words) else "soft_not_found"
    return outcome, f"the answer is an error message: {said[:120]!r}"


def _json_message(text: str) -> str:
    """The message of a JSON object that holds nothing but an error; "" for anything else."""
    try:
        value = json.loads(text)
    except ValueError:
        return ""
    if not isinstance(value, dict) or not value or not {str(key).lower() for key in value} <= _JSON_NOTICE_KEYS:
        return ""
    lowered = {str(key).lower(): held for key, held in value.items()}
    error = lowered.get("error") or lowered.get("errors")
    status = lowered.get("status", lowered.get("statuscode", lowered.get("status_code", lowered.get("code"))))
    failed = (
        lowered.get("success") is False or lowered.get("ok") is False or (isinstance(status, int) and status >= 400)
    )
    if not error and not failed:
        return ""
    parts = [error, lowered.get("message"), lowered.get("detail"), lowered.get("title")]
    return " ".join(part if isinstance(part, str) else json.dumps(part) for part in parts if part) or "error"


def _is_set_phrase(text: str) -> bool:
    words = plain(text)
    if len(words) <= 160 and _SET_PHRASE.fullmatch(words):
        return True
    return len(words) <= _LONGEST_TITLE and not _FIGURE.search(words) and tongues.is_absence(words)


def _holds_figures(block: str) -> bool:
    return not _is_set_phrase(block) and not _RIGHTS.search(block) and holds_figures(plain(block))


def _says_absent(block: str) -> bool:
    """Whether a block speaks of the page's absence."""
    words = plain(block)
    return bool(_SENTENCE.search(words)) or _says_absent_elsewhere(words)


def _says_absent_elsewhere(words: str) -> bool:
    """The same in another language; a block with figures is a report on missing pages."""
    return len(words) < _LONGEST_SAYING and not _FIGURE.search(words) and tongues.says_absent(words)


def _is_missing_sentence(text: str) -> bool:
    return bool(re.search(_MISSING, text)) and bool(re.search(_THING, text))


def _left(signs: PageSigns) -> int:
    """Words of prose in blocks that do not speak of the page's absence."""
    counted = ((block, count_words(block)) for block in signs.blocks)
    return sum(number for block, number in counted if number >= PROSE_BLOCK and not _says_absent(block))
