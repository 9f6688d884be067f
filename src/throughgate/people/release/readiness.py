"""How ready somebody is to leave: each essential from what a worker said of it, else from the plan; and in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.people.person.moves import queries as moves
from throughgate.people.record.opening import Opened
from throughgate.people.release import queries, rules
from throughgate.people.release.essentials import rules as essentials
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.essentials.rules import Readiness, State
from throughgate.people.release.plan_steps import queries as plan
from throughgate.people.release.plan_steps.queries import FromPlan
from throughgate.people.release.queries import Coming
from throughgate.people.release.rules import Moved, StepDue

NOT_SHARED = "not_shared"


@dataclass(frozen=True)
class Shown:
    """One essential on the page: how far it is and who said so."""

    of: Readiness
    said: tuple[Essential, ...]
    may_write: bool

    @property
    def from_plan(self) -> bool:
        return self.of.shared and not self.said and self.of.state is not State.NOT_KNOWN

    @property
    def shown_as(self) -> str:
        return shown_as(self.of)


def of_person(opened: Opened, found: Coming) -> list[Shown]:
    """Each essential that the reader may see, in the order of the list. found: the release that it is for."""
    rows, day = queries.essentials(opened), found.leaves(opened.today)
    places = moves.whereabouts(opened)
    holders = queries.holders(found.shown.row, [(row, row.held_by.kind) for row in places])
    told = told_by(opened.sees, holders, opened.who.organisation, today=opened.today)
    ready = work_out(day, rows, opened.once(plan.of_one), told, today=opened.today)
    return [
        Shown(
            each,
            tuple(row for row in rows if row.code == each.essential.code),
            opened.may_write(each.essential.section),
        )
        for each in ready
    ]


@dataclass(frozen=True)
class Told:
    """Which sections are open to a reader, and which of them reach them from each of those who get the person ready."""

    opens: Callable[[str], bool]
    of_all: Callable[[str], bool]


def told_by(
    sees: Callable[..., bool],
    holders: Iterable[tuple[int, str]],
    own: int | None,
    *,
    today: date,
) -> Told:
    """sees: the first lock, of a section and of a holder; holders: who holds where the person is, with their kinds."""
    by = essentials.prepared_by(holders, own, today=today)
    return Told(sees, lambda section: all(sees(section, each) for each in by))


def work_out(
    release: date,
    rows: Iterable[Essential],
    known: FromPlan,
    told: Told,
    *,
    today: date,
) -> tuple[Readiness, ...]:
    """rows: what was said, the newest first."""
    said: dict[str, State] = {}
    for row in rows:
        said.setdefault(row.code, State(row.state))
    open_to = {each.section for each in essentials.essentials(today) if told.opens(each.section)}
    return essentials.readiness(
        release,
        known.steps,
        said,
        settled=known.settled,
        sees=open_to,
        told=told.of_all,
        today=today,
    )


def moved(opened: Opened, before: date, found: Coming, ready: Collection[Readiness]) -> Moved:
    """What it means that the day has moved: of the essentials that are missing, and of the plan's own steps."""
    steps = [
        StepDue(
            each.essential.code,
            each.essential.name,
            rules.due_with(_tied(each), before),
            each.essential.days,
        )
        for each in ready
        if each.missing
    ]
    planned = opened.once(plan.of_one).due
    day, leaves = found.shown.date.day, found.leaves(opened.today)
    return rules.moved(before, day, [*steps, *planned], leaves=leaves, today=opened.today)


def _tied(each: Readiness) -> StepDue:
    return StepDue(each.essential.code, each.essential.name, each.due, each.essential.days)


def shown_as(each: Readiness) -> str:
    """Its state; where others say how far it is and the reader is not told, that this is so."""
    return each.state.value if each.shared else NOT_SHARED


def grouped(all_of: Iterable[Readiness]) -> list[tuple[str, str]]:
    """Each state with the names of all that are so: “Ready”, “a bank account; a doctor”."""
    called = load(essentials.PACKAGE)["states"].latest
    by_state: dict[str, list[Readiness]] = defaultdict(list)
    for each in all_of:
        by_state[shown_as(each)].append(each)
    return [(words, _names(by_state[code])) for code, words in called.items() if code in by_state]


def counted(all_of: Collection[Readiness]) -> dict[str, int]:
    """How many are there, of how many of which the reader is told."""
    told = [each for each in all_of if each.shared]
    return {"ready": sum(not each.missing for each in told), "of": len(told)}


def in_words(all_of: Collection[Readiness]) -> str:
    """“9 of 14 ready. Late: somewhere to sleep. Missing: a bank account. Not known: keys.”"""
    if not all_of:
        return _("None of the essentials is for your organisation to see.")
    missing = essentials.missing(all_of)
    apart = [each for each in all_of if not each.shared]
    if not missing and not apart:
        return _("Everything is ready.")
    if len(apart) == len(all_of):
        return _("How far they are is not shared with you.")
    said = [_("%(ready)s of %(of)s ready.") % counted(all_of)]
    late = [each for each in missing if each.late]
    rest = [each for each in missing if not each.late and each.state is not State.NOT_KNOWN]
    unsaid = [each for each in missing if not each.late and each.state is State.NOT_KNOWN]
    for words, some in (
        (_("Late"), late),
        (_("Missing"), rest),
        (_("Not known"), unsaid),
        (_("Not shared with you"), apart),
    ):
        if some:
            said.append(f"{words}: {_names(some)}.")
    return " ".join(said)


def _names(some: Iterable[Any]) -> str:
    return "; ".join(_small(each.essential.name) for each in some)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
