"""Tables of one person a row, as text: what happened left of `||`, what is measured right of it.

Left: `born`, `sex`, `sanctions` (2023-02-01 fine), `offences` (2023-05-01 proven 2023-06-01, or
"of 2" for the second sanction; breach, unrecordable or a level may follow), `custody`
(2022-05-01..2023-01-10 remand transferred), `supervision` (2022-01-01.. order). Several in a cell are
parted by commas. Right: `counted`, `reoffended`, or any figure or group column of the result.
"""

from __future__ import annotations

from typing import Any

from tests.histories import InMemory
from tests.spec.table import Cells, rows
from throughgate.common.errors import NoAnswer
from throughgate.evidence.measure import exact
from throughgate.evidence.request import Request
from throughgate.evidence.result import Result
from throughgate.evidence.tables import CUSTODY_ENDS, CUSTODY_KINDS, SERIOUSNESS

GROUPS = ("index_kind", "disposal", "category", "age_group", "age_band")
NOTHING = "-"


def check(table: str, **options: Any) -> None:
    """Measures each row's person alone and compares what the table says of it."""
    for given, expected in rows(table)[2]:
        groups = [name for name in expected if name in GROUPS]
        measured = _measured(given, {"cohort": "2023", "by": groups, **options})
        found = {name: said(measured, name) for name in expected}
        assert found == expected, f"{given}: {found}"


def _measured(given: Cells, options: dict[str, Any]) -> Result | None:
    try:
        return exact(person(given), Request.parse(**options))
    except NoAnswer:
        return None


def said(result: Result | None, name: str) -> str:
    """A measured figure as the table writes it."""
    if name == "counted":
        return "no" if result is None else "yes"
    if result is None:
        return NOTHING
    if name in GROUPS:
        return result.rows[-1].group[name]
    if name == "reoffended":
        return "yes" if result.total["reoffenders"] else "no"
    value = result.total[name]
    return NOTHING if value is None else f"{value:g}"


def person(given: Cells) -> InMemory:
    sanctions = [
        _sanction(number, text) for number, text in enumerate(_several(given, "sanctions"), 1)
    ]
    tables = {
        "sanctions": sanctions,
        "offences": [_offence(text) for text in _several(given, "offences")],
        "custody": [_custody(text) for text in _several(given, "custody")],
        "supervision": [_supervision(text) for text in _several(given, "supervision")],
    }
    whole = {name: [{"person_id": 1, **row} for row in made] for name, made in tables.items()}
    someone = {"person_id": 1, "born": given.get("born", "1980-01-01"), "sex": "female"}
    if someone["born"] == NOTHING:
        someone["born"] = None
    if given.get("died", NOTHING) != NOTHING:
        someone["died"] = given["died"]
    return InMemory(people=[someone], **whole)


def _several(given: Cells, name: str) -> list[str]:
    return [part.strip() for part in given.get(name, NOTHING).split(",") if part.strip() != NOTHING]


def _sanction(number: int, text: str) -> dict[str, Any]:
    on, disposal = text.split()
    return {"id": number, "date": on, "disposal": disposal}


def _offence(text: str) -> dict[str, Any]:
    on, how, what, *more = text.split()
    proof = {"sanction": int(what)} if how == "of" else {"proven": what}
    level = next((word for word in more if word in SERIOUSNESS), None)
    return {
        "date": on,
        "seriousness": level,
        "breach": "breach" in more,
        "recordable": "unrecordable" not in more,
        "category": next(
            (w for w in more if w not in (*SERIOUSNESS, "breach", "unrecordable")), "unknown"
        ),
        **proof,
    }


def _custody(text: str) -> dict[str, Any]:
    span, *more = text.split()
    received, released = span.split("..")
    return {
        "received": received,
        "released": released or None,
        "kind": next((word for word in more if word in CUSTODY_KINDS), "sentence"),
        "ended": next((word for word in more if word in CUSTODY_ENDS), "released"),
        "sanction": next((int(word) for word in more if word.isdigit()), None),
    }


def _supervision(text: str) -> dict[str, Any]:
    span, kind = text.split()
    started, ended = span.split("..")
    return {"started": started, "ended": ended or None, "kind": kind}
