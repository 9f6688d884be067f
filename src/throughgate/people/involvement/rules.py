"""Who may see what of whom: the first lock's policy, which the database's may_see() says again on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.lists import EXISTS

HEALTH = "health"
RESTRICTED = "restricted"  # as against excluded


class Because(StrEnum):
    """The one reason for an answer."""

    OWN = "their organisation holds it and is involved"
    FLOW = "a flow of the agreement carries it"
    EMERGENCY = "an emergency access is open"
    NO_POST = "they work in no post today"
    KEPT_OUT = "their access to this person is limited"
    ROLE = "their role does not open this section"
    NOT_INVOLVED = "their organisation is not involved"
    NO_FLOW = "no flow carries it to their organisation"
    NOT_TOLD = "the person has not said that it may be told to them"
    NO_CONSENT = "the flow rests on consent, and there is none"


YES = {Because.OWN, Because.FLOW, Because.EMERGENCY}


@dataclass(frozen=True)
class Carried:
    """A flow that reaches the reader's organisation today."""

    flow: int
    agreement: int
    purpose: str
    holder: int
    sections: frozenset[str]
    on_consent: bool = False


@dataclass(frozen=True)
class Reader:
    """What is known of a user, whoever they look at."""

    user: int
    organisation: int | None = None
    role: str = ""
    opens: frozenset[str] = frozenset()
    emergency_opens: frozenset[str] = frozenset()
    agreements: frozenset[int] = frozenset()  # in force today and signed by the organisation
    carried: tuple[Carried, ...] = ()
    kind: str = ""  # of the organisation


@dataclass(frozen=True)
class Called:
    """What a person is called, as one source of one holder has it."""

    held_by: int
    source: str
    entered_on: date
    name: str
    birth_date: date | None
    sex: str


@dataclass(frozen=True)
class Towards:
    """What is known of the reader towards one person."""

    involvements: tuple[tuple[int, str], ...] = ()  # agreement and purpose of each current one
    kept_out: bool = False
    limited: bool = False
    emergency: bool = False
    told_by: frozenset[int] = frozenset()
    consents: frozenset[int] = frozenset()
    called: tuple[Called, ...] = ()


def because(reader: Reader, to: Towards, section: str, held_by: int | None = None) -> Because:
    """Why they may or may not see a row in this section that this organisation holds.

    Section `person` is that somebody is there at all. Without a holder: could they see any row of the section?
    """
    if reader.organisation is None:
        return Because.NO_POST
    if to.kept_out:
        return Because.KEPT_OUT
    if to.emergency and not to.limited and section in reader.emergency_opens:
        return Because.EMERGENCY
    current = [(a, purpose) for a, purpose in to.involvements if a in reader.agreements]
    if not current:
        return Because.NOT_INVOLVED
    if section not in reader.opens:
        return Because.ROLE
    if held_by is None or held_by == reader.organisation:
        return Because.OWN
    return _by_flow(_matching(reader.carried, current, section, held_by), to, section, held_by)


def sees(reader: Reader, to: Towards, section: str, held_by: int | None = None) -> bool:
    return because(reader, to, section, held_by) in YES


def sees_by_involvement(
    reader: Reader, to: Towards, section: str, held_by: int | None = None
) -> bool:
    """The same where an emergency opens nothing: what the person said can tell of health by itself."""
    return sees(reader, replace(to, emergency=False), section, held_by)


def names_purpose(reader: Reader, to: Towards, telling: str, organisation: int) -> bool:
    """Whether a reader is told what an organisation is involved for: `telling`, the section that it gives away, if any."""
    return (
        not telling
        or organisation == reader.organisation
        or sees(reader, to, telling, organisation)
    )


def leads(reader: Reader, to: Towards, limiting: frozenset[str]) -> bool:
    """Whether their organisation is involved for a purpose that lets it limit who of others sees the person."""
    return any(a in reader.agreements and purpose in limiting for a, purpose in to.involvements)


def lets_past(reader: Reader, *, leads: bool, theirs: bool) -> bool:
    """Whether a restriction does not bind a reader whom it does not name. `leads`, `theirs`: whether the reader's
    organisation leads, and the one that set it.

    Who does not lead now cannot keep out the information officer of who does: else nobody who leads could lift it.
    """
    return reader.role == Role.INFORMATION_OFFICER and leads and not theirs


def in_place_of(reader: Reader, held_by: int, *, leads: bool, theirs: bool, binds: bool) -> bool:
    """Whether the reader's organisation leads where the one that set a limit does not, and the limit binds others."""
    return held_by != reader.organisation and binds and leads and not theirs


def not_to_limit(kind: str, *, leads: bool, elsewhere: tuple[str, ...]) -> str:
    """Why an organisation cannot set a limit; nothing when it can. `elsewhere`: whom it names and who do not work in it."""
    if leads:
        return ""
    ask = "“Sharing” says which organisations are involved, and for what."
    if kind == RESTRICTED:
        return (
            "“Only the people named here” binds everybody, so it is for an organisation that manages the sentence. "
            f"Choose the other kind and name the colleagues to keep out, or ask that organisation. {ask}"
        )
    if elsewhere:
        return (
            f"Your organisation does not manage the sentence, so it keeps out only people who work in it: not {', '.join(elsewhere)}. "
            f"Take them out of the form, and ask their own organisation or the one that manages the sentence. {ask}"
        )
    return ""


