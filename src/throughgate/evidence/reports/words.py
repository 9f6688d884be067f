"""What a result says in words: the sentence first, then the figures as people read them."""

from __future__ import annotations

import re
from gettext import gettext as _
from typing import Any

from throughgate.evidence.result import Result, Row

HIDDEN, NONE = "hidden", "–"
NOT_STATED = "Source not stated: nobody has said whose data these are, or what they miss."
COLUMN_WORDS = {
    "people": "People",
    "reoffenders": "Reoffended",
    "rate": "Rate",
    "interval": "95% interval",
    "reoffences": "Reoffences",
    "per_reoffender": "Per person who reoffended",
    "per_person": "Per person",
    "mean_days_free": "Mean days free",
    "median_days_to_first_of_reoffenders": "Median days to first",
    "offences_before": "Offences before",
    "offences_after": "Offences after",
    "percent_change": "Change",
    "percent_change_low": "Change, low",
    "percent_change_high": "Change, high",
    "days_at_liberty_before": "Days at liberty before",
    "days_at_liberty_after": "Days at liberty after",
}
LEVEL_WORDS = {
    "indictable_only": "Indictable only",
    "either_way": "Either way",
    "summary": "Summary",
    "custodial": "Led to custody",
    "unknown": "Level not known",
    "custodial_unknown": "Custody not known",
}
UNITS = {"d": ("a day", "days"), "m": ("a month", "months"), "y": ("a year", "years")}


def out_of_100(rate: float) -> str:
    """26 in 100; never 0 in 100 for somebody, nor 100 in 100 for not everybody."""
    if 0 < rate < 0.01:
        return _("fewer than 1 in 100")
    if 0.99 < rate < 1:
        return _("more than 99 in 100")
    return _("{count} in 100").format(count=_half_up(rate * 100))


def percent(share: float | None) -> str:
    return NONE if share is None else f"{100 * share:.1f}%"


def number(value: Any, digits: int = 2) -> str:
    """Thousands separated; decimals only where the figure has them."""
    if value is None:
        return NONE
    return f"{value:,}" if isinstance(value, int) else f"{value:,.{digits}f}"


def length(written: str) -> str:
    """12m as `a year`, 18m as `18 months`, 365d as `365 days`."""
    match = re.fullmatch(r"(\d+)([dmy])", written)
    if match is None:
        return written
    count, unit = int(match[1]), match[2]
    if unit == "m" and count % 12 == 0:
        count, unit = count // 12, "y"
    one, many = UNITS[unit]
    return one if count == 1 else f"{count} {many}"


def sentence(result: Result) -> str:
    """What the whole result says, in one sentence; of a trend, its first and its last period."""
    if result.measure == "prolific":
        return _prolific(result.total)
    ends = [row for row in result.rows if set(row.group) == {"cohort"}]
    if len(ends) > 1:
        return f"{_rate(result, ends[0])} {_rate(result, ends[-1])}"
    return _rate(result, result.total)


def _rate(result: Result, row: Row) -> str:
    people, rate = row["people"], row["rate"]
    whom = f" ({row.group['cohort']})" if "cohort" in row.group else ""
    if people is None:
        return _("Too few people{whom} to show a figure.").format(whom=whom)
    if rate is None:
        return _("{people} people{whom}: the rate is not shown, because they are few.").format(
            people=number(people), whom=whom
        )
    low, high = row["rate_low"], row["rate_high"]
    between = (
        _(", between {low} and {high}").format(low=_of_100(low), high=_of_100(high))
        if low is not None and high is not None
        else ""
    )
    return _(
        "{share} reoffended within {time}{between}{whom}: {reoffended} of {people} people."
    ).format(
        share=out_of_100(rate).capitalize(),
        time=length(result.choices["follow_up"]),
        between=between,
        whom=whom,
        reoffended=number(row["reoffenders"]) if row["reoffenders"] is not None else HIDDEN,
        people=number(people),
    )


def _prolific(row: Row) -> str:
    before, after, change = row["offences_before"], row["offences_after"], row["percent_change"]
    if before is None or after is None or change is None:
        return _("Too few people or offences to show a change.")
    low, high = row["percent_change_low"], row["percent_change_high"]
    between = (
        _(" (between {low} and {high})").format(low=signed(low), high=signed(high))
        if low is not None and high is not None
        else ""
    )
    return _(
        "{people} people: {before} proven offences in the year before, {after} in the year after, "
        "a change of {change}{between}. People picked at their worst get better without help."
    ).format(
        people=number(row["people"]),
        before=number(before),
        after=number(after),
        change=signed(change),
        between=between,
    )


def signed(change: float | int) -> str:
    return f"{change:+.1f}%".replace("-", "−")


def group_name(row: Row) -> str:
    """female, 25-29; or All people."""
    return ", ".join(pretty(value) for value in row.group.values()) or _("All people")


def pretty(code: str) -> str:
    """community_order as Community order."""
    text = code.replace("_", " ")
    return text[:1].upper() + text[1:]


def source(result: Result) -> str:
    """The data statement in one line, or that there is none."""
    if not result.statement:
        return _(NOT_STATED)
    said = [f"{pretty(key)}: {value}" for key, value in result.statement.items() if value]
    return ". ".join(said)


def _of_100(share: float | int) -> str:
    return str(_half_up(share * 100))


def _half_up(value: float) -> int:
    return int(value + 0.5)
