"""`python -m tests.evaluation [SUBJECT …]`: run the subjects and print every outcome that is not the right one."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.evaluation.subjects import SUBJECTS, Subject, looked_at_twice


def main() -> None:
    for name in sys.argv[1:] or SUBJECTS:
        with HTTPServer(host="127.0.0.1", port=0) as web:
            home = Path(tempfile.mkdtemp(prefix=f"evaluation-{name}-"))
            subject = Subject(name, home / name, web)
            outcomes = looked_at_twice(subject)
        confusion = Counter((gold.expect, status) for _, gold, status, _ in outcomes)
        taken = sum(gold.takes(status, reason) for _, gold, status, reason in outcomes)
        right = sum(gold.is_right(status, reason) for _, gold, status, reason in outcomes)
        sys.stdout.write(f"\n== {name}: {right} right, {taken} right or acceptable, of {len(outcomes)} ({home})\n")
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
