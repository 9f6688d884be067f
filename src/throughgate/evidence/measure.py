"""The one way to an answer: a store and a request in, a result out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from throughgate.common.errors import NoAnswer
from throughgate.evidence import (
    completeness,
    definition,
    figures,
    groups,
    local,
    notes,
    prolific,
    proven,
)
from throughgate.evidence.completeness import Completeness
from throughgate.evidence.histories import Histories
from throughgate.evidence.proven import Counted, Plan
from throughgate.evidence.request import Request
from throughgate.evidence.result import (
    PROLIFIC_FIGURES,
    PROVEN_FIGURES,
    SEVERITY_FIGURES,
    Result,
    Row,
)
from throughgate.evidence.shards import Progress


def measure(
    histories: Histories,
    request: Request,
    *,
    progress: Progress | None = None,
    checking: Callable[[int], None] | None = None,
) -> Result:
    """Measures what was asked, with small numbers protected unless exact counts were asked for.

    Errors: NoAnswer (nobody in the cohort, not complete yet), WrongUse (a column that does not exist),
    StoreProblem, TooSmall. `progress(done, shards)` is called after each shard,
    `checking(results)` before small numbers are looked at beside so many results given out before.
    """
    found = exact(histories, request, progress=progress)
    if request.exact_counts:
        first, *others = found.notes
        return replace(found, notes=(first, notes.EXACT, *others))
    from throughgate.evidence.protection import protect

    return protect(found, request, histories, checking=checking)


def exact(histories: Histories, request: Request, *, progress: Progress | None = None) -> Result:
    """The same, before protection; never to be shown."""
    found = completeness.check(request, histories)
    if request.measure == "prolific":
        return _prolific(histories, request, found, progress)
    made = groups.cells(request.by, histories, cohorts=len(request.cohorts))
    if request.measure == "local":
        plan = local.plan(request, made, histories)
    else:
        plan = proven.plan(request, made)
    counted = proven.count(plan, histories, progress)
    if not counted.people:
        raise NoAnswer(_nobody(request, histories))
    return _counted(plan, histories, found, counted)


def _counted(plan: Plan, histories: Histories, found: Completeness, counted: Counted) -> Result:
    request = plan.request
    everybody = counted.tallies.view("total").first_days[0]
    names = PROVEN_FIGURES + (SEVERITY_FIGURES if request.severity else ())
    if request.measure == "local":
        said = notes.of_local(request, left_out=counted.left_out)
    else:
        said = notes.of_proven(
            request,
            refused=counted.left_out,
            without_age=counted.without_age,
            on_index_day=counted.on_index_day,
        )
    return Result(
        measure=request.measure,
        cohort=request.label,
        figures=names,
        rows=proven.rows(plan, counted),
        definition=definition.terms(request, histories),
        choices=definition.choices(request, histories),
        statement=histories.statement,
        complete=found.complete,
        notes=(*notes.of_data(request, histories, found), *said),
        curve=figures.curve(everybody) if request.curve else None,
        at_risk=counted.careers.result() if counted.careers else None,
        first_days=() if request.trend else tuple(int(people) for people in everybody[:-1]),
    )


def _prolific(
    histories: Histories, request: Request, found: Completeness, progress: Progress | None
) -> Result:
    years = prolific.count(request, histories, progress)
    if not years.people:
        raise NoAnswer(_nobody(request, histories))
    row: Row = prolific.row(years)
    return Result(
        measure=request.measure,
        cohort=request.label,
        figures=PROLIFIC_FIGURES,
        rows=(row,),
        definition=definition.terms(request, histories),
        choices=definition.choices(request, histories),
        statement=histories.statement,
        complete=found.complete,
        notes=(*notes.of_prolific(), *notes.of_data(request, histories, found)),
    )


def _nobody(request: Request, histories: Histories) -> str:
    if request.measure == "proven":
        asked = " or ".join(definition.KIND_WORDS[kind] for kind in request.index)
        hint = "Check the period and --index."
    elif request.measure == "local":
        asked, hint = "adults under supervision", "Is there a supervision table in the store?"
    else:
        asked, hint = (
            "supervision of kind prolific",
            "Is there such a kind in the supervision table?",
        )
    return (
        f"Nobody is in the cohort {request.label}: there are no {asked} in it. The store's sanctions begin on "
        f"{histories.begins or 'no day'} and its data are complete to "
        f"{histories.complete_to}. {hint}"
    )
