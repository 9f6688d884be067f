"""What a tier is taken from: which sentences go on, which release was the last, and that a kept calculation compares."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from throughgate.people.assessment.models import FilledPart, HarmRisk
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.risk.models import Mappa
from throughgate.people.person.sentence.models import Sentence
from throughgate.people.tier import inputs, kept, words
from throughgate.people.tier.models import CalculatedTier
from throughgate.people.tier.rules import PACKAGE, Step
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.privacy.access.models import Organisation

TODAY = date(2027, 3, 5)
OURS, THEIRS = Organisation(pk=1, name="Ours"), Organisation(pk=2, name="Theirs")
HELD = {"held_by": OURS, "entered_on": TODAY}


def sentence(kind: str = "community", by: Organisation = OURS, **parts: object) -> Sentence:
    return Sentence(held_by=by, entered_on=TODAY, kind=kind, imposed_on=date(2027, 1, 4), **parts)


def inside(first: date, last: date | None = None, kind: str = "custody") -> Whereabouts:
    return Whereabouts(**HELD, kind=kind, first_day=first, last_day=last)


def test_a_sentence_goes_on_until_somebody_knows_its_end() -> None:
    ours, ended = sentence(), sentence(by=THEIRS, ended_on=date(2027, 3, 1))
    assert inputs.active([ours], TODAY) == [ours]
    assert inputs.active([ours, ended], TODAY) == []
    assert inputs.active([sentence("conditional_caution")], TODAY) == []


def test_the_last_release_is_from_the_last_stay_that_nothing_goes_on_from() -> None:
    first, moved = date(2020, 1, 1), date(2021, 1, 1)
    out, recalled = date(2022, 1, 1), date(2024, 1, 1)
    stays = [inside(first, moved), inside(moved, out), inside(recalled, None, "recall")]
    assert inputs.last_release(stays) == out
    assert inputs.last_release(stays[:1]) == moved
    assert inputs.last_release([inside(first)]) is None
    assert inputs.last_release([inside(first, out, "order")]) is None


def test_an_assessed_score_counts_before_a_newer_static_one() -> None:
    older = Score(
        **HELD, kind="csrp", percent=Decimal(1), dynamic=True, scored_on=TODAY - timedelta(9)
    )
    newer = Score(**HELD, kind="csrp", percent=Decimal(7), scored_on=TODAY)
    assert inputs.newest([newer, older], "csrp") is older
    assert inputs.newest([newer], "csrp") is newer and inputs.newest([newer], "arp") is None


def test_everything_that_is_taken_has_words_and_says_who_said_it() -> None:
    rows = inputs.Rows(
        scores=[
            Score(**HELD, kind=k, percent=Decimal(9), band="high")
            for k in ("arp", "csrp", "dc_srp")
        ],
        facts=[
            OffendingHistory(
                **HELD,
                stalking=True,
                domestic_abuse=True,
                child_protection=True,
                sexual_offence=True,
            )
        ],
        mappa=[Mappa(**HELD, category=2, level=2)],
        sentences=[sentence("indeterminate")],
        whereabouts=[inside(date(2020, 1, 1), date(2026, 12, 1))],
        harm=[HarmRisk(**HELD, level="medium"), HarmRisk(**HELD, level="very_high")],
        parts=[FilledPart(**HELD, severity="severe")],
    )
    columns = kept.columns(inputs.taken(rows, today=TODAY), today=TODAY)
    row = CalculatedTier(**columns)
    assert row.tier == "A" and row.four_tier == 4 and not row.provisional
    assert kept.same(row, columns) and not kept.same(row, {**columns, "tier": "B"})
    shown = words.steps(row)
    assert len(shown) == len(Step) and all(step.text and step.tier for step in shown)
    assert [step.said for step in shown].count("") == 0, [step.said for step in shown]
    assert "very high" in shown[2].text and "1 December 2026" in shown[3].text


def test_nothing_known_has_words_too() -> None:
    row = CalculatedTier(**kept.columns(inputs.taken(inputs.Rows(), today=TODAY), today=TODAY))
    assert row.standing == "not_supervised" and words.STANDING[row.standing] and PACKAGE
    rows = inputs.Rows(sentences=[sentence()])
    row = CalculatedTier(**kept.columns(inputs.taken(rows, today=TODAY), today=TODAY))
    assert row.standing == "missing" and len(words.missing(row)) == 4
