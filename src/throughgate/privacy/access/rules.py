"""Who may flow what to whom: may a flow stand in an agreement, and is the agreement in force on a day?

The law is in outline in values.yaml, dated; what follows is how this project reads it, not legal advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Kind

PART_3 = "part_3"


class Weight(StrEnum):
    """What a finding does to a flow."""

    REFUSES = "refuses"
    WARNS = "warns"


@dataclass(frozen=True)
class Finding:
    """One reason for or against, in words that name what to change."""

    weight: Weight
    words: str


@dataclass(frozen=True)
class Basis:
    """On which basis one end of a flow processes."""

    regime: str
    article_6: str = ""
    article_9: str = ""
    schedule_1: str = ""


@dataclass(frozen=True)
class Flow:
    """From whom to whom, which sections, why, and under what."""

    sender: Kind
    receiver: Kind
    sections: frozenset[str]
    purpose: str
    power: str
    sender_basis: Basis
    receiver_basis: Basis


@dataclass(frozen=True)
class Terms:
    """What an agreement says of itself."""

    first_day: date | None
    last_day: date | None
    ended_on: date | None = None
    dpia_on: date | None = None
    flows: int = 1


@dataclass(frozen=True)
class FlowTerms:
    """What one flow of an agreement needs beside the agreement's being in force."""

    unsigned: tuple[str, ...] = ()  # names of sender or receiver that have not signed by that day
    asks_policy_document: bool = False
    policy_document_on: date | None = None


def findings(flow: Flow, *, today: date) -> tuple[Finding, ...]:
    """Everything to say about a flow; it can stand when nothing refuses."""
    return (*_sections(flow, today), *_power(flow, today), *_bases(flow, today))


def can_stand(flow: Flow, *, today: date) -> bool:
    return not any(found.weight is Weight.REFUSES for found in findings(flow, today=today))


def asks_policy_document(flow: Flow, *, today: date) -> bool:
    """Schedule 1 asks for one with most of its conditions; Part 3 with sensitive processing (section 42)."""
    return any(
        _asks(basis, flow.sections, today) for basis in (flow.sender_basis, flow.receiver_basis)
    )


def missing(terms: Terms, *, today: date) -> tuple[str, ...]:
    """What keeps an agreement from being in force today; nothing when it is in force."""
    return tuple(_missing(terms, today))


def stops(flow: FlowTerms, *, today: date) -> tuple[str, ...]:
    """What keeps one flow from being carried although its agreement is in force."""
    return tuple(_stops(flow, today))


def in_force(terms: Terms, *, today: date) -> bool:
    return not missing(terms, today=today)


def _missing(terms: Terms, today: date) -> Iterator[str]:
    if terms.first_day is None or terms.first_day > today:
        yield "It has not started: give it a first day that has come."
    if terms.last_day is None:
        yield "It has no last day: an agreement runs out and is looked at again."
    elif terms.last_day < today:
        yield "It has run out: agree a new one."
    if terms.ended_on is not None and terms.ended_on <= today:
        yield "It was ended: agree a new one."
    if terms.dpia_on is None or terms.dpia_on > today:
        yield "It has no data protection impact assessment (DPIA): name it and the day it was signed off."
    if not terms.flows:
        yield "It lists no flow: what is not listed does not happen."


def _stops(flow: FlowTerms, today: date) -> Iterator[str]:
    since = flow.policy_document_on
    if flow.asks_policy_document and (since is None or since > today):
        yield "A condition it relies on asks for an appropriate policy document: name it and its day."
    for party in flow.unsigned:
        yield f"{party} has not signed the agreement."


def _sections(flow: Flow, today: date) -> Iterator[Finding]:
    unknown = sorted(flow.sections - set(lists.on("sections", today)))
    if not flow.sections or unknown:
        yield _refuses(
            f"No such section: {', '.join(unknown)}." if unknown else "It names no section."
        )
    if flow.purpose not in lists.on("purposes", today):
        yield _refuses(f"No such purpose: {flow.purpose}.")
    for end, kind in (("sender", flow.sender), ("receiver", flow.receiver)):
        if not lists.sees_people(kind, today):
            yield _refuses(f"The {end} is of a kind that never sees a person ({_kind(kind)}).")


