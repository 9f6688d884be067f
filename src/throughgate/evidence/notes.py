"""What is said beside a result, the most needed first."""

from __future__ import annotations

from collections.abc import Iterator

from throughgate.common.dates import long
from throughgate.evidence import completeness
from throughgate.evidence.completeness import Completeness
from throughgate.evidence.histories import Histories
from throughgate.evidence.request import Request

FEW = 5
EXACT = "Exact counts: small numbers are not hidden in this result. Do not publish it."


def of_data(request: Request, histories: Histories, found: Completeness) -> Iterator[str]:
    """Whose data, how complete, and how far back they go."""
    if histories.statement is None:
        yield (
            "Source not stated: this store has no data statement, so whose data these are, and what they "
            "miss, is not known."
        )
    if found.open_cohorts:
        labels = ", ".join(period.label for period in found.open_cohorts)
        yield (
            f"Not complete: the data are complete to {long(found.complete_to)}, before the follow-up and "
            f"proof of {labels} end. The figures are too low and will rise."
        )
    elif found.spare_days < completeness.lag_warning_days():
        yield (
            f"Only {found.spare_days} days lie between the end of proof ({long(found.needed)}) and the day "
            f"the data are complete to ({long(found.complete_to)}). Late recording may still raise the "
            "figures."
        )
    if completeness.history_cut_off(request, histories) and histories.begins:
        began = long(histories.begins)
        yield (
            f"History is cut off: sanctions begin on {began}, less than ten years before "
            "the cohort. Counts of earlier sanctions, and scores made from them, are too low for older people."
        )
    if "area" in request.by:
        yield "Area is as in the people file, not as of the index day."


def of_proven(
    request: Request, *, refused: int, without_age: int, on_index_day: int
) -> Iterator[str]:
    """What was left out of proven reoffending, and what readers take for granted wrongly."""
    exact = request.exact_counts
    if refused:
        yield (
            f"{_number(refused, exact)} refused: under 10 on the index day, below the age of criminal "
            "responsibility. Check their dates of birth."
        )
    if without_age:
        yield (
            f"{_without(without_age, exact)} without a date of birth: counted in the total, in neither the "
            "adults nor the juveniles."
        )
    counted = "counted here where it followed a release" if request.same_day else "not counted here"
    yield (
        f"Offences on the index day itself, not of the index sanction and proven in time: "
        f"{_number(on_index_day, exact)} ({counted})."
    )
    if request.quarters:
        yield "Quarters added: a person can count once in each, so “people” are entries."
    if request.curve:
        yield (
            "Late offences have had less time to be proven than early ones, so the curve flattens towards "
            "its end."
        )
    yield (
        "Not the national figure: made from this store's own data, which may miss offences dealt with "
        "elsewhere; people who move away look like successes."
    )


def of_local(request: Request, *, left_out: int) -> Iterator[str]:
    yield "Snapshots are added: a person can count once in each, so “people” are entries."
    if left_out:
        yield (
            f"{_number(left_out, request.exact_counts)} under 18 or without a date of birth left out: the "
            "measure is of adults."
        )
    yield (
        "Actual only: the predicted rate needs a model of the same three months fitted on the baseline's "
        "own snapshots."
    )


def of_prolific() -> Iterator[str]:
    """The first line of every prolific result."""
    yield (
        "People picked at their worst get better without help: a fall here is no evidence, by itself, that "
        "anything worked."
    )


def _number(count: int, exact: bool) -> str:
    """A count as it may be said: of few people never counted out, else to the nearest ten, so that two
    results cannot be taken from one another."""
    if exact or not count:
        return f"{count:,}"
    return f"fewer than {FEW}" if count < FEW else f"about {max(round(count, -1), 10):,}"


def _without(people: int, exact: bool) -> str:
    """They are a row of the table, which says how many where it may."""
    return f"{people:,}" if exact else "People"
