"""Hugging Face Hub: live counts of models, datasets and derivatives, and the pages of single models and datasets.

Totals come from the undocumented listing `/{kind}-json?withCount=true` (`numTotalItems`), derivatives from
`/api/models/{id}?expand[]=childrenModelCount`. The Hub bears 500 calls in five minutes.
"""

from __future__ import annotations

import re
from typing import Any, Final

from pipeline.gathering.finders.service import FinderSettings, Question, Service, candidate, held, texts
from pipeline.model import Source

_KINDS: Final = {
    "models": re.compile(r"\bmodels?\b", re.IGNORECASE),
    "datasets": re.compile(r"\bdata ?sets?\b", re.IGNORECASE),
    "spaces": re.compile(r"\bspaces\b", re.IGNORECASE),
}
_COUNTING: Final = re.compile(
    r"\b(?:public|open|hosted|hosts?|total|hub|platform|repositor\w+|number)\b", re.IGNORECASE
)
_DERIVING: Final = re.compile(
    r"\b(?:deriv\w+|fine[- ]?tun\w+|quanti[sz]\w+|adapters?|merges?|based on|built on)\b", re.IGNORECASE
)
_NAME: Final = re.compile(r"\b[A-Z][\w.]*(?:[ -][A-Z0-9][\w.]*)*")


class HuggingFace:
    """Finds live counts and repositories on the Hub."""

    name = "huggingface"
    url = "https://huggingface.co"
    interval = 0.7
    advice = ""

    async def find(self, question: Question, service: Service, settings: FinderSettings) -> list[Source]:
        """Live counts that the question is about, then repositories that its names lead to."""
        found = [
            _total(kind, question, service.url)
            for kind, spoken in _KINDS.items()
            if spoken.search(question.text) and _COUNTING.search(question.text)
        ]
        for name in list(dict.fromkeys(_NAME.findall(question.text)))[:2]:
            hits = await service.ask_json(
                "/api/models", {"search": name, "limit": str(settings.limit), "sort": "downloads"}
            )
            found.extend(_repositories(hits, question, service.url))
        return found[: settings.limit]


def _total(kind: str, question: Question, base: str) -> Source:
    return candidate(
        HuggingFace.name,
        question,
        f"{base}/{kind}-json?withCount=true",
        title=f"Hugging Face Hub: number of public {kind}",
        publisher="Hugging Face",
        kind="api",
        authority="primary",
        pointer="/numTotalItems",
    )


def _repositories(hits: Any, question: Question, base: str) -> list[Source]:
    names = [texts(held(hit, "id")) for hit in hits] if isinstance(hits, list) else []
    deriving = bool(_DERIVING.search(question.text))
    return [
        candidate(
            HuggingFace.name,
            question,
            f"{base}/api/models/{name}?expand[]=childrenModelCount" if deriving else f"{base}/{name}",
            title=f"{name}: models derived from it" if deriving else name,
            publisher="Hugging Face",
            kind="api" if deriving else "page",
            authority="primary",
            pointer="/childrenModelCount" if deriving else None,
        )
        for name in names
        if name
    ]
