"""The people of the made-up histories who are in view now: the same people, the same events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from throughgate.people.person.moves.rules import Place

IN_VIEW = 2_500
ADULT = 18
OUT_OF_COURT_LASTS = timedelta(days=112)


@dataclass(frozen=True)
class Sanction:
    day: date
    disposal: str
    custody_days: int | None
    categories: tuple[str, ...] = ()  # of what it was for


@dataclass(frozen=True)
class Span:
    """A stay inside, a time under supervision or a time with a service; open while `last_day` is not known."""

    kind: str
    first_day: date
    last_day: date | None
    pathway: str = ""


@dataclass(frozen=True)
class Life:
    """One person as the histories have them."""

    key: str
    born: date | None
    sex: str
    ethnicity: str
    area: str
    sanctions: tuple[Sanction, ...] = ()
    custody: tuple[Span, ...] = ()
    supervision: tuple[Span, ...] = ()
    support: tuple[Span, ...] = ()

    def place(self, *, today: date) -> Place:
        """Where they are now, or under what."""
        inside = open_one(self.custody)
        if inside:
            kinds = {"recall": Place.RECALL, "remand": Place.REMAND}
            return kinds.get(inside.kind, Place.CUSTODY)
        for kind, place in (("licence", Place.LICENCE), ("order", Place.ORDER)):
            if open_one(self.supervision, kind):
                return place
        last = self.sanctions[-1] if self.sanctions else None
        if last and last.disposal == "caution" and last.day + OUT_OF_COURT_LASTS >= today:
            return Place.OUT_OF_COURT
        return Place.NONE

    def age(self, *, today: date) -> int | None:
        if self.born is None:
            return None
        return (
            today.year
            - self.born.year
            - ((today.month, today.day) < (self.born.month, self.born.day))
        )

    def newest(self) -> date:
        """The last day on which anything is known to have happened; an open stay or supervision is the newest of all."""
        spans = (*self.custody, *self.supervision, *self.support)
        if any(span.last_day is None for span in spans):
            return date.max
        days = [span.last_day for span in spans if span.last_day]
        return max([*days, *(sanction.day for sanction in self.sanctions)], default=date.min)


def open_one(spans: Iterable[Span], kind: str = "") -> Span | None:
    """The newest that is not over."""
    found = [each for each in spans if each.last_day is None and kind in ("", each.kind)]
    return found[-1] if found else None


def in_view(folder: Path, *, today: date, most: int = IN_VIEW) -> list[Life]:
    """Whoever is inside, supervised or helped now, and then whoever was last, the living only.

    The county has one prison, for adults: a child who is inside is in another county's unit, and out of view.
    """
    lives = [life for life in read(folder) if not _a_child_inside(life, today)]
    lives.sort(key=lambda life: (life.newest(), life.key), reverse=True)
    return sorted(lives[:most], key=lambda life: life.key)


def _a_child_inside(life: Life, today: date) -> bool:
    return open_one(life.custody) is not None and (life.age(today=today) or ADULT) < ADULT


def read(folder: Path) -> Iterable[Life]:
    sanctions, custody, supervision, support = (
        _by_person(folder, name) for name in ("sanctions", "custody", "supervision", "support")
    )
    categories = _categories(folder)
    for row in pq.read_table(folder / "people.parquet").to_pylist():
        if row["died"] is None:
            key = row["person_id"]
            yield Life(
                key=key,
                born=row["date_of_birth"],
                sex=row["sex"] or "",
                ethnicity=row["ethnicity"] or "",
                area=row["area"] or "",
                sanctions=tuple(
                    Sanction(
                        each["sanction_date"],
                        each["disposal"],
                        each["custody_days"],
                        tuple(categories[key, each["sanction_id"]]),
                    )
                    for each in sorted(sanctions[key], key=lambda each: each["sanction_date"])
                ),
                custody=_spans(custody[key], "kind", "received", "released"),
                supervision=_spans(supervision[key], "kind", "started", "ended"),
                support=_spans(support[key], "service", "started", "ended"),
            )


def _by_person(folder: Path, name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in pq.read_table(folder / f"{name}.parquet").to_pylist():
        found[row["person_id"]].append(row)
    return found


def _categories(folder: Path) -> dict[tuple[str, str], list[str]]:
    """Of the offences of each sanction."""
    columns = ["person_id", "sanction_id", "category"]
    read_columns = pq.read_table(folder / "offences.parquet", columns=columns).to_pydict()
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person, sanction, category in zip(*read_columns.values(), strict=True):
        if sanction is not None and category not in (None, "unknown"):
            found[person, sanction].append(category)
    return found


def _spans(rows: list[dict[str, Any]], kind: str, first: str, last: str) -> tuple[Span, ...]:
    spans = [Span(row[kind], row[first], row[last], row.get("pathway") or "") for row in rows]
    return tuple(sorted(spans, key=lambda each: (each.first_day, each.kind)))
