"""The home of a made library on disk: chapters under `seeds/`, and the register.

What belongs here: files. What must never be here: what stands in them (texts.py).
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.load.library import Library
from tests.load.texts import PUBLISHED, chapter_text, register_claims


def chapter_id(chapter: int) -> str:
    """The name of a chapter."""
    return f"coast-{chapter:05}"


def source_id(source: int) -> str:
    """The name of a source."""
    return f"yearbook-{source:06}"


def source_url(library: Library, source: int, port: int) -> str:
    """The address of a source; every host is a loopback address of its own, so that politeness is per host."""
    host = source % library.hosts
    shelf = "closed" if library.plight(source) == "disallowed" else "yearbook"
    return f"http://127.0.{host // 200}.{host % 200 + 1}:{port}/{shelf}/{source}"


def write_home(library: Library, home: Path, port: int) -> None:
    """Write the chapters and the register of a library whose web answers on a port."""
    seeds = home / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    with (home / "claims.yaml").open("w", encoding="utf-8") as register:
        register.write("version: 1\nchapters:\n")
        for chapter in range(library.chapters):
            path = seeds / f"{chapter_id(chapter)}.txt"
            path.write_text(chapter_text(library, chapter), encoding="utf-8")
            register.write(f"  {chapter_id(chapter)}: {{path: seeds/{path.name}, published: {PUBLISHED}}}\n")
        register.write("sources:\n")
        for source in range(library.source_count):
            register.write(
                f"  {source_id(source)}: {{url: '{source_url(library, source, port)}', authority: primary}}\n"
            )
        register.write("claims:\n")
        for chapter in range(library.chapters):
            for fact, quote, nth in register_claims(library, chapter):
                candidates = [*([fact.speaking] if fact.speaking is not None else []), *fact.silent]
                sources = ", ".join(source_id(source) for source in candidates)
                register.write(
                    f"  {fact.claim_id}:\n    chapter: {chapter_id(chapter)}\n    quote: {json.dumps(quote)}\n"
                    f"    nth: {nth}\n    sources: [{sources}]\n"
                )
