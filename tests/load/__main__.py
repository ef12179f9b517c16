"""Write the home of a made library and serve its web; or compare what a refresh published with what is right."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from tests.load.home import write_home
from tests.load.library import Library
from tests.load.outcome import read_outcome
from tests.load.web import serving


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="folder of the library")
    parser.add_argument("--chapters", type=int, default=10)
    parser.add_argument("--claims-per-chapter", type=int, default=50)
    parser.add_argument("--sources", type=int, default=0, help="in all; 0 is twenty a chapter")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--changed", type=float, default=0.01, help="share of the sources that change per epoch")
    parser.add_argument("--port", type=int, default=0, help="of the web; 0 takes the library's own or a free one")
    parser.add_argument("--epoch", type=int, default=0, help="the epoch to serve, or to check after")
    parser.add_argument("--check", action="store_true", help="compare what is published with what is right, and end")
    asked = parser.parse_args()
    library = Library(asked.chapters, asked.claims_per_chapter, asked.sources, asked.seed, asked.changed)
    if asked.check:
        epochs = tuple(sorted({0, asked.epoch}))
        print(json.dumps(asdict(read_outcome(library, asked.home, epochs)), indent=1))  # noqa: T201
        return
    _serve(library, asked.home, asked.port, asked.epoch)


def _serve(library: Library, home: Path, port: int, epoch: int) -> None:
    known = home / "web.json"
    before = json.loads(known.read_text(encoding="utf-8")) if known.exists() else {}
    with serving(library, port or before.get("port", 0)) as web:
        web.move_to(epoch)
        if before != {"port": web.port, **asdict(library)}:
            write_home(library, home, web.port)
            known.write_text(json.dumps({"port": web.port, **asdict(library)}), encoding="utf-8")
        print(  # noqa: T201
            f"{library.chapters} chapters and {library.source_count} sources in {home}, epoch {epoch}. "
            f"Ctrl-C ends the web; in another terminal:\n"
            f"CLAIMS_HOME={home} CLAIMS_ALLOW_ADDRESSES=127.0.0.0/8 uv run claims refresh\n"
            f"curl http://127.0.0.1:{web.port}/-/epoch/{epoch + 1}  # and later the next epoch",
            flush=True,
        )
        try:
            input()
        except (EOFError, KeyboardInterrupt):
            return


if __name__ == "__main__":
    main()
