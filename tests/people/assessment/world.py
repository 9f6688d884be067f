"""A prison, a probation service and a treatment service that work with one person; what flows between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from itertools import count
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from tests import signing_in
from tests.making import making
from throughgate.people.assessment.models import Assessment, FilledPart, Need
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.moves.models import Whereabouts
from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
    User,
)
from throughgate.privacy.audit.models import AuditEvent

TODAY = date(2027, 3, 5)
NOW = datetime(2027, 3, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NEEDS = [f"needs:{code}" for code in (
    "accommodation", "employment", "health", "drugs_alcohol", "finance", "families", "attitudes", "abuse", "sex_work",
)]  # fmt: skip
numbers = count(1)


class Boxes(HTMLParser):
    """Every box of a page's forms with what is in it, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        name, kind = of.get("name") or "", of.get("type")
        if tag == "input" and name and (kind not in ("radio", "checkbox") or "checked" in of):
            self.found[name] = of.get("value") or ""
        if tag == "textarea":
            self.area = name
            self.found[name] = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""


def boxes(page: Any) -> dict[str, str]:
    parser = Boxes()
    parser.feed(page.content.decode())
    return parser.found


@dataclass
class World:
    organisations: dict[str, Organisation] = field(default_factory=dict)
    posts: dict[tuple[str, str], Post] = field(default_factory=dict)
    agreement: Any = None
    person: Any = None

    def user(self, at: str, role: str = "practitioner") -> User:
        return self.posts[at, role].user

    def browser(self, at: str, role: str = "practitioner") -> Browser:
        return Browser(signing_in.sign_in(Client(), self.posts[at, role]), self.person.pk)

    def rows(self, model: Any, **of: Any) -> list[Any]:
        with making():
            return list(model.objects.filter(person=self.person, **of).order_by("pk"))

    def the(self, model: Any, **of: Any) -> Any:
        (found,) = self.rows(model, **of)
        return found

    def part(self, of: UUID, part: str, at: str) -> FilledPart:
        return self.the(FilledPart, assessment=of, part=part, held_by=self.organisations[at])

    def needs(self, at: str) -> dict[str, Need]:
        rows = self.rows(Need, held_by=self.organisations[at], last_day=None)
        return {row.code: row for row in rows}

    def events(self) -> list[str]:
        with making():
            return list(AuditEvent.objects.order_by("at", "pk").values_list("kind", flat=True))


@dataclass
class Browser:
    """A signed-in browser that counts what is pressed."""

    client: Client
    person: UUID
    presses: int = 0

    def get(self, name: str, *args: Any, **query: Any) -> Any:
        return self.client.get(reverse(name, args=[self.person, *args]), query)

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        self.presses += 1
        return self.client.post(reverse(name, args=[self.person, *args]), data)

    def start(self, kind: str) -> Assessment:
        answer = self.post("start-assessment", kind=kind, key=self.boxes("start-assessment")["key"])
        assert answer.status_code == 302, answer.content.decode()
        return UUID(answer["Location"].rstrip("/").split("/")[-1])

    def fill(self, of: UUID, part: str, then: str = "list", **said: Any) -> Any:
        """As the page shows the part, with these answers changed."""
        return self.send(of, part, self.boxes("assessment-part", of, part), then, **said)

    def send(
        self, of: UUID, part: str, shown: dict[str, str], then: str = "list", **said: Any
    ) -> Any:
        return self.post("assessment-part", of, part, **{**shown, "then": then, **said})

    def boxes(self, name: str, *args: Any) -> dict[str, str]:
        """What the form of a page holds before anybody types."""
        return boxes(self.get(name, *args))

    def fill_all(self, of: UUID, kind: str, **said: str) -> None:
        """Every question of the seven pathways, the first answer of each; but for those said otherwise."""
        for section in sets.current(kind, TODAY).sections:
            if section.part.pathway in ("abuse", "sex_work"):
                continue
            answers = {q.code: next(iter(q.scale.answers)) for q in section.asked_in(kind)}
            mine = {code: each for code, each in said.items() if code in answers}
            self.fill(of, section.part.code, **{**answers, **mine})

    def sign(self, of: UUID) -> Any:
        assert self.post("check-assessment", of).status_code == 302
        return self.post("sign-assessment", of, **self.boxes("sign-assessment", of))


def make() -> World:
    world = World()
    for name, kind in (
        ("prison", "prison"),
        ("probation", "probation"),
        ("treatment", "treatment"),
    ):
        at = Organisation.objects.create(name=f"A {name} {next(numbers)}", kind=kind)
        world.organisations[name] = at
        for role in ("practitioner", "manager"):
            held = Post.objects.create(
                user=signing_in.user(), organisation=at, role=role, first_day=TODAY
            )
            world.posts[name, role] = held
    world.agreement = _agreement(world)
    with making():
        world.person = Person.objects.create(created_by=world.organisations["prison"])
        for name, purpose in (
            ("prison", "manage_sentence"),
            ("probation", "manage_sentence"),
            ("treatment", "treatment"),
        ):
            Involvement.objects.create(
                person=world.person, organisation=world.organisations[name], purpose=purpose,
                agreement=world.agreement, first_day=TODAY - DAY, origin="test",
            )  # fmt: skip
    enter(world, Identity, "prison", given_names="Jo", family_name="Made-Up")
    enter(world, Whereabouts, "prison", kind="custody", first_day=TODAY - DAY)
    return world


def enter(world: World, model: Any, at: str, **parts: Any) -> Any:
    held = {"person": world.person, "held_by": world.organisations[at], "entered_on": TODAY}
    with making():
        made = model(**held, entered_by=world.user(at), **parts)
        made.save(force_insert=True)
    return made


def move_on(world: World, kind: str, day: date) -> None:
    """The person is somewhere else from a day on."""
    with making():
        Whereabouts.objects.filter(person=world.person, last_day=None).update(last_day=day)
    enter(world, Whereabouts, "prison", kind=kind, first_day=day)


def _agreement(world: World) -> Agreement:
    terms = {
        "first_day": TODAY - DAY,
        "last_day": TODAY + 365 * DAY,
        "dpia": "D",
        "dpia_on": TODAY - DAY,
    }
    made = Agreement.objects.create(
        name=f"Needs {next(numbers)}", policy_document="P", policy_document_on=TODAY - DAY, **terms
    )
    for party in world.organisations.values():
        AgreementParty.objects.create(
            agreement=made, organisation=party, controller=party, signed_on=TODAY - DAY
        )
    who = ["identity", "place", "sharing", "risk", "sentence"]
    drugs = ["identity", "place", "needs:drugs_alcohol"]
    for ends, purpose, sections in (
        (("prison", "probation"), "manage_sentence", [*who, *NEEDS]),
        (("treatment", "probation"), "treatment", drugs),
        (("treatment", "probation"), "manage_sentence", drugs),
        (("treatment", "prison"), "treatment", drugs),
        (("treatment", "prison"), "manage_sentence", drugs),
    ):
        for sender, receiver in (ends, ends[::-1]):
            Flow.objects.create(
                agreement=made, sender=world.organisations[sender], receiver=world.organisations[receiver],
                purpose=purpose, power="oma_2007_s14", sections=sections, sender_regime="uk_gdpr",
                sender_article_6="public_task", receiver_regime="uk_gdpr", receiver_article_6="public_task",
            )  # fmt: skip
    return made
