"""Out-of-fold figures of `judge`: thresholds chosen on four fifths of the cases, scored on the last fifth.

    CLAIMS_SUITES=FOLDER python -m tests.suites.cross_validate [--suite FILE] [--folds 5]

Cases of one `group` (one page, one table, one claim with its variants) stay in one fold. What is chosen are the
thresholds of `stating`: each is moved, alone, over a few values, and the setting with the best recall of "supported" at
a precision of at least PRECISION is taken. Printed are the figures of the committed thresholds, and those of the
thresholds that the other folds would have chosen, both on cases that had no part in the choice. When the two are alike,
the committed thresholds do not owe their figures to the cases they were read off.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from pipeline.judging import stating
from tests.suites.run_verdicts import predict, read_cases, suite_path

PRECISION = 0.93
"""The precision of "supported" that a setting has to keep on the folds it is chosen on."""
SETTINGS: dict[str, tuple[float, ...]] = {
    "NEARLY_ALL": (0.65, 0.85),
    "OWN_SHARE": (0.1, 0.35),
    "KEPT_ORDER": (0.2, 0.5),
    "GOOD_COMPANY": (0.34, 0.67),
    "FOCUSED": (0.4, 0.8),
}
"""The thresholds and the values tried beside the committed one."""

Outcome = tuple[str, str]
"""Gold and prediction, in the words of the suite."""


def fold_of(case: dict[str, Any], folds: int) -> int:
    """The fold of a case: the same for all cases of a group, and on every machine."""
    return int(hashlib.sha256(str(case.get("group", case["id"])).encode()).hexdigest(), 16) % folds


def predict_with(task: tuple[dict[str, Any], str, float]) -> str:
    """What `judge` says of a case with one threshold set to a value, in the words of the suite."""
    case, name, value = task
    before = getattr(stating, name)
    setattr(stating, name, value)
    try:
        said = predict(case)
    finally:
        setattr(stating, name, before)
    if said["status"] == "unverified":
        return "contradicted" if said["reason"] in ("contradicted", "conflicting") else "not_enough"
    return {"stale": "outdated"}.get(said["status"], said["status"])


def precision_recall(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Precision and recall of "supported"."""
    said = sum(told == "supported" for _, told in outcomes)
    right = sum(gold == told == "supported" for gold, told in outcomes)
    wanted = sum(gold == "supported" for gold, _ in outcomes)
    return right / said if said else 1.0, right / wanted if wanted else 1.0


def macro_f1(outcomes: Sequence[Outcome]) -> float:
    """Macro-F1 over supported, stale and unverified."""
    words = {"supported": "supported", "outdated": "stale"}
    pairs = [(words.get(gold, "unverified"), words.get(told, "unverified")) for gold, told in outcomes]
    scores = []
    for status in sorted({gold for gold, _ in pairs}):
        right = sum(gold == told == status for gold, told in pairs)
        total = sum(gold == status for gold, _ in pairs) + sum(told == status for _, told in pairs)
        scores.append(2 * right / total if total else 0.0)
    return sum(scores) / len(scores) if scores else 0.0


def choose(told: dict[tuple[str, float], list[Outcome]], committed: tuple[str, float]) -> tuple[str, float]:
    """The setting with the best recall at the wanted precision; the committed one when none does better."""
    best, best_recall = committed, precision_recall(told[committed])[1]
    for setting, outcomes in sorted(told.items()):
        precision, recall = precision_recall(outcomes)
        if precision >= PRECISION and recall > best_recall:
            best, best_recall = setting, recall
    return best


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", type=Path, default=suite_path())
    parser.add_argument("--folds", type=int, default=5)
    chosen = parser.parse_args()
    if chosen.suite is None:
        parser.error("name a suite with --suite, or set CLAIMS_SUITES to the folder that holds it")
    cases = list(read_cases(chosen.suite))
    committed = ("NEARLY_ALL", stating.NEARLY_ALL)
    settings = [committed, *((name, value) for name, values in SETTINGS.items() for value in values)]
    told: dict[tuple[str, float], list[str]] = {}
    with Pool(2) as pool:
        for setting in settings:
            told[setting] = pool.map(predict_with, [(case, *setting) for case in cases], chunksize=16)
    sys.stdout.write(
        "fold  cases  committed: precision recall macro-F1   chosen elsewhere: precision recall macro-F1\n"
    )
    kept: list[Outcome] = []
    for fold in range(chosen.folds):
        inside = [at for at, case in enumerate(cases) if fold_of(case, chosen.folds) == fold]
        outside = sorted(set(range(len(cases))) - set(inside))
        best = choose({s: [(cases[at]["gold"], said[at]) for at in outside] for s, said in told.items()}, committed)
        line = f"{fold:4}  {len(inside):5}  "
        for setting in (committed, best):
            outcomes = [(cases[at]["gold"], told[setting][at]) for at in inside]
            precision, recall = precision_recall(outcomes)
            line += f"          {precision:9.3f} {recall:6.3f} {macro_f1(outcomes):8.3f}"
        kept += [(cases[at]["gold"], told[best][at]) for at in inside]
        sys.stdout.write(f"{line}   {best[0]} = {best[1]}\n")
    precision, recall = precision_recall(kept)
    sys.stdout.write(f"all folds, chosen elsewhere: {precision:.3f} {recall:.3f} {macro_f1(kept):.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
