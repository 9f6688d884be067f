"""What people of the made-up county ask and say of their own record: a case in each state, and what officers keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Model

from throughgate.common import dates
from throughgate.data.demonstration.draws import key
from throughgate.data.demonstration.people import Made
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.models import Identity, Person
from throughgate.people.rights.breaches.models import Breach
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.deletion.models import Deletion, Hold
from throughgate.people.rights.watch.models import StandsOut

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around


def cases(around: Around, *, now: datetime) -> Iterator[Model]:
    yield from _complaints(around)
    yield from _corrections(around)
    yield from _breaches(around, now)
    yield from _gone(around)
    yield from _looks(around, now)


def _led(around: Around, one: Made, *of: object) -> dict[str, Any]:
    setting = around.setting
    return {
        "id": key(one.life.key, *of),
        "person": one.person,
        "lead": setting.organisations["probation"],
        "handled_by": setting.posts["information"],
    }


def _complaints(around: Around) -> Iterator[Model]:
    """One late to be acknowledged, one acknowledged, one answered."""
    day, people = around.setting.today, around.of("probation", "manage_sentence")[30:33]
    whats = (
        "My landlord knew about the order before I told him. Who told him?",
        "A letter about me went to my old address, where my sister lives.",
        "I asked twice who can see my record and nobody wrote back.",
    )
    for place, (one, what) in enumerate(zip(people, whats, strict=False)):
        came = day - timedelta(days=(32, 12, 60)[place])
        parts: dict[str, Any] = {"received_on": came, "how": "letter", "what": what}
        if place:
            parts |= {"state": "acknowledged", "acknowledged_on": came + timedelta(days=4)}
        if place == 2:
            parts |= {"state": "answered", "over_on": day - timedelta(days=30),
                      "answer": "You were right to ask. The page that says who sees what was sent to you."}  # fmt: skip
        yield Complaint(**_led(around, one, "complaint"), **parts)


def _corrections(around: Around) -> Iterator[Model]:
    """The person of the tutorial says that a way to reach her is wrong; somebody's statement stands beside theirs."""
    setting = around.setting
    day, prison, probation = (
        setting.today,
        setting.organisations["prison"],
        setting.organisations["probation"],
    )
    contact = next(
        (row for row in around.jordan.entries if isinstance(row, ContactDetail) and row.held_by_id == probation.pk),
        None,
    )  # fmt: skip
    about = f"How to reach them: {contact.value}" if contact else "How to reach them"
    yield Correction(
        id=key(around.jordan.life.key, "correction"), person=around.jordan.person, held_by=probation,
        section="contact", row=contact.pk if contact else None, about=about,
        statement="I have not lived or been reached there since the summer. It is my aunt’s.",
        asked_on=day - timedelta(days=9), written_by=setting.posts["probation"],
    )  # fmt: skip
    for one in around.of("prison")[5:6]:
        yield Correction(
            id=key(one.life.key, "correction"), person=one.person, held_by=prison, section="identity",
            about="The spelling of the first name", statement="The court wrote it wrongly. I write it as my mother does.",
            asked_on=day - timedelta(days=50), written_by=setting.posts["resettlement"], state="stands",
            answer="The warrant has this spelling, so it stays; your own is kept beside it.",
            answered_by=setting.posts["information"], answered_on=day - timedelta(days=30), version=2,
        )  # fmt: skip


