"""What the people of the made-up county live among: its organisations, who works there, its agreements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from throughgate.common.errors import WrongUse
from throughgate.data.demonstration.draws import listed, pick
from throughgate.privacy.access import rules
from throughgate.privacy.access.kinds import Kind
from throughgate.privacy.access.models import Agreement, AgreementParty, Flow, Organisation, User

OPENED = date(2025, 4, 7)  # the first day on which the county works with the record
TERMS = {
    "first_day": OPENED - timedelta(days=28),
    "review_on": date(2026, 2, 2),
    "last_day": date(2027, 3, 31),
    "dpia": "Assessment of the whole county’s sharing, version 3",
    "dpia_on": OPENED - timedelta(days=60),
    "policy_document": "Appropriate policy document of the county",
    "policy_document_on": OPENED - timedelta(days=60),
}


@dataclass
class Setting:
    """By their codes in posts.yaml and agreements.yaml."""

    today: date
    organisations: dict[str, Organisation] = field(default_factory=dict)
    workers: dict[str, list[User]] = field(
        default_factory=dict
    )  # who works with people, by organisation
    posts: dict[str, User] = field(
        default_factory=dict
    )  # of the printed sign-ins, by the name of their address
    agreements: dict[str, Agreement] = field(default_factory=dict)

    # Who is told by whom who somebody is: agreement and purpose, sender and receiver.
    named: set[tuple[str, str, str, str]] = field(default_factory=set)

    def worker(self, organisation: str, *of: object) -> User:
        return pick(self.workers[organisation], "worker", organisation, *of)


def make_agreements(setting: Setting) -> None:
    """Every agreement with its parties and flows; a flow that the rules refuse is a mistake of ours."""
    for code, entry in listed("agreements")["agreements"].items():
        given = {name: entry[name] for name in (*TERMS, "ended_on", "ended_why") if name in entry}
        terms = {**TERMS, **given}
        if not terms["dpia"]:
            terms["dpia_on"] = None
        setting.agreements[code] = Agreement.objects.create(name=entry["name"], **terms)
        flows = [flow for line in entry["flows"] for flow in _flows(line, setting)]
        others = [setting.organisations[each] for each in entry.get("parties", ())]
        _sign(setting.agreements[code], flows, others)
        for flow in flows:
            flow.agreement = setting.agreements[code]
        Flow.objects.bulk_create(flows)
        setting.named |= set(_named(code, flows, setting))


def _named(
    agreement: str, flows: list[Flow], setting: Setting
) -> Iterator[tuple[str, str, str, str]]:
    codes = {each.pk: code for code, each in setting.organisations.items()}
    for flow in flows:
        if "identity" in flow.sections:
            yield agreement, flow.purpose, codes[flow.sender_id], codes[flow.receiver_id]


def _sign(agreement: Agreement, flows: list[Flow], others: list[Organisation]) -> None:
    ends = [end for flow in flows for end in (flow.sender, flow.receiver)]
    parties = {party.pk: party for party in (*ends, *others)}
    AgreementParty.objects.bulk_create(
        AgreementParty(
            agreement=agreement,
            organisation=party,
            controller=party,
            signed_on=agreement.first_day,
            signed_by="Its chief officer",
        )
        for party in parties.values()
    )


def _flows(line: dict[str, Any], setting: Setting) -> list[Flow]:
    if "between" in line:
        first, second = line["between"]
        ends = [(first, second), (second, first)]
    else:
        ends = [(line["from"], line["to"])]
    return [_flow(line, *pair, purpose, setting) for pair in ends for purpose in line["for"]]


def _flow(line: dict[str, Any], sender: str, receiver: str, purpose: str, setting: Setting) -> Flow:
    sets = listed("agreements")["sections"]
    sections = [section for name in line["sections"] for section in sets.get(name, [name])]
    flow = Flow(
        sender=setting.organisations[sender],
        receiver=setting.organisations[receiver],
        sections=sections,
        purpose=purpose,
        power=line["under"],
    )
    bases = {}
    for end, code in (("sender", sender), ("receiver", receiver)):
        bases[end] = _basis(code, sections, setting.today)
        for name, value in vars(bases[end]).items():
            setattr(flow, f"{end}_{name}", value)
    proposed = rules.Flow(
        Kind(flow.sender.kind),
        Kind(flow.receiver.kind),
        frozenset(sections),
        purpose,
        flow.power,
        bases["sender"],
        bases["receiver"],
    )
    refused = [
        f.words for f in rules.findings(proposed, today=setting.today) if f.weight == "refuses"
    ]
    if refused:
        raise WrongUse(
            f"agreements.yaml, {sender} to {receiver} for {purpose}: {' '.join(refused)}"
        )
    flow.asks_policy_document = rules.asks_policy_document(proposed, today=setting.today)
    return flow


def _basis(organisation: str, sections: list[str], today: date) -> rules.Basis:
    agreements = listed("agreements")
    return rules.Basis(**agreements["bases"][agreements["basis_of"][organisation]])