def exists_for(reader: Reader, to: Towards) -> bool:
    """Whether there is such a person at all, as far as this reader is concerned."""
    return sees(reader, to, EXISTS)


def _matching(
    carried: Iterable[Carried], current: list[tuple[int, str]], section: str, held_by: int
) -> list[Carried]:
    return [
        flow
        for flow in carried
        if flow.holder == held_by
        and section in flow.sections
        and (flow.agreement, flow.purpose) in current
    ]


def _by_flow(flows: list[Carried], to: Towards, section: str, held_by: int) -> Because:
    if not flows:
        return Because.NO_FLOW
    if section == HEALTH and held_by not in to.told_by:
        return Because.NOT_TOLD
    if all(flow.on_consent and flow.flow not in to.consents for flow in flows):
        return Because.NO_CONSENT
    return Because.FLOW


@dataclass(frozen=True)
class Period:
    """From a first day to a last, both included; without a last it goes on."""

    first_day: date
    last_day: date | None = None

    def meets(self, other: Period) -> bool:
        return _last(self) >= other.first_day and _last(other) >= self.first_day


@dataclass(frozen=True)
class Wanted:
    """An involvement somebody wants to start, and what it must agree with."""

    period: Period
    kind: str
    purpose: str
    agreement_missing: tuple[str, ...]  # what keeps the agreement from being in force
    has_flow: bool  # the agreement has a flow of this organisation for this purpose
    others: tuple[Period, ...]  # of the same organisation, person and purpose


def refusals(wanted: Wanted, *, today: date) -> tuple[str, ...]:
    """Why an involvement cannot start; nothing when it can."""
    return tuple(_refusals(wanted, today))


def _refusals(wanted: Wanted, today: date) -> Iterator[str]:
    if not lists.sees_people(wanted.kind, today):
        name = lists.name_of("kinds", wanted.kind).lower()
        yield f"An organisation of this kind ({name}) is never involved with a person."
        return
    if wanted.purpose not in lists.on("purposes", today):
        yield "Choose one of the purposes on the list."
    if wanted.period.last_day and wanted.period.last_day < wanted.period.first_day:
        yield "It ends before it starts. Give a last day on or after the first."
    yield from (f"The agreement is not in force. {words}" for words in wanted.agreement_missing)
    if not wanted.has_flow:
        yield (
            "The agreement lists no flow to or from your organisation for this purpose. "
            "Choose another agreement, or ask your information officer."
        )
    if any(wanted.period.meets(other) for other in wanted.others):
        yield "Your organisation is involved for this purpose in that time already."


def last_day_with_sentence(
    period: Period,
    *,
    purpose: str,
    sentence_ends: date | None,
    follows: bool,
    others: tuple[Period, ...] = (),
    today: date,
) -> date | None:
    """The last day of an involvement as far as is known when a sentence ends; None: it goes on.

    One for managing the sentence ends with it; one with another purpose goes on, under its own power. `follows`: its
    last day came from the sentence alone, and so moves with it, later too, while it is not over and nothing follows it.
    """
    if not lists.on("purposes", today)[purpose]["with_sentence"]:
        return period.last_day
    end = sentence_ends or date.max
    sooner = max(min(_last(period), end), period.first_day)
    later = Period(period.first_day, sentence_ends)
    moves = follows and today <= _last(period) < end
    if moves and not any(later.meets(other) for other in others):
        return sentence_ends
    return None if sooner == date.max else sooner


@dataclass(frozen=True)
class Longer:
    """An involvement somebody wants to go on for longer, and what it must agree with."""

    period: Period  # as it is now
    last_day: date | None  # as it is wanted
    with_sentence_over: bool  # its last day came from the end of the sentence that it manages
    agreement_missing: tuple[str, ...]
    others: tuple[Period, ...]  # of the same organisation, person and purpose, without this one


def not_longer(wanted: Longer, *, today: date) -> tuple[str, ...]:
    """Why an involvement cannot go on for longer; nothing when it can."""
    return tuple(_not_longer(wanted, today))


def _not_longer(wanted: Longer, today: date) -> Iterator[str]:
    was, new = wanted.period.last_day, Period(wanted.period.first_day, wanted.last_day)
    if was is None:
        yield "It has no last day, so it goes on already."
    elif was < today:
        yield "It has ended. Start a new one."
    elif _last(new) <= was:
        yield "That is no later than the last day it has. To end it sooner, end it instead."
    if wanted.with_sentence_over:
        yield (
            "It is for managing the sentence, and ends with it. To go on, start an involvement for another "
            "purpose, with its own power."
        )
    yield from (f"The agreement is not in force. {words}" for words in wanted.agreement_missing)
    if any(new.meets(other) for other in wanted.others):
        yield "Your organisation is involved for this purpose in that time already."


def asks_what_follows(period: Period, *, notice_days: int, today: date) -> bool:
    """Whether the worker is to be asked, from so many days before the last, what comes after it."""
    last = period.last_day
    return last is not None and last - timedelta(days=notice_days) <= today <= last


def _last(period: Period) -> date:
    return period.last_day or date.max
