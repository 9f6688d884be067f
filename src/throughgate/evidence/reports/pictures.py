"""Which picture a result calls for, with the words that say what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _

from throughgate.evidence.reports import charts, words
from throughgate.evidence.result import Result, Row

MOST_BARS = 40


@dataclass(frozen=True)
class Picture:
    """An SVG, its title, and what it shows for those who do not see it."""

    title: str
    svg: str
    says: str


def pictures(result: Result) -> list[Picture]:
    """The charts of a result, none where every rate is hidden."""
    drawn = [_trend(result), *_rates(result), _curve(result)]
    return [picture for picture in drawn if picture is not None]


def _trend(result: Result) -> Picture | None:
    points = _points([row for row in result.rows if set(row.group) == {"cohort"}])
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    return Picture(
        _("Rate of proven reoffending by period, with 95% intervals"),
        charts.trend(points),
        _("From {a} in {first} to {b} in {last}.").format(
            a=words.percent(first.rate),
            first=first.label,
            b=words.percent(last.rate),
            last=last.label,
        ),
    )


def _rates(result: Result) -> list[Picture]:
    """One picture for each column (or run of columns) that the rows are divided by."""
    kinds = list(dict.fromkeys(tuple(row.group) for row in result.rows))
    kinds = [kind for kind in kinds if set(kind) - {"cohort"} and "cohort" not in kind]
    found = (_rates_by(result, kind) for kind in kinds)
    return [picture for picture in found if picture is not None]


def _rates_by(result: Result, kind: tuple[str, ...]) -> Picture | None:
    points = _points([row for row in result.rows if tuple(row.group) == kind])[:MOST_BARS]
    if not points:
        return None
    ordered = sorted(points, key=lambda point: (-point.rate, point.label))
    highest, lowest = ordered[0], ordered[-1]
    whole = _points([result.total])
    return Picture(
        _("Rate of proven reoffending by {kind}, with 95% intervals").format(
            kind=" and ".join(name.replace("_", " ") for name in kind)
        ),
        charts.rates(points, whole=whole[0] if whole else None),
        _between(highest, lowest),
    )


def _between(highest: charts.Point, lowest: charts.Point) -> str:
    """One group alone is neither the highest nor the lowest."""
    if highest.label == lowest.label:
        words_of_one = _("{one} at {a}: no other group is shown. The dashed line is everybody.")
        return words_of_one.format(one=highest.label, a=words.percent(highest.rate))
    return _("Highest: {high} at {a}. Lowest: {low} at {b}. The dashed line is everybody.").format(
        high=highest.label,
        a=words.percent(highest.rate),
        low=lowest.label,
        b=words.percent(lowest.rate),
    )


def _curve(result: Result) -> Picture | None:
    if not result.curve:
        return None
    points = [(int(day), float(share)) for day, share in result.curve if share is not None]
    if not points:
        return None
    day, share = points[-1]
    return Picture(
        _("Share with no proven reoffence, by day since the index day"),
        charts.curve(points),
        _("After {day} days {share} had no proven reoffence.").format(
            day=day, share=words.percent(share)
        )
        + " "
        + _("Late offences have had less time to be proven, so the curve flattens."),
    )


def _points(rows: list[Row]) -> list[charts.Point]:
    return [
        charts.Point(words.group_name(row), float(rate), float(low), float(high))
        for row in rows
        if (rate := row.figures.get("rate")) is not None
        and (low := row.figures.get("rate_low")) is not None
        and (high := row.figures.get("rate_high")) is not None
    ]
