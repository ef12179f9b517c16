"""The date that a page shows of itself: "Last updated: 3 March 2026", "Stand: 3. März 2026", "更新日 2026年3月3日".

What belongs here: stamps, known by the label in front of them. What must never be here: dates in running prose, which
speak of what the page tells and not of the page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree

_PUBLISHED: Final = (
    r"(?:first |originally )?(?:published|posted|released)|(?:publication|release|posting) date"
    r"|date (?:published|posted|of publication)"
    r"|veröffentlicht|erschienen|publiée?|date de publication|publicad[oa]|fecha de publicación"
    r"|pubblicat[oa]|data di pubblicazione"
    r"|gepubliceerd|publicerad|publiceret|publisert|julkaistu|opublikowan[oy]|zveřejněno|опубликовано"
    r"|дата публикации|опубліковано"
    r"|yayınlanma(?: tarihi)?|发布(?:时间|日期|于)|發布(?:時間|日期|於)|公開日|掲載日|配信日"
    r"|게시일|등록일|입력|تاريخ النشر"
)
_UPDATED: Final = (
    r"(?:page |data )?(?:last )?(?:updated|modified|revised|reviewed|changed)|(?:last )?update"
    r"|date (?:modified|updated)|(?:data )?as of"
    r"|(?:daten)?stand|(?:zuletzt )?(?:aktualisiert|geändert)|letzte (?:aktualisierung|änderung)"
    r"|(?:dernière )?mise? à jour|modifiée?"
    r"|(?:última )?actualizaci[óo]n|actualizad[oa]|(?:ultimo )?aggiorna(?:mento|to)"
    r"|(?:laatst )?(?:bijgewerkt|gewijzigd)|atualizad[oa]"
    r"|(?:senast )?uppdaterad|(?:sidst )?opdateret|(?:sist )?oppdatert|päivitetty|zaktualizowano"
    r"|(?:ostatnia )?aktualizacja|aktualizováno"
    r"|обновлено|дата обновления|оновлено|(?:son )?güncellenme(?: tarihi)?|güncelleme"
    r"|更新(?:时间|日期|于|日)?|最終更新(?:日|日時)?"
    r"|수정일?|업데이트|(?:آخر )?تحديث|تم التحديث"
)
_LABEL: Final = re.compile(
    rf"\s*(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))(?:\s*(?:on|at|am|vom|le|el|il|al|op"
    rf"|em|den|d\.|:|：|,|\|))*\s*",
    re.IGNORECASE,
)
_LONGEST: Final = 48
"""Characters after the label that a stamp may have: a date, a time, a name of a month."""
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年년./-]\s*(\d{1,2})\s*[月월./-]\s*(\d{1,2})(?!\d)")
_NAMED: Final = re.compile(
    r"(?:(?<!\d)\d{1,2}(?:st|nd|rd|th|er|º|\.)? *(?:de |of )?[^\W\d_]{3,}\.?,? *(?:de |del )?"
    r"|[^\W\d_]{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? )(?:19|20)\d\d"
)
_MOST_ELEMENTS: Final = 20_000


def find_stamp(root: etree._Element) -> str | None:
    """The day of the page's own stamp as ISO 8601; published wins over updated. None where there is none, or several
    that differ, as on a list of articles."""
    found: dict[str, set[str]] = {"published": set(), "updated": set()}
    for kind, words in _stamps(root):
        day = read_day(words)
        if day is not None:
            found[kind].add(day)
    for days in found.values():
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _stamps(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The stamps that elements begin with: published or updated, and the words after the label."""
    for element in islice(root.iter(etree.Element), _MOST_ELEMENTS):
        label = _LABEL.match(element.text) if element.text else None
        if label is None or element.tag in ("script", "style", "title", "option", "a", "button"):
            continue
        words = element.text[label.end() :]
        words += "".join(islice(element.itertext(), 1, 6)) if len(element) else element.tail or "" if not words else ""
        if not words.strip() and element.getnext() is not None:
            words = "".join(islice(element.getnext().itertext(), 4))  # <dt>Updated</dt><dd>3 March 2026</dd>
        words = " ".join(words.split())
        if 6 <= len(words) <= _LONGEST:
            yield ("published" if label["published"] else "updated"), words


def read_day(words: str) -> str | None:
    """The day that the words name, as ISO 8601; only its year when day and month may be either; None without one."""
    if first := _YEAR_FIRST.search(words):
        return _iso(int(first[1]), int(first[2]), int(first[3]))
    if numeric := _NUMERIC.search(words):
        one, other, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
        if numeric[2] == "." or one > 12 or one == other:
            return _iso(year, other, one)
        return _iso(year, one, other) if other > 12 else str(year)  # day first or month first, who knows
    named = _NAMED.search(words)
    if named is None:
        return None
    import dateparser  # takes half a second, and few pages need it

    parsed = dateparser.parse(named[0], settings={"STRICT_PARSING": True, "PREFER_DATES_FROM": "past"})
    return parsed.date().isoformat() if parsed is not None else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
