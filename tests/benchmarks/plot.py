"""Draw measurements, lines of JSON, as an SVG: one line per series, sizes from left to right on a logarithmic axis.

python -m tests.benchmarks.library_cost 10 100 1000 > costs.jsonl
python -m tests.benchmarks.plot costs.jsonl --x chapters --y cpu --series refresh --per-x --unit "s of CPU a chapter"
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 300, 56, 40, 24, 150
_INKS = ("#1d4e89", "#b5651d", "#4a7c59", "#7a3e65", "#5f5f5f")


def draw(series: Mapping[str, Sequence[tuple[float, float]]], x_name: str, unit: str) -> str:
    """An SVG of some series of points (x above 0, y)."""
    points = [point for some in series.values() for point in some]
    low, high = math.log10(min(x for x, _ in points)), math.log10(max(x for x, _ in points))
    most = max(y for _, y in points) * 1.1

    def place(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - low) / (high - low or 1)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - y / most * (HEIGHT - BOTTOM - TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img"><title>{unit} by {x_name}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/><text x="{LEFT}" y="14" fill="#333">{unit}</text>'
    ]
    for step in range(5):
        x, y = place(10**low, most * step / 4)
        parts.append(f'<path d="M{x:.0f} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{x - 6:.0f}" y="{y + 4:.1f}" text-anchor="end" fill="#555">{most * step / 4:.3g}</text>'
        )
    for size in sorted({x for x, _ in points}):
        x, _ = place(size, 0)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 20}" text-anchor="middle" fill="#555">{size:,.0f}</text>')
    parts.append(f'<text x="{(WIDTH - RIGHT + LEFT) / 2}" y="{HEIGHT - 4}" text-anchor="middle">{x_name}</text>')
    for ink, (name, some) in zip(itertools.cycle(_INKS), series.items(), strict=False):
        placed = [place(x, y) for x, y in sorted(some)]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in placed)
        parts.append(f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{ink}"/>' for x, y in placed]
        parts.append(f'<text x="{placed[-1][0] + 8:.1f}" y="{placed[-1][1] + 4:.1f}" fill="{ink}">{name}</text>')
    return "".join([*parts, "</svg>\n"])


def main() -> None:
    """The command line; the SVG goes to standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.plot", description=__doc__)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--x", required=True)
    parser.add_argument("--y", nargs="+", required=True)
    parser.add_argument("--series", help="the field that tells lines apart; each y is a line of its own without it")
    parser.add_argument("--per-x", action="store_true", help="divide by x")
    parser.add_argument("--unit", default="")
    asked = parser.parse_args()
    series: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for line in asked.lines.read_text(encoding="utf-8").splitlines():
        if line.startswith("{") and line.endswith("}"):
            row = json.loads(line)
            for y in asked.y:
                name = str(row[asked.series]) if asked.series else y
                series[name].append((row[asked.x], row[y] / (row[asked.x] if asked.per_x else 1)))
    sys.stdout.write(draw(series, asked.x, asked.unit))


if __name__ == "__main__":
    main()
