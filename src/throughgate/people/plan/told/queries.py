"""Whether an organisation that is named on a step is shown it at all: a step is about a pathway, and flows carry pathways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from throughgate.people.involvement.models import Involvement
from throughgate.people.plan.models import Step
from throughgate.people.plan.queries import StepSeen
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import Flow
from throughgate.privacy.access.queries import in_force


def not_told(opened: Opened, steps: Iterable[StepSeen]) -> frozenset[UUID]:
    """Steps of one's own that no flow carries to whoever is to do them, as far as one may know why they are involved."""
    own = opened.who.organisation
    named = [
        step.row
        for step in steps
        if step.is_open
        and step.row.held_by_id == own
        and step.row.by_organisation_id not in (None, own)
    ]
    carried = _carried(opened, {row.by_organisation_id for row in named})
    return frozenset(row.pk for row in named if _untold(row, carried))


def _untold(row: Step, carried: dict[int | None, set[str]]) -> bool:
    known = carried.get(row.by_organisation_id)
    return known is not None and not known >= set(row.in_sections())


def _carried(opened: Opened, to: set[int | None]) -> dict[int | None, set[str]]:
    """The sections that flow from the reader's organisation to each of these, for what each is involved for."""
    if not to:
        return {}
    rows = Involvement.objects.filter(
        in_force(opened.today), person=opened.person, withdrawn_at=None, organisation__in=to
    )
    why: dict[int | None, set[tuple[int, str]]] = defaultdict(set)
    for row in rows:
        if opened.sees("sharing", row.organisation_id):
            why[row.organisation_id].add((row.agreement_id, row.purpose))
    found: dict[int | None, set[str]] = {each: set() for each in why}
    flows = Flow.objects.filter(sender=opened.who.organisation, receiver__in=to)
    for flow in flows.filter(agreement__in=opened.who.agreements):
        if (flow.agreement_id, flow.purpose) in why.get(flow.receiver_id, ()):
            found[flow.receiver_id] |= set(flow.sections)
    return found
