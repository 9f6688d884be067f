"""Whom a person can ask about what an organisation sees, and who of the named works where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post
from throughgate.privacy.access.queries import in_force


@dataclass(frozen=True)
class Posts:
    """By organisation: the names of its information officers, and which of the named users work there."""

    officers: dict[int, tuple[str, ...]]
    workers: dict[int, frozenset[int]]


def officers_and_named(organisations: Iterable[int], named: Iterable[int], *, today: date) -> Posts:
    held = Post.objects.filter(
        in_force(today),
        Q(role=Role.INFORMATION_OFFICER) | Q(user__in=list(named)),
        organisation__in=list(organisations),
        user__is_active=True,
    )
    officers: dict[int, list[str]] = defaultdict(list)
    workers: dict[int, set[int]] = defaultdict(set)
    for post in held.select_related("user").order_by("user__last_name", "pk"):
        if post.role == Role.INFORMATION_OFFICER:
            officers[post.organisation_id].append(str(post.user))
        workers[post.organisation_id].add(post.user_id)
    return Posts(
        {organisation: tuple(names) for organisation, names in officers.items()},
        {organisation: frozenset(users) for organisation, users in workers.items()},
    )
