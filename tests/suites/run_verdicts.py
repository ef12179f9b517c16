"""Run `judge` over a file of public verdict cases and write one prediction per case.

    CLAIMS_SUITES=FOLDER python -m tests.suites.run_verdicts [--suite FILE] --out PREDICTIONS [--every N]

The cases come from other projects and are never part of this repository. One case a line, plain or gzip:
`id, claim, evidence_text` and, for two versions of one page, `evidence_earlier, evidence_date`. One prediction a line:
`id, status, reason, explanation`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from pipeline.judging import judge


def suite_path(name: str = "verdicts.dev.jsonl.gz") -> Path | None:
    """The suite's file in the folder that CLAIMS_SUITES names; None when it is not set or not there."""
    folder = os.environ.get("CLAIMS_SUITES")
    path = Path(folder) / name if folder else None
    return path if path and path.is_file() else None


def read_cases(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of a suite file."""
    payload = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from (json.loads(line) for line in payload.decode().split("\n") if line.strip())


def predict(case: dict[str, Any]) -> dict[str, str]:
    """What `judge` says of one case."""
    judgement = judge(
        case["claim"],
        case["evidence_text"],
        earlier_text=case.get("evidence_earlier"),
        evidence_date=case.get("evidence_date"),
    )
    return {
        "id": case["id"],
        "status": judgement.status,
        "reason": judgement.reason,
        "explanation": judgement.explanation,
    }


def predict_all(cases: list[dict[str, Any]], workers: int = 2) -> list[dict[str, str]]:
    """The predictions of all cases, in their order."""
    with Pool(workers) as pool:
        return pool.map(predict, cases, chunksize=16)


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", type=Path, default=suite_path())
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="only every n-th case")
    parser.add_argument("--skip", action="append", default=[], help="leave out a dataset")
    chosen = parser.parse_args()
    if chosen.suite is None:
        parser.error("name a suite with --suite, or set CLAIMS_SUITES to the folder that holds it")
    cases = [case for case in read_cases(chosen.suite) if case.get("dataset") not in chosen.skip][:: chosen.every]
    with chosen.out.open("w", encoding="utf-8") as out:
        for prediction in predict_all(cases):
            out.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
