"""The day of the scene, and rows of it that need nothing of its agreements."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from throughgate.people.involvement.models import HealthPermission, LimitedAccess, NamedUser
from throughgate.people.person.models import Person
from throughgate.privacy.access.models import User
from throughgate.privacy.audit.models import AuditEvent, Look

if TYPE_CHECKING:
    from tests.truth.scene import Scene

TODAY = date(2027, 3, 5)
NOW = datetime(2027, 3, 5, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def limit(scene: Scene, person: Person, kind: str, users: list[User], **changes: Any) -> None:
    limited = LimitedAccess.objects.create(
        person=person,
        held_by=scene.theirs,
        kind=kind,
        why="why",
        set_by=scene.stranger,
        **({"first_day": TODAY - DAY} | changes),
    )
    for user in users:
        NamedUser.objects.create(
            person=person, limited_access=limited, held_by=scene.theirs, user=user
        )


def tell(scene: Scene, person: Person, to: str, **changes: Any) -> None:
    HealthPermission.objects.create(
        person=person,
        held_by=scene.theirs,
        told_to=getattr(scene, to),
        said="You may tell them",
        how="at a meeting",
        recorded_by=scene.stranger,
        first_day=TODAY,
        **changes,
    )


def looked_at(scene: Scene, person: Person) -> None:
    """A look and a change by a user of ours and by a stranger."""
    for user, organisation in ((scene.users["manager"], scene.ours), (scene.stranger, scene.third)):
        parts = {"person_id": person.pk, "by": user, "organisation": organisation}
        Look.objects.bulk_create([Look(place="truth", at=NOW, **parts)])
        AuditEvent.objects.create(kind="Truth", **parts)
