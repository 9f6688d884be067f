"""What one organisation has on the record of one person: rows as its workers entered them, not yet kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from throughgate.data.demonstration.draws import (
    draw,
    family_name,
    given_name,
    key,
    listed,
    number,
    pick,
)
from throughgate.data.demonstration.involving import Tie, order_ends
from throughgate.data.demonstration.lives import Life, open_one
from throughgate.data.demonstration.setting import Setting
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.facts.kinds import SECTIONS, Kind
from throughgate.people.person.facts.models import Fact
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.identifiers.rules import check_letter
from throughgate.people.person.models import Entry, Identity, Person
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.person.moves.rules import INSIDE, Place
from throughgate.people.person.names.models import Alias
from throughgate.people.person.notes.models import Note
from throughgate.people.person.risk.models import CONDITIONS_APPLY, Flag, Mappa
from throughgate.people.person.sentence.models import Condition, Sentence
from throughgate.privacy.access.models import User

Row = TypeVar("Row", bound=Entry)
ETHNICITIES = {"white": "W1", "black": "B1", "asian": "A1", "mixed": "M1", "other": "O9"}
SENTENCES = {
    "custody": "custody",
    "suspended_sentence": "suspended",
    "community_order": "community",
    "caution": "conditional_caution",
}
NOBODY_LEADS, SUPPORTED = 0.006, 0.08
SOURCES = {"prison": "Prison system (made up)", "probation": "Probation system (made up)"}


@dataclass
class Writing:
    """One worker of one organisation enters what it knows of one person on one day."""

    life: Life
    setting: Setting
    person: Person
    organisation: str
    worker: User
    day: date
    given: str
    family: str
    rows: list[Entry] = field(default_factory=list)

    def enter(self, model: type[Row], **parts: Any) -> Row:
        made = model(
            id=key(self.life.key, self.organisation, model.__name__, len(self.rows)),
            person=self.person,
            held_by=self.setting.organisations[self.organisation],
            entered_on=self.day,
            entered_by=self.worker,
            **parts,
        )
        self.rows.append(made)
        return made

    def draw(self, what: str) -> float:
        return draw(self.life.key, what)


def begin(life: Life, tie: Tie, person: Person, setting: Setting) -> Writing:
    given, family = name_of(life)
    worker = setting.worker(tie.organisation, life.key)
    return Writing(life, setting, person, tie.organisation, worker, tie.first_day, given, family)


def name_of(life: Life) -> tuple[str, str]:
    given = given_name(life.sex, life.key)
    if draw(life.key, "second name") < 0.3:
        given += f" {given_name(life.sex, life.key, 'second')}"
    return given, family_name(life.key)


def who_they_are(on: Writing) -> None:
    """As the organisation that leads on somebody has them."""
    on.enter(
        Identity,
        given_names=on.given,
        family_name=on.family,
        birth_date=on.life.born,
        sex=on.life.sex,
    )
    if on.draw("known as") < 0.15:
        on.enter(
            Alias, kind="known_as", given_names=given_name(on.life.sex, on.life.key, "known as")
        )
    if on.draw("earlier") < 0.06:
        on.enter(
            Alias,
            kind="earlier",
            given_names=on.given,
            family_name=family_name(on.life.key, "earlier"),
        )
    for kind, number_ in _numbers(on):
        on.enter(Identifier, kind=kind, number=number_)
    for kind, value, use in _contacts(on):
        on.enter(ContactDetail, kind=kind, value=value, use=use)
    for fact, answer, words in _facts(on):
        on.enter(Fact, kind=fact.value, section=SECTIONS[fact], value=answer, words=words)


def _numbers(on: Writing) -> Iterator[tuple[str, str]]:
    """Plainly made up: serials higher than any that is given out."""
    serial = int(on.life.key[1:])
    year = on.life.sanctions[0].day.year if on.life.sanctions else on.setting.today.year
    if on.organisation in ("prison", "probation", "police"):
        letter = check_letter(int(f"{year % 100:02d}{9_000_000 + serial}"))
        yield "pnc", f"{year}/{9_000_000 + serial}{letter}"
    if on.organisation == "prison":
        yield "prison_number", f"Z{serial % 10_000:04d}{'ABCDEFGH'[serial // 10_000 % 8]}Z"
    elif on.organisation == "probation":
        yield "crn", f"Z{serial:06d}"
    elif on.organisation not in ("police",):
        yield "local", f"{on.organisation.upper()[:2]}-{serial:05d}"


def _contacts(on: Writing) -> Iterator[tuple[str, str, str]]:
    """Telephone numbers are of those kept for drama."""
    if on.organisation == "prison":
        return
    if on.draw("mobile") < 0.85:
        use = "no_message" if on.draw("no message") < 0.1 else "any"
        yield "mobile", f"07700 900{number(0, 999, on.life.key, 'mobile'):03d}", use
    if on.draw("address") < 0.7:
        street = pick(listed("names")["streets"], on.life.key, "street")
        yield "address", f"{number(1, 90, on.life.key, 'house')} {street}, {on.life.area}", "any"
    elif on.draw("through") < 0.5:
        yield "through", "The day centre in " + on.life.area, "emergency"


def _facts(on: Writing) -> Iterator[tuple[Kind, str, str]]:
    yield Kind.HOME_AREA, "", on.life.area
    if on.draw("language") < 0.06:
        language = pick(["polish", "romanian", "arabic", "bsl", "welsh"], on.life.key, "language")
        yield Kind.LANGUAGE, language, ""
        yield Kind.INTERPRETER, "sign" if language == "bsl" else "yes", ""
    if on.draw("reading") < 0.12:
        yield Kind.READING, "help", "Large print and short sentences"
    if on.draw("care") < 0.1:
        yield Kind.CARE_LEAVER, "was", ""
    if on.draw("forces") < 0.04:
        yield Kind.ARMED_FORCES, "regular", ""
    if on.draw("parent") < 0.25:
        yield Kind.PARENT_OR_CARER, "children", ""
    if on.organisation not in ("prison", "probation", "police", "youth", "council"):
        return
    yield Kind.ETHNICITY, ETHNICITIES.get(on.life.ethnicity, "not_known"), ""
    if on.draw("disability") < 0.2:
        yield Kind.DISABILITY, pick(["little", "lot"], on.life.key, "disability"), ""
    if on.organisation == "prison" and on.draw("neuro") < 0.2:
        yield (
            Kind.NEURODIVERSITY,
            pick(["may_be", "yes"], on.life.key, "neuro"),
            "Quiet rooms, one thing at a time",
        )


def where_they_are(on: Writing) -> None:
    """What came before stays, closed on its day; dates come from a system that gives them."""
    place = on.life.place(today=on.setting.today)
    if on.organisation == "prison":
        for stay in on.life.custody[-2:]:
            kind = {"recall": "recall", "remand": "remand"}.get(stay.kind, "custody")
            on.enter(Whereabouts, kind=kind, establishment=on.setting.organisations["prison"].name,
                     organisation=on.setting.organisations["prison"], first_day=stay.first_day,
                     last_day=stay.last_day)  # fmt: skip
    elif place not in INSIDE:
        on.enter(Whereabouts, kind=place.value, first_day=_there_since(on, place))
    for date_ in _dates(on, place):
        date_.entered_by = None  # a system gave it


def _dates(on: Writing, place: Place) -> Iterator[KeyDate]:
    """As the organisation's own system gives them."""
    source = SOURCES.get(on.organisation)
    if source is None:
        return
    if place in INSIDE:
        release = on.setting.today + timedelta(days=_days_to_release(on))
        yield on.enter(KeyDate, kind="conditional_release", day=release, source=source)
        if on.organisation == "prison" and on.draw("confirmed") < 0.3:
            yield on.enter(
                KeyDate, kind="confirmed_release", day=release, confirmed=True, source=source
            )
    elif place in (Place.LICENCE, Place.ORDER):
        kind = "licence_ends" if place is Place.LICENCE else "order_ends"
        yield on.enter(KeyDate, kind=kind, day=order_ends(on.life, on.setting.today), source=source)