def _breaches(around: Around, now: datetime) -> Iterator[Model]:
    """One whose 72 hours run, one reported, one not reported and closed."""
    setting = around.setting
    common = {
        "organisation": setting.organisations["probation"],
        "written_by": setting.posts["information"],
    }
    yield Breach(
        id=key("breach", 1), **common, found_at=now - timedelta(hours=20), people=1,
        happened_on=setting.today - timedelta(days=1), kinds="Name, address, appointment",
        what="An appointment letter was put into the wrong envelope. The receiver rang and brought it back.",
    )  # fmt: skip
    yield Breach(
        id=key("breach", 2), **common, found_at=now - timedelta(days=40), people=14, state="reported",
        kinds="Names and dates of birth", what="A list for a meeting was sent to an address with one letter wrong.",
        reported_at=now - timedelta(days=39), harm="Somebody outside may know who is on the list.",
        done="The receiver was asked to delete it and said that they did.",
    )  # fmt: skip
    yield Breach(
        id=key("breach", 3), **common, found_at=now - timedelta(days=90), people=1, state="closed",
        kinds="A case number", what="A case number was read out in a waiting room.",
        decided_why="A number alone told nobody who it is.", done="Numbers are shown on paper, never called.",
        closed_on=setting.today - timedelta(days=80),
    )  # fmt: skip


def _gone(around: Around) -> Iterator[Model]:
    """Four with whom nobody has worked for six years: two announced, one held, one not yet due."""
    setting = around.setting
    probation, officer = setting.organisations["probation"], setting.posts["information"]
    notice = timedelta(days=30)
    for place, name in enumerate(("Ashby", "Birchall", "Coldham", "Dunmere")):
        ended = dates.add_months(setting.today, -72) + timedelta(days=(9, 22, 15, 200)[place])
        yield from _left_long_ago(around, name, ended)
        if place < 3:
            yield Deletion(
                id=key("gone", name, "deletion"), person_id=gone(name), held_by=probation, label=f"Alex {name}",
                rows=2, since=ended, announced_on=setting.today - timedelta(days=3),
                due_on=max(dates.add_months(ended, 72), setting.today + notice - timedelta(days=3)),
                state="held" if place == 2 else "announced",
            )  # fmt: skip
        if place == 2:
            yield Hold(
                id=key("gone", name, "hold"), person_id=gone(name), held_by=probation, set_by=officer,
                why="A claim for damages is before the county court.",
                first_day=setting.today - timedelta(days=40),
            )  # fmt: skip


def gone(name: str) -> UUID:
    return key("gone", name)


def _left_long_ago(around: Around, name: str, ended: Any) -> Iterator[Model]:
    setting = around.setting
    probation, worker = setting.organisations["probation"], setting.posts["probation"]
    yield Person(id=gone(name), created_by=probation)
    yield Involvement(
        id=key("gone", name, "involvement"), person_id=gone(name), organisation=probation,
        purpose="manage_sentence", agreement=setting.agreements["sentence"], origin="the made-up county",
        first_day=ended - timedelta(days=300), last_day=ended, ended_why="The sentence ended",
    )  # fmt: skip
    yield Identity(
        id=key("gone", name, "identity"), person_id=gone(name), held_by=probation, given_names="Alex",
        family_name=name, entered_on=ended - timedelta(days=300), entered_by=worker,
    )  # fmt: skip


def _looks(around: Around, now: datetime) -> Iterator[Model]:
    """One reviewed; the job of the hour finds those of the last hours."""
    setting = around.setting
    curious, probation = setting.workers["probation"][2], setting.organisations["probation"]
    for place, one in enumerate(around.of("probation")[:2]):
        at = now - timedelta(days=2 + 20 * place)
        review = {"reviewed_on": at.date() + timedelta(days=1), "reviewed_by": setting.posts["information"],
                  "finding": "A caseload was handed over that morning; the manager had asked for it."}  # fmt: skip
        yield StandsOut(
            id=key("look", place), person_id=one.person.pk, user=curious, organisation=probation, kind="many",
            at=at, day=at.date(), count=60, **(review if place else {}),
        )  # fmt: skip
    for one in around.of("probation")[3:4]:
        at = now - timedelta(days=1)
        yield StandsOut(
            id=key("look", "surname"), person_id=one.person.pk, user=setting.workers["probation"][3],
            organisation=probation, kind="surname", at=at, day=at.date(),
        )  # fmt: skip
