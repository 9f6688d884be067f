"""What a system changed of some people since anybody looked: the case of “what changed since you last looked”."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from throughgate.data.demonstration.draws import key, number
from throughgate.data.imports.people.models import ImportedChange
from throughgate.people.involvement.allocation.models import Allocation

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around

SOURCE = "Case system of the office"
FEW = 3


def changes(around: Around, *, now: datetime) -> Iterator[ImportedChange]:
    """A few people of each of two printed workers have another number or birth date than they had."""
    for organisation, post in (("probation", "probation"), ("prison", "resettlement")):
        worker, holder = around.setting.posts[post], around.setting.organisations[organisation]
        mine = [
            one
            for one in around.of(organisation)
            if any(isinstance(row, Allocation) and row.worker == worker for row in one.entries)
        ]
        for place, one in enumerate(mine[:FEW]):
            ago = timedelta(days=place + 1)
            old, new = (number(100, 999, one.life.key, "telephone", n) for n in (0, 1))
            yield ImportedChange(
                id=key(one.life.key, organisation, "changed"), person=one.person, held_by=holder,
                section="contact", source=SOURCE, day=(now - ago).date(), at=now - ago, what="contact:mobile",
                before=f"07700 900{old}", now=f"07700 900{new}",
            )  # fmt: skip
