"""A small table in a test, as text: what is known left of `||`, what comes of it right of it."""

from __future__ import annotations

Cells = dict[str, str]


def rows(table: str) -> tuple[list[str], list[str], list[tuple[Cells, Cells]]]:
    """Names left, names right, and each row's cells on both sides."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    (given, found), *rest = [_sides(line) for line in lines]
    both = [
        (dict(zip(given, left, strict=True)), dict(zip(found, right, strict=True)))
        for left, right in rest
    ]
    return given, found, both


def _sides(line: str) -> tuple[list[str], list[str]]:
    left, right = line.split("||")
    return tuple([cell.strip() for cell in side.split("|")] for side in (left, right))  # type: ignore[return-value]
