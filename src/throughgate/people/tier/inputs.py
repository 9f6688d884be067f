"""What a tier is taken from, gathered from the record as far as the reader sees it, with who said it and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from throughgate.people.assessment import queries as assessments
from throughgate.people.assessment.models import FilledPart, HarmRisk
from throughgate.people.assessment.rules import Harm, Severity
from throughgate.people.person.iom.models import Adoption
from throughgate.people.person.models import Entry
from throughgate.people.person.moves import queries as moves
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.moves.rules import INSIDE
from throughgate.people.person.risk import queries as risk
from throughgate.people.person.risk.models import Mappa
from throughgate.people.person.sentence import rules as sentence_rules
from throughgate.people.person.sentence.models import Sentence
from throughgate.people.record.frame import said_by
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.tier import rules
from throughgate.people.tier.four_tiers import rules as four_tiers
from throughgate.people.tier.scores import queries as scores
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.people.tier.scores.queries import newest

INDETERMINATE = "indeterminate"
FLAGS = ("domestic_abuse", "stalking", "child_protection", "sexual_offence")
LOWEST_FIRST = list(Harm)


@dataclass
class Inputs:
    """What either rule knows. said: by input, who gave it and when."""

    tier: rules.Known
    four: four_tiers.Known
    said: dict[str, str] = field(default_factory=dict)


@dataclass
class Rows:
    """What is on the record of one person, as far as somebody sees it; of each the one that counts first."""

    scores: Sequence[Score] = ()
    facts: Sequence[OffendingHistory] = ()
    mappa: Sequence[Mappa] = ()
    sentences: Sequence[Sentence] = ()
    whereabouts: Sequence[Whereabouts] = ()
    adoptions: Sequence[Adoption] = ()
    # As the last signed assessment that speaks of each says: one that leaves a group or a part out takes nothing back.
    harm: Sequence[HarmRisk] = ()
    parts: Sequence[FilledPart] = ()


def of(opened: Opened) -> Inputs:
    """As the reader sees it."""
    signed = assessments.newest_signed(opened)
    rows = Rows(
        scores=scores.scores(opened),
        facts=scores.histories(opened),
        mappa=risk.going_on(opened, opened.once(risk.mappa)),
        sentences=gathered(opened, Sentence, "-imposed_on", "pk"),
        whereabouts=moves.whereabouts(opened),
        adoptions=gathered(opened, Adoption),
        harm=assessments.newest_harm(opened) if signed else (),
        parts=list({row.part: row for row in assessments.signed_parts(opened)}.values())
        if signed
        else (),
    )
    return taken(rows, today=opened.today)


def taken(rows: Rows, *, today: date) -> Inputs:
    """The rows as the two rules know them."""
    said: dict[str, str] = {}
    arp, csrp = _score(rows, "arp", said), _score(rows, "csrp", said)
    harm, needs = _harm(rows, said), [Severity(r.severity) for r in rows.parts if r.severity]
    going_on = active(rows.sentences, today)
    for name, found in (("mappa", rows.mappa), ("sentence", going_on)):
        if found:
            said[name] = _said(found[0])
    tier = rules.Known(
        active_sentence=bool(going_on),
        arp=arp,
        csrp=csrp,
        sexual=_sexual(rows, said),
        mappa_category=min((row.category for row in rows.mappa), default=None),
        harm=harm,
        indeterminate=any(row.kind == INDETERMINATE for row in going_on),
        last_release=last_release(rows.whereabouts),
        **{name: _flag(rows, name, said) for name in FLAGS},
    )
    four = four_tiers.Known(
        arp=arp.value if arp else None,
        harm=harm,
        mappa_level=max((row.level for row in rows.mappa), default=None),
        prolific=bool(rows.adoptions),
        needs=tuple(needs) or None,
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


def _score(rows: Rows, kind: str, said: dict[str, str]) -> rules.Score | None:
    row = newest(rows.scores, kind)
    if row is None:
        return None
    said[kind] = _said(row)
    return rules.Score(row.percent, row.dynamic)


def _sexual(rows: Rows, said: dict[str, str]) -> rules.Sexual | None:
    row = newest(rows.scores, "dc_srp")
    if row is None:
        return None
    said["sexual"] = _said(row)
    return rules.Sexual(rules.Band(row.band or "not_applicable"), row.percent)


def _harm(rows: Rows, said: dict[str, str]) -> Harm | None:
    """The highest towards anybody."""
    highest = max(rows.harm, key=lambda row: LOWEST_FIRST.index(Harm(row.level)), default=None)
    if highest is None:
        return None
    said["harm"] = _said(highest)
    return Harm(highest.level)


def _flag(rows: Rows, name: str, said: dict[str, str]) -> bool:
    for row in rows.facts:
        if getattr(row, name):
            said[name] = _said(row)
            return True
    return False


def _said(row: Entry) -> str:
    return said_by(row.held_by.name, row.entered_on, row.source)
