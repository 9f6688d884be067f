"""A county of 600 people in CSV, small enough for a test and large enough that rates are shown."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

PEOPLE = 600
FIRST, LAST = date(2015, 1, 1), date(2024, 12, 31)
Rows = list[dict[str, object]]


def rows() -> dict[str, Rows]:
    """People, sanctions, offences and custody; the same every time."""
    chance = random.Random(2)
    people: Rows = []
    sanctions: Rows = []
    offences: Rows = []
    custody: Rows = []
    for number in range(PEOPLE):
        person = f"P{number:04}"
        born = date(1965, 1, 1) + timedelta(chance.randrange(12_000))
        people.append(
            {
                "person_id": person,
                "date_of_birth": born,
                "sex": chance.choice(["male", "male", "male", "female"]),
                "area": chance.choice(["North", "South"]),
            }
        )
        for event in range(chance.randint(1, 5)):
            committed = FIRST + timedelta(chance.randrange(3_300))
            proven = committed + timedelta(chance.randrange(10, 150))
            sanction = f"S{number:04}-{event}"
            disposal = chance.choice(["fine", "community_order", "custody", "caution"])
            sanctions.append(
                {
                    "person_id": person,
                    "sanction_id": sanction,
                    "sanction_date": proven,
                    "disposal": disposal,
                }
            )
            offences.append(
                {
                    "person_id": person,
                    "sanction_id": sanction,
                    "offence_date": committed,
                    "category": "theft_non_motor",
                    "seriousness": "either_way",
                }
            )
            if disposal == "custody":
                custody.append(
                    {
                        "person_id": person,
                        "received": proven,
                        "released": proven + timedelta(60),
                        "kind": "sentence",
                        "ended": "released",
                        "sanction_id": sanction,
                    }
                )
    return {"people": people, "sanctions": sanctions, "offences": offences, "custody": custody}


def write(folder: Path, tables: dict[str, Rows] | None = None) -> dict[str, list[Path]]:
    """The tables as files, as `ev.build` takes them."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, table in (tables or rows()).items():
        path = folder / f"{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(table[0]))
            writer.writeheader()
            writer.writerows(table)
        found[name] = [path]
    return found