def _power(flow: Flow, today: date) -> Iterator[Finding]:
    power = lists.on("powers", today).get(flow.power)
    if power is None:
        yield _refuses(f"No such legal power: {flow.power}.")
        return
    name = power["name"]
    if "one_end" in power and not {flow.sender, flow.receiver} & set(power["one_end"]):
        yield _refuses(f"{name} works only to or from {_kinds(power['one_end'])}.")
    if "senders" in power and flow.sender not in power["senders"]:
        yield _refuses(f"{name} does not let {_kind(flow.sender)} send.")
    if "receivers" in power and flow.receiver not in power["receivers"]:
        yield _refuses(f"{name} does not let {_kind(flow.receiver)} receive.")
    if "purposes" in power and flow.purpose not in power["purposes"]:
        yield _refuses(f"{name} does not serve this purpose ({_purpose(flow.purpose)}).")


def _bases(flow: Flow, today: date) -> Iterator[Finding]:
    for kind, basis in ((flow.sender, flow.sender_basis), (flow.receiver, flow.receiver_basis)):
        if basis.regime == PART_3:
            yield from _part_3(kind, basis, today)
        else:
            yield from _uk_gdpr(kind, basis, flow.sections, today)


def _part_3(kind: Kind, basis: Basis, today: date) -> Iterator[Finding]:
    if not _about(kind, today)["competent"]:
        yield _refuses(
            f"{_kind(kind)} is not a competent authority: Part 3 of the Data Protection Act 2018 is not "
            "open to it. Choose a basis of UK GDPR article 6."
        )
    if basis.article_6 or basis.article_9:
        yield _refuses("Part 3 stands alone: leave out articles 6 and 9, or choose UK GDPR.")


def _uk_gdpr(kind: Kind, basis: Basis, sections: frozenset[str], today: date) -> Iterator[Finding]:
    if basis.article_6 not in lists.on("article_6", today):
        yield _refuses(f"{_kind(kind)} needs a basis of UK GDPR article 6.")
    if basis.article_6 == "consent" and _about(kind, today)["public"]:
        yield Finding(
            Weight.WARNS,
            f"{_kind(kind)} is a public body: consent is rarely freely given to one. Public task or legal "
            "obligation is the usual basis.",
        )
    special = _marked(sections, "special", today)
    if special and basis.article_9 not in lists.on("article_9", today):
        yield _refuses(
            f"{_kind(kind)} needs a condition of article 9 for {_names(special, today)}."
        )
    if basis.article_9 == "substantial_public_interest" and not basis.schedule_1:
        yield _refuses(f"{_kind(kind)}: article 9(2)(g) works only with a condition of Schedule 1.")
    if basis.schedule_1 and basis.schedule_1 not in lists.on("schedule_1", today):
        yield _refuses(f"No such condition of Schedule 1: {basis.schedule_1}.")
    offence = _marked(sections, "offence", today)
    if offence and not basis.schedule_1:
        yield _refuses(
            f"{_kind(kind)} needs a condition of Schedule 1 for {_names(offence, today)} (article 10)."
        )


def _asks(basis: Basis, sections: frozenset[str], today: date) -> bool:
    if basis.regime == PART_3:
        return bool(_marked(sections, "special", today))
    condition = lists.on("schedule_1", today).get(basis.schedule_1)
    return bool(condition and condition["policy_document"])


def _marked(sections: frozenset[str], mark: str, today: date) -> list[str]:
    known = lists.on("sections", today)
    return [code for code in known if code in sections and known[code].get(mark)]


def _refuses(words: str) -> Finding:
    return Finding(Weight.REFUSES, words)


def _about(kind: Kind, today: date) -> dict[str, Any]:
    found: dict[str, Any] = lists.on("kinds", today)[kind]
    return found


def _kind(kind: str) -> str:
    return lists.name_of("kinds", kind)


def _kinds(kinds: list[str]) -> str:
    return " or ".join(_kind(kind).lower() for kind in kinds)


def _purpose(purpose: str) -> str:
    return lists.name_of("purposes", purpose).lower()


def _names(sections: list[str], today: date) -> str:
    known = lists.on("sections", today)
    return ", ".join(f"“{known[code]['name']}”" for code in sections)
