"""`python -m benchmarks.workspace.importing`: a file of 5,000 people is read, shown and brought in; then a newer one."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
import time
from contextlib import redirect_stdout
from datetime import date, timedelta
from pathlib import Path

from benchmarks.workspace.filling import DAY, FAMILY, GIVEN
from throughgate.site.bringing_in import import_people
from throughgate.site.environment import Role
from throughgate.site.set_up import as_role

PEOPLE, MOVED = 5_000, 40
COLUMNS = ["family_name", "given_names", "birth_date", "sex", "local_number", "place"]
COLUMNS += ["establishment", "place_since", "conditional_release", "mobile"]


def main() -> None:
    lines = made()
    with as_role(Role.WORKER):
        source = f"A system, {time.time_ns()}"
        found = {
            "first": _timed(lines, source),
            "again": _timed(with_moved_dates(lines), source),
        }
    print(json.dumps(found))


def made() -> list[list[str]]:
    """Made-up people, two in five of whom have a name and birth date that somebody in the record may have too."""
    chance = random.Random(time.time_ns())
    mark = chance.randrange(10**9)
    return [
        [
            chance.choice(FAMILY),
            chance.choice(GIVEN),
            (date(1960, 1, 1) + timedelta(chance.randrange(17_000))).isoformat(),
            "male",
            f"B{mark}-{n}",
            "custody",
            "A prison",
            (DAY - timedelta(n % 400)).isoformat(),
            (DAY + timedelta(30 + n % 500)).isoformat(),
            f"07700 900{n % 1000:03d}",
        ]
        for n in range(PEOPLE)
    ]


def with_moved_dates(lines: list[list[str]]) -> list[list[str]]:
    at = COLUMNS.index("conditional_release")
    moved = [[*line] for line in lines]
    for line in moved[:MOVED]:
        line[at] = (date.fromisoformat(line[at]) + timedelta(14)).isoformat()
    return moved


def _timed(lines: list[list[str]], source: str) -> dict[str, float]:
    """Seconds until the preview is there, and until everything is in."""
    asked = []
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        path = Path(folder) / "people.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *lines])
        begun = time.perf_counter()

        def sure() -> bool:
            asked.append(time.perf_counter() - begun)
            return True

        import_people(
            [path],
            organisation="Organisation 1",
            source=source,
            agreement="Region",
            purpose="manage_sentence",
            columns=None,
            day=DAY.isoformat(),
            whole=False,
            sure=sure,
            say=lambda _line: None,
        )
        return {"preview": asked[0], "whole": time.perf_counter() - begun}


if __name__ == "__main__":
    main()
