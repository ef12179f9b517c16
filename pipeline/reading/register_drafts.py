"""The register while one act of a person changes it: in which file an entry stands, and where a new one goes.

What belongs here: choosing the file of an edit. What must never be here: how an entry is written into a text
(`register_edits`), file access, and checking (`register`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.model import Review
from pipeline.reading.register_edits import (
    add_candidate,
    add_chapter,
    add_claim,
    add_forgotten,
    add_review,
    add_source,
)
from pipeline.reading.register_model import ChapterEntry, ClaimEntry, ForgottenEntry, KeyPath, Register, SourceEntry


class RegisterDraft:
    """The texts of the register's files, with the edits of one act. `register` is what they said before it.

    A review or one more source goes to the file in which its claim stands; a new claim to the file with most claims of
    its chapter, or the chapter's own. A RegisterEditError of any edit leaves the draft as it was.
    """

    def __init__(self, texts: Mapping[str, str], register: Register) -> None:
        self.texts = dict(texts)
        self.register = register
        self._new: dict[KeyPath, str] = {}

    def add_chapter(self, chapter_id: str, chapter: ChapterEntry) -> None:
        """One chapter more, in `claims.yaml`."""
        text = self.texts.get(self.register.path, "")
        self.texts[self.register.path] = add_chapter(text, chapter_id, chapter)
        self._new["chapters", chapter_id] = self.register.path

    def add_claim(self, claim_id: str, claim: ClaimEntry) -> None:
        """One claim more, beside those of its chapter."""
        path = self._file_of_chapter(claim.chapter)
        self.texts[path] = add_claim(self.texts.get(path, ""), claim_id, claim)
        self._new["claims", claim_id] = path

    def add_source(self, source_id: str, source: SourceEntry, *, chapter_id: str) -> None:
        """One source more, beside the claims of the chapter that it may speak of."""
        path = self._file_of_chapter(chapter_id)
        self.texts[path] = add_source(self.texts.get(path, ""), source_id, source)

    def add_candidate(self, claim_id: str, source_id: str) -> None:
        """One source more for a claim, where the claim stands."""
        path = self._file_of(("claims", claim_id))
        self.texts[path] = add_candidate(self.texts.get(path, ""), claim_id, source_id)

    def add_review(self, review: Review) -> None:
        """One review more, where its claim stands."""
        path = self._file_of(("claims", review.claim_id))
        self.texts[path] = add_review(self.texts.get(path, ""), review)

    def forget(self, claim_id: str, chapter_id: str, entry: ForgottenEntry) -> None:
        """One orphan that need not be shown any more, beside the claims of its chapter."""
        path = self._file_of_chapter(chapter_id)
        self.texts[path] = add_forgotten(self.texts.get(path, ""), claim_id, entry)

    def _file_of(self, where: KeyPath) -> str:
        known = where[1] in getattr(self.register, str(where[0]))
        return self._new.get(where) or (self.register.place(where)[0] if known else self.register.path)

    def _file_of_chapter(self, chapter_id: str) -> str:
        homes = Counter(
            self.register.place(("claims", claim_id))[0]
            for claim_id, claim in self.register.claims.items()
            if claim.chapter == chapter_id
        )
        most = max(homes.values(), default=0)
        return next((path for path in sorted(homes) if homes[path] == most), self._file_of(("chapters", chapter_id)))
