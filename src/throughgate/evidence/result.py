"""What a measure gives: rows of figures with what they count, how they were counted, and what is said beside them.

`figures` names the columns; a hidden figure is None and named in `suppressed`. The printed forms
are made in `evidence.reports`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

LEVELS = (  # of a reoffence; the last says that its sanction, so custody or not, is missing
    "indictable_only",
    "either_way",
    "summary",
    "custodial",
    "unknown",
    "custodial_unknown",
)
PROVEN_FIGURES = (
    "people",
    "reoffenders",
    "rate",
    "rate_low",
    "rate_high",
    "reoffences",
    "per_reoffender",
    "per_person",
    "per_person_low",
    "per_person_high",
    "mean_days_free",
    "mean_days_to_first_of_reoffenders",
    "median_days_to_first_of_reoffenders",
)
SEVERITY_FIGURES = tuple(
    f"{figure}_{level}"
    for level in LEVELS
    for figure in ("reoffenders", "rate", "reoffences", "first")
)
PROLIFIC_FIGURES = (
    "people",
    "offences_before",
    "offences_after",
    "percent_change",
    "percent_change_low",
    "percent_change_high",
    "days_at_liberty_before",
    "days_at_liberty_after",
)
PUBLISHED, OURS = "published", "ours"
Figure = int | float | None
DIGITS = 10


@dataclass(frozen=True)
class Term:
    """One definition as used: what, which choice, whether published or ours, and from where."""

    term: str
    choice: str
    mark: str  # published | ours
    source: str

    def as_dict(self) -> dict[str, str]:
        return {"term": self.term, "choice": self.choice, "mark": self.mark, "source": self.source}


@dataclass(frozen=True)
class Row:
    """One group's figures.

    `group`: {} for the total, else column to value, as {"sex": "female"}; a trend adds
    {"cohort": "2013"} to every row. `figures`: column to number, None where it does not exist or
    is hidden. `largest`: for each count of reoffences the two largest contributions of one person;
    used to protect people, never printed.
    """

    group: dict[str, str]
    figures: dict[str, Figure]
    largest: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __getitem__(self, figure: str) -> Figure:
        return self.figures[figure]

    def as_dict(self) -> dict[str, Any]:
        return {"group": self.group, **{key: _short(value) for key, value in self.figures.items()}}


@dataclass(frozen=True)
class Suppressed:
    """One hidden figure: where it stood and why it is hidden."""

    group: dict[str, str]
    figure: str
    why: str

    def as_dict(self) -> dict[str, Any]:
        return {"group": self.group, "figure": self.figure, "why": self.why}


@dataclass(frozen=True)
class AtRisk:
    """Cumulative incidence by day since the index event, all with competing events (Aalen-Johansen).

    Each row: day, share reoffended, share died, share back in custody without a new offence, share
    still free. `days_at_liberty` is the mean number of days free of custody and alive in the
    follow-up; `reoffences_per_year_at_liberty` the reoffences of all over their years at liberty.
    """

    incidence: list[list[float]]
    days_at_liberty: float | None
    reoffences_per_year_at_liberty: float | None

    def as_dict(self) -> dict[str, Any]:
        return {
            "columns": ["day", "reoffended", "died", "returned_to_custody", "free"],
            "incidence": [[_short(value) for value in row] for row in self.incidence],
            "days_at_liberty": _short(self.days_at_liberty),
            "reoffences_per_year_at_liberty": _short(self.reoffences_per_year_at_liberty),
        }


@dataclass(frozen=True)
class Result:
    """A measure's answer, exact until `evidence.protection.protect` has hidden small numbers.

    `choices` is every choice for machines (the request as written, day counts, complete-to, store);
    `definition` the same for people. `curve`: [[day, share with no proven reoffence by then]] of the
    total, or None. `first_days`: reoffenders of the total by the day of their first reoffence (index:
    day), from which curve and median are made; never printed.
    """

    measure: str
    cohort: str
    figures: tuple[str, ...]
    rows: tuple[Row, ...]
    definition: tuple[Term, ...]
    choices: dict[str, Any]
    statement: dict[str, Any] | None
    complete: bool
    notes: tuple[str, ...]
    curve: list[list[float]] | None = None
    at_risk: AtRisk | None = None
    suppressed: tuple[Suppressed, ...] = ()
    protected: bool = False
    first_days: tuple[int, ...] = ()

    @property
    def total(self) -> Row:
        """The row of everybody (of a trend: of its first cohort)."""
        return next(row for row in self.rows if not set(row.group) - {"cohort"})

    def row(self, **group: str) -> Row:
        """The row of one group: `result.row(sex="female")`. KeyError where there is none."""
        for row in self.rows:
            if row.group == group:
                return row
        raise KeyError(group)

    def as_dict(self) -> dict[str, Any]:
        """The object written as JSON; names are fixed (docs/reference/result.md)."""
        return {
            "measure": self.measure,
            "cohort": self.cohort,
            "definition": {**self.choices, "terms": [term.as_dict() for term in self.definition]},
            "statement": self.statement,
            "figures": list(self.figures),
            "rows": [row.as_dict() for row in self.rows],
            "curve": self.curve and [[int(day), _short(share)] for day, share in self.curve],
            "at_risk": self.at_risk and self.at_risk.as_dict(),
            "complete": self.complete,
            "protected": self.protected,
            "suppressed": [hidden.as_dict() for hidden in self.suppressed],
            "notes": list(self.notes),
        }

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Result:
        """A kept result read again from its JSON, to show it."""
        choices = dict(kept["definition"])
        terms = tuple(Term(**term) for term in choices.pop("terms"))
        return cls(
            measure=kept["measure"],
            cohort=kept["cohort"],
            figures=tuple(kept["figures"]),
            rows=tuple(_row(row) for row in kept["rows"]),
            definition=terms,
            choices=choices,
            statement=kept["statement"],
            complete=kept["complete"],
            notes=tuple(kept["notes"]),
            curve=kept["curve"],
            at_risk=_at_risk(kept["at_risk"]),
            suppressed=tuple(Suppressed(**hidden) for hidden in kept["suppressed"]),
            protected=kept["protected"],
        )

    def to_json(self) -> str:
        return json.dumps(self.as_dict(), indent=2, ensure_ascii=False) + "\n"

    def to_csv(self) -> str:
        from throughgate.evidence.reports.csv import as_csv

        return as_csv(self)

    def to_html(self) -> str:
        from throughgate.evidence.reports.html import as_html

        return as_html(self)

    def to_table(self) -> str:
        from throughgate.evidence.reports.table import as_table

        return as_table(self)


def _row(kept: dict[str, Any]) -> Row:
    figures = {key: value for key, value in kept.items() if key != "group"}
    return Row(group=kept["group"], figures=figures)


def _at_risk(kept: dict[str, Any] | None) -> AtRisk | None:
    if kept is None:
        return None
    return AtRisk(**{key: value for key, value in kept.items() if key != "columns"})


def _short(value: Any) -> Any:
    return round(value, DIGITS) if isinstance(value, float) else value
