"""What publishing holds in memory: what the setting says and a little, however large the library is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.publishing_cost import write_library

MEMORY = 200
"""Megabytes that DuckDB may hold: the least that can be set."""
BESIDE = 350
"""Megabytes of the program, of the rows that are handed over, and of what allocators keep for another time."""
GROWTH = 80
"""Megabytes that one library may take more than another of a quarter of its size, for pages of memory are counted as
the kernel pleases. Its rows alone are some 300 MB more."""
_PUBLISH = """
import sys
from pathlib import Path
from pipeline.defs.keeping.records import Records
from pipeline.publishing.warehouse import publish, reading
from pipeline.storage import Folder

database = Path(sys.argv[2])
publish(Records(Folder(Path(sys.argv[1]))), database, memory=int(sys.argv[3]))
status = Path("/proc/self/status").read_text(encoding="ascii")
print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
with reading(database) as connection:
    print(*connection.execute("SELECT count(*), (SELECT texts FROM search_size) FROM passages").fetchone())
"""


@pytest.mark.slow
def test_a_library_four_times_as_large_is_laid_down_in_the_same_memory(tmp_path: Path) -> None:
    small, large = (_publish(tmp_path / str(chapters), chapters) for chapters in (50, 200))
    assert large < MEMORY + BESIDE, f"{large} MB at most"
    assert large < small + GROWTH, f"{small} MB, and {large} MB for four times as much"


def _publish(folder: Path, chapters: int) -> int:
    """Megabytes that a process of its own held at most when it published a library for the first time."""
    write_library(folder / "records", chapters)
    asked = [sys.executable, "-c", _PUBLISH, str(folder / "records"), str(folder / "claims.duckdb"), str(MEMORY)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=600).stdout.split()[-3:]
    peak, passages, texts = map(int, told)  # the last that is said: DuckDB shows how far a long query is
    assert passages == chapters * 3000
    assert texts > passages // 2
    return peak