def _days_to_release(on: Writing) -> int:
    """Half within twelve weeks, so that there is somebody to get ready for release."""
    near = on.draw("near release") < 0.5
    return (
        number(1, 84, on.life.key, "release") if near else number(85, 900, on.life.key, "release")
    )


def _there_since(on: Writing, place: Place) -> date:
    span = open_one(on.life.supervision, place.value)
    if span:
        return span.first_day
    days = [s.last_day for s in (*on.life.custody, *on.life.supervision) if s.last_day]
    if place is Place.OUT_OF_COURT or not days:
        return on.life.sanctions[-1].day if on.life.sanctions else on.day
    return max(days)


def sentence_and_risk(on: Writing) -> None:
    """The last sanction that asks something of somebody, and what to be careful about."""
    asking = [sanction for sanction in on.life.sanctions if sanction.disposal in SENTENCES]
    if asking:
        last = asking[-1]
        length = {"length": last.custody_days, "unit": "days"} if last.custody_days else {}
        court = "" if last.disposal == "caution" else on.setting.organisations["court"].name
        sentence = on.enter(
            Sentence, kind=SENTENCES[last.disposal], imposed_on=last.day, given_by=court, **length
        )
        if on.draw("condition") < 0.5:
            words = pick(["Meets their worker when asked to", "Goes to treatment as agreed", "Unpaid work, 80 hours"],
                         on.life.key, "condition")  # fmt: skip
            on.enter(Condition, sentence=sentence, words=words)
    if on.draw("mappa") < 0.04:
        on.enter(Mappa, category=2, level=1 + (on.draw("level") < 0.2), first_day=on.day,
                 review_on=on.setting.today + timedelta(days=number(-10, 90, on.life.key, "mappa")))  # fmt: skip
    if on.draw("flag") < 0.1:
        kind = pick(["child", "adult_at_risk", "self", "staff"], on.life.key, "flag")
        on.enter(Flag, kind=kind, ring="The duty desk of " + str(on.setting.organisations[on.organisation]),
                 phone="01632 960100", review_on=on.setting.today + timedelta(days=45))  # fmt: skip
    if on.organisation == "probation" and on.draw("conditions apply") < 0.05:
        on.enter(Flag, kind=CONDITIONS_APPLY, review_on=on.setting.today + timedelta(days=60))


def work(on: Writing, tie: Tie) -> None:
    """Who of the organisation works with them, and a note of it."""
    if draw(on.life.key, on.organisation, "nobody leads") >= NOBODY_LEADS:
        on.enter(Allocation, worker=on.worker, part=Allocation.LEAD, first_day=tie.first_day)
    others = [one for one in on.setting.workers[on.organisation] if one != on.worker]
    if others and draw(on.life.key, on.organisation, "supported") < SUPPORTED:
        supports = pick(others, on.life.key, on.organisation, "supports")
        on.enter(Allocation, worker=supports, part=Allocation.SUPPORT, first_day=tie.first_day)
    if draw(on.life.key, on.organisation, "note") < 0.35:
        happened, said, view = pick(listed("names")["notes"], on.life.key, on.organisation, "words")
        at = datetime.combine(on.day, time(9 + number(0, 7, on.life.key, "hour"), 30), tzinfo=UTC)
        pathway = pick(["accommodation", "finance", "employment", ""], on.life.key, "pathway")
        on.enter(Note, section="notes", pathway=pathway, written_at=at, happened=happened,
                 person_said=said, my_view=view)  # fmt: skip
