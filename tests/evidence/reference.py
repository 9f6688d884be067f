"""The measures again in plain Python, one person at a time, as the definitions read. Slow and short on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.histories import InMemory

from throughgate.evidence.histories import as_date
from throughgate.evidence.request import Request
from throughgate.evidence.tables import DISPOSALS, SERIOUSNESS, UNKNOWN

Row = dict[str, Any]
FAR = date(9999, 1, 1)
LEVELS = [*SERIOUSNESS, UNKNOWN]


def day(value: Any, missing: date = FAR) -> date:
    if value is None:
        return missing
    return as_date(value) if isinstance(value, int) else date.fromisoformat(value)


def of(rows: list[Row], person: Row) -> list[Row]:
    return [row for row in rows if row["person_id"] == person["person_id"]]


def age(person: Row, on: date) -> int | None:
    if person.get("born") is None:
        return None
    born = day(person["born"])
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def releases(custody: list[Row]) -> Iterator[tuple[date, Any]]:
    """Joins rows that touch or are divided by a transfer; gives releases and the sanction they name."""
    rows = sorted(custody, key=lambda c: (day(c["received"]), day(c.get("released"))))
    while rows:
        spell = [rows.pop(0)]
        while rows and (
            _ends_moved(spell) or day(rows[0]["received"]) - timedelta(1) <= _end(spell)
        ):
            spell.append(rows.pop(0))
        named = [c["sanction"] for c in spell if _kind(c) == "sentence" and c.get("sanction")]
        if (
            any(_let_out(c) for c in spell if day(c.get("released")) == _end(spell))
            and _end(spell) < FAR
        ):
            yield _end(spell), named[-1] if named else None


def _kind(row: Row) -> str:
    return str(row.get("kind") or "sentence")


def _end(spell: list[Row]) -> date:
    return max(day(row.get("released")) for row in spell)


def _let_out(row: Row) -> bool:
    return _kind(row) == "sentence" and (row.get("ended") or "released") == "released"


def _ends_moved(spell: list[Row]) -> bool:
    last = [row for row in spell if day(row.get("released")) == _end(spell)]
    return any(r.get("ended") == "transferred" for r in last) and not any(_let_out(r) for r in last)


def possible(store: InMemory, person: Row, request: Request) -> Iterator[tuple[Any, ...]]:
    """Every possible index event: (day, order on the day, kind, sanction)."""
    sanctions, offences = of(store.sanctions, person), of(store.offences, person)
    numbered = {str(s["id"]): s for s in sanctions}
    for freed, name in releases(of(store.custody, person)):
        named = numbered.get(str(name))
        if named is None or day(named["date"]) > freed:
            custodial = [
                s for s in sanctions if s["disposal"] == "custody" and day(s["date"]) <= freed
            ]
            named = max(custodial, key=lambda s: (day(s["date"]), _place(s)), default=None)
        yield freed, (-1,), "release", named
    for s in sanctions:
        mine = [o for o in offences if o.get("sanction") == s["id"]]
        if s["disposal"] == "custody" or (mine and all(o.get("breach") for o in mine)):
            continue
        kind = "caution" if s["disposal"] == "caution" else "community"
        yield day(s["date"]), (DISPOSALS.index(s["disposal"]), *_place(s)), kind, s


def _place(sanction: Row) -> tuple[int, str]:
    return len(str(sanction["id"])), str(sanction["id"])


def index_events(
    store: InMemory, person: Row, request: Request
) -> Iterator[tuple[int, date, str, Any]]:
    """The first wanted event in each period, at 10 or over: (cohort, day, kind, sanction)."""
    events = sorted(possible(store, person, request), key=lambda event: event[:2])
    for cohort, period in request.entry_periods():
        for on, _, kind, sanction in events:
            years = age(person, on)
            old_enough = years is None or years >= 10
            if kind in request.index and period.first <= on <= period.last and old_enough:
                yield cohort, on, kind, sanction
                break


def reoffences(
    store: InMemory, person: Row, on: date, kind: str, sanction: Any, request: Request
) -> list[tuple[date, str, str]]:
    """What counts after one index event: (day, level, custody yes, no or unknown), in order of day."""
    numbered = {str(s["id"]): s for s in of(store.sanctions, person)}
    end = on + timedelta(request.follow_up.days)
    counted = []
    for offence in of(store.offences, person):
        own = numbered.get(str(offence.get("sanction")))
        proven = day(own["date"] if own else offence.get("proven"))
        if offence.get("breach") or not offence.get("recordable", True):
            continue
        committed = day(offence["date"])
        on_the_day = request.same_day and kind == "release" and committed == on
        if on_the_day and own is not None and own is sanction:
            on_the_day = False
        if (on < committed <= end or on_the_day) and proven <= end + timedelta(request.proof.days):
            custody = UNKNOWN if own is None else str(own["disposal"] == "custody")
            counted.append((committed, offence.get("seriousness") or UNKNOWN, custody))
    return sorted(counted)


def entries(store: InMemory, request: Request) -> Iterator[Row]:
    """One row an index event with all that is measured of it."""
    for person in store.people:
        for cohort, on, kind, sanction in index_events(store, person, request):
            found = reoffences(store, person, on, kind, sanction, request)
            years = age(person, on)
            first = [what for what in found if what[0] == found[0][0]]
            yield {
                "person": person["person_id"],
                "cohort": cohort,
                "sex": person.get("sex") or UNKNOWN,
                "disposal": sanction["disposal"] if sanction else UNKNOWN,
                "age_group": UNKNOWN if years is None else "adult" if years >= 18 else "juvenile",
                "reoffences": found,
                "wait": (found[0][0] - on).days if found else None,
                "level": min((LEVELS.index(level) for _, level, _ in first), default=None),
                "custody": {custody for _, _, custody in first},
            }


def figures(rows: list[Row], follow_up: int) -> dict[str, Any]:
    """The figures of a group of entries."""
    waits = sorted(row["wait"] for row in rows if row["wait"] is not None)
    found: dict[str, Any] = {
        "people": len(rows),
        "reoffenders": len(waits),
        "reoffences": sum(len(row["reoffences"]) for row in rows),
        "rate": len(waits) / len(rows),
        "mean_days_free": sum(
            follow_up if row["wait"] is None else max(row["wait"] - 1, 0) for row in rows
        )
        / len(rows),
        "median_days_to_first_of_reoffenders": _median(waits),
    }
    for number, level in enumerate(LEVELS):
        of_level = [[r for r in row["reoffences"] if r[1] == level] for row in rows]
        found[f"reoffenders_{level}"] = sum(bool(some) for some in of_level)
        found[f"reoffences_{level}"] = sum(len(some) for some in of_level)
        found[f"first_{level}"] = sum(row["level"] == number for row in rows)
    for name, custody in (("custodial", "True"), ("custodial_unknown", UNKNOWN)):
        some = [sum(r[2] == custody for r in row["reoffences"]) for row in rows]
        found[f"reoffenders_{name}"] = sum(bool(number) for number in some)
        found[f"reoffences_{name}"] = sum(some)
    found["first_custodial"] = sum("True" in row["custody"] for row in rows)
    found["first_custodial_unknown"] = sum(
        UNKNOWN in row["custody"] and "True" not in row["custody"] for row in rows
    )
    return found


def _median(values: list[int]) -> float | None:
    if not values:
        return None
    middle = len(values) // 2
    return float(values[middle]) if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
