"""`python -m tests.evaluation [SUBJECT …] [--keep FOLDER]`: run the subjects and print every outcome that is not the
right one. Their projects are removed afterwards, unless they are kept in a folder to be looked into."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.evaluation.subjects import SUBJECTS, Subject, looked_at_twice


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.evaluation")
    options.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the projects in this folder")
    wanted = options.parse_args()
    if unknown := set(wanted.subjects).difference(SUBJECTS):
        options.error(f"there is no subject {', '.join(sorted(unknown))}; there are {', '.join(SUBJECTS)}")
    with nullcontext(wanted.keep) if wanted.keep else tempfile.TemporaryDirectory(prefix="evaluation-") as folder:
        for name in wanted.subjects or SUBJECTS:
            _evaluate(name, Path(folder))


def _evaluate(name: str, home: Path) -> None:
    """Run one subject in a folder below `home`, and print what came of it."""
    with HTTPServer(host="127.0.0.1", port=0) as web:
        subject = Subject(name, home / name, web)
        outcomes = looked_at_twice(subject)
    confusion = Counter((gold.expect, status) for _, gold, status, _ in outcomes)
    taken = sum(gold.takes(status, reason) for _, gold, status, reason in outcomes)
    right = sum(gold.is_right(status, reason) for _, gold, status, reason in outcomes)
    sys.stdout.write(f"\n== {name}: {right} right, {taken} right or acceptable, of {len(outcomes)} ({home / name})\n")
    for (expected, said), count in sorted(confusion.items()):
        sys.stdout.write(f"   {expected} said {said}: {count}\n")
    explained = {
        row["claim_id"]: row
        for row in subject.ask("SELECT claim_id, explanation, evidence_quote FROM claim_status WHERE registered")
    }
    for claim, gold, status, reason in outcomes:
        if gold.is_right(status, reason):
            continue
        mark = "ok " if gold.takes(status, reason) else "BAD"
        false = status == "supported" and not gold.allows(status)
        row = explained[claim.split(".")[1]]
        sys.stdout.write(
            f" {mark} {'FALSE SUPPORTED ' if false else ''}{claim}: {status}/{reason}, not {gold.expect}"
            f" {gold.trap[1:]}\n       {row['explanation']}\n       [{row['evidence_quote']}]\n"
        )


if __name__ == "__main__":
    main()
