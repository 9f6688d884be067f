"""Who was released lately, for the home page of those who work with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.record.queries import looked_after
from throughgate.people.release.milestones import rules
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.release.rules import same_release
from throughgate.privacy.access.models import Post

MOST = 200  # the latest; a worker has fewer


def released(post: Post, *, today: date) -> list[tuple[Whereabouts, set[str]]]:
    """As the organisation of a post has them, each with the milestones at which anything was said."""
    rows = Whereabouts.objects.filter(
        looked_after(post, today=today),
        held_by=post.organisation_id,
        kind="licence",
        last_day=None,
        first_day__gte=rules.earliest_release(today),
        first_day__lte=today,
    ).select_related("held_by")
    found = list(rows.order_by("-first_day", "pk")[:MOST])
    said: dict[UUID, list[Milestone]] = defaultdict(list)
    if found:
        for one in Milestone.objects.filter(person__in=[row.person_id for row in found]):
            said[one.person_id].append(one)
    return [(row, _answered(row.first_day, said[row.person_id])) for row in found]


def _answered(released: date, said: Iterable[Milestone]) -> set[str]:
    return {one.code for one in said if same_release(one.released_on, released)}
