"""How ready somebody is to leave: each essential from what a worker said of it, else from the plan; and in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from throughgate.people.record.opening import Opened
from throughgate.people.release import queries, rules
from throughgate.people.release.essentials import rules as essentials
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.essentials.rules import Readiness, State
from throughgate.people.release.plan_steps import queries as plan
from throughgate.people.release.plan_steps.queries import FromPlan
from throughgate.people.release.rules import Moved, StepDue


@dataclass(frozen=True)
class Shown:
    """One essential on the page: how far it is and who said so."""

    of: Readiness
    said: tuple[Essential, ...]
    may_write: bool

    @property
    def from_plan(self) -> bool:
        return not self.said and self.of.state is not State.NOT_KNOWN


def of_person(opened: Opened, release: date) -> list[Shown]:
    """Each essential that the reader may see, in the order of the list."""
    rows = queries.essentials(opened)
    found = work_out(release, rows, opened.once(plan.of_one), opened.sees, today=opened.today)
    return [
        Shown(
            each,
            tuple(row for row in rows if row.code == each.essential.code),
            opened.may_write(each.essential.section),
        )
        for each in found
    ]


def work_out(
    release: date,
    rows: Iterable[Essential],
    known: FromPlan,
    sees: Callable[[str], bool],
    *,
    today: date,
) -> tuple[Readiness, ...]:
    """rows: what was said, the newest first."""
    said: dict[str, State] = {}
    for row in rows:
        said.setdefault(row.code, State(row.state))
    open_to = {each.section for each in essentials.essentials(today) if sees(each.section)}
    return essentials.readiness(
        release, known.steps, said, settled=known.settled, sees=open_to, today=today
    )


def moved(opened: Opened, before: date, release: date, ready: Collection[Readiness]) -> Moved:
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
    return rules.moved(before, release, [*steps, *planned], today=opened.today)


def _tied(each: Readiness) -> StepDue:
    return StepDue(each.essential.code, each.essential.name, each.due, each.essential.days)


def counted(all_of: Collection[Readiness]) -> dict[str, int]:
    """How many are there, of how many."""
    return {"ready": sum(not each.missing for each in all_of), "of": len(all_of)}


def in_words(all_of: Collection[Readiness]) -> str:
    """“9 of 14 ready. Late: somewhere to sleep. Missing: a bank account. Not known: keys.”"""
    if not all_of:
        return _("None of the essentials is for your organisation to see.")
    missing = essentials.missing(all_of)
    if not missing:
        return _("Everything is ready.")
    said = [_("%(ready)s of %(of)s ready.") % counted(all_of)]
    late = [each for each in missing if each.late]
    rest = [each for each in missing if not each.late and each.state is not State.NOT_KNOWN]
    unsaid = [each for each in missing if not each.late and each.state is State.NOT_KNOWN]
    for words, some in ((_("Late"), late), (_("Missing"), rest), (_("Not known"), unsaid)):
        if some:
            said.append(f"{words}: {_names(some)}.")
    return " ".join(said)


def _names(some: Iterable[Any]) -> str:
    return "; ".join(_small(each.essential.name) for each in some)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
