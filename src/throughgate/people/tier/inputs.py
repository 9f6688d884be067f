"""What a tier is taken from, gathered from the record as far as the reader sees it, with who said it and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from throughgate.people.assessment import queries as assessments
from throughgate.people.assessment.rules import Harm, Severity
from throughgate.people.person.iom.models import Adoption
from throughgate.people.person.models import Entry
from throughgate.people.person.moves import queries as moves
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.moves.rules import INSIDE
from throughgate.people.person.risk import queries as risk
from throughgate.people.person.sentence import rules as sentence_rules
from throughgate.people.person.sentence.models import Sentence
from throughgate.people.record.frame import said_by
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.tier import rules
from throughgate.people.tier.four_tiers import rules as four_tiers
from throughgate.people.tier.scores import queries as scores

INDETERMINATE = "indeterminate"
FLAGS = ("domestic_abuse", "stalking", "child_protection", "sexual_offence")
LOWEST_FIRST = list(Harm)


@dataclass
class Inputs:
    """What either rule knows. said: by input, who gave it and when."""

    tier: rules.Known
    four: four_tiers.Known
    said: dict[str, str] = field(default_factory=dict)


def of(opened: Opened) -> Inputs:
    said: dict[str, str] = {}
    arp, csrp = _score(opened, "arp", said), _score(opened, "csrp", said)
    harm, needs = _assessed(opened, said)
    mappa = risk.going_on(opened, opened.once(risk.mappa))
    if mappa:
        said["mappa"] = _said(mappa[0])
    going_on = active(gathered(opened, Sentence, "-imposed_on", "pk"), opened.today)
    if going_on:
        said["sentence"] = _said(going_on[0])
    flags = {name: _flag(opened, name, said) for name in FLAGS}
    tier = rules.Known(
        active_sentence=bool(going_on),
        arp=arp,
        csrp=csrp,
        sexual=_sexual(opened, said),
        mappa_category=min((row.category for row in mappa), default=None),
        harm=harm,
        indeterminate=any(row.kind == INDETERMINATE for row in going_on),
        last_release=last_release(moves.whereabouts(opened)),
        **flags,
    )
    four = four_tiers.Known(
        arp=arp.value if arp else None,
        harm=harm,
        mappa_level=max((row.level for row in mappa), default=None),
        prolific=bool(gathered(opened, Adoption)),
        needs=needs,
    )
    return Inputs(tier, four, said)


def active(rows: Iterable[Sentence], today: date) -> list[Sentence]:
    """Sentences of a court that go on; one that another organisation knows to have ended does not."""
    given = {
        row: sentence_rules.Given(row.held_by_id, row.kind, row.imposed_on, row.ended_on)
        for row in rows
        if not sentence_rules.is_out_of_court(row.kind, today=today)
    }
    return [
        row
        for row, each in given.items()
        if not each.ended_on and not any(each.is_said_ended_by(o) for o in given.values())
    ]


def last_release(rows: Iterable[Whereabouts]) -> date | None:
    """The last day of the newest stay inside that no other stay inside goes on from."""
    inside = [row for row in rows if row.kind in INSIDE]
    released = [
        row.last_day
        for row in inside
        if row.last_day
        and not any(
            other.first_day <= row.last_day + timedelta(days=1)
            and (other.last_day is None or other.last_day > row.last_day)
            for other in inside
        )
    ]
    return max(released, default=None)


def _score(opened: Opened, kind: str, said: dict[str, str]) -> rules.Score | None:
    row = scores.newest(opened, kind)
    if row is None:
        return None
    said[kind] = _said(row)
    return rules.Score(row.percent, row.dynamic)


def _sexual(opened: Opened, said: dict[str, str]) -> rules.Sexual | None:
    row = scores.newest(opened, "dc_srp")
    if row is None:
        return None
    said["sexual"] = _said(row)
    return rules.Sexual(rules.Band(row.band or "not_applicable"), row.percent)


def _assessed(
    opened: Opened, said: dict[str, str]
) -> tuple[Harm | None, tuple[Severity, ...] | None]:
    """The highest level of harm and the severity of each part, of the newest signed assessment."""
    of = assessments.newest_signed(opened)
    if of is None:
        return None, None
    levels = [Harm(row.level) for row in assessments.harm(opened, of)]
    if levels:
        said["harm"] = _said(of)
    needs = [Severity(row.severity) for row in assessments.parts(opened, of) if row.severity]
    return max(levels, key=LOWEST_FIRST.index, default=None), tuple(needs) or None


def _flag(opened: Opened, name: str, said: dict[str, str]) -> bool:
    for row in scores.histories(opened):
        if getattr(row, name):
            said[name] = _said(row)
            return True
    return False


def _said(row: Entry) -> str:
    return said_by(row.held_by.name, row.entered_on, row.source)
