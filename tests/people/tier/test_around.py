"""The four-tier view, how often somebody is seen, and another tier set for a reason and a time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.table import rows
from throughgate.common.errors import WrongUse
from throughgate.people.assessment.rules import Harm, Severity
from throughgate.people.tier.contact import rules as contact
from throughgate.people.tier.four_tiers import rules as four
from throughgate.people.tier.four_tiers.rules import Known
from throughgate.people.tier.override import rules as override
from throughgate.people.tier.override.rules import Override
from throughgate.people.tier.rules import Answer, Standing, Tier

TODAY = date(2026, 11, 26)  # a Thursday

FOUR = """
    arp | harm      | mappa | prolific | needs           || tier | because
    0   | very_high |       | no       | none            || 4    | harm_high
    0   | high      |       | no       | none            || 4    | harm_high
    0   | low       | 2     | no       | none            || 4    | mappa_level
    0   | low       | 3     | no       | none            || 4    | mappa_level
    0   | low       | 1     | no       | none            || 1    | otherwise
    0   | low       |       | yes      | none            || 4    | prolific
    90  | high      | 3     | yes      | severe          || 4    | harm_high,mappa_level,prolific
    0   | medium    |       | no       | none            || 3    | harm_medium
    75  | low       |       | no       | severe          || 3    | likely_and_severe
    75  | low       |       | no       | standard        || 2    | likelihood_medium,standard_need
    74  | low       |       | no       | severe          || 2    | likelihood_medium,standard_need
    50  | low       |       | no       | none            || 2    | likelihood_medium
    49  | low       |       | no       | none            || 1    | otherwise
    49  | low       |       | no       | none,standard   || 2    | standard_need
    0   | low       |       | no       | none            || 1    | otherwise
"""


@pytest.mark.parametrize(("given_", "found"), rows(FOUR)[2], ids=str)
def test_one_of_four_tiers(given_: dict[str, str], found: dict[str, str]) -> None:
    told = four.four_tiers(
        Known(
            Decimal(given_["arp"]),
            Harm(given_["harm"]),
            int(given_["mappa"]) if given_["mappa"] else None,
            given_["prolific"] == "yes",
            tuple(Severity(each) for each in given_["needs"].split(",")),
        ),
        today=TODAY,
    )
    assert (str(told.tier), ",".join(told.because), told.missing) == (
        found["tier"],
        found["because"],
        (),
    )


def test_what_is_missing_is_said_while_it_could_raise_the_tier() -> None:
    assert four.four_tiers(Known(), today=TODAY).missing == ("arp", "harm", "needs")
    assert four.four_tiers(Known(prolific=True), today=TODAY).missing == ()


CONTACT = """
    tier | last       | since      || due        | late
    A    | 2026-11-19 | 2026-01-01 || 2026-11-26 | 0
    A    | 2026-11-18 | 2026-01-01 || 2026-11-25 | 1
    C    | 2026-11-09 | 2026-01-01 || 2026-11-23 | 3
    G    |            | 2026-11-25 || 2027-01-25 | 0
    B    |            | 2026-11-02 || 2026-11-09 | 13
"""


@pytest.mark.parametrize(("given_", "found"), rows(CONTACT)[2], ids=str)
def test_the_next_contact_in_working_days(given_: dict[str, str], found: dict[str, str]) -> None:
    told = contact.next_contact(
        Tier(given_["tier"]),
        last=date.fromisoformat(given_["last"]) if given_["last"] else None,
        since=date.fromisoformat(given_["since"]),
        today=TODAY,
    )
    assert (str(told.due), str(told.late)) == (found["due"], found["late"])
    assert told.overdue is (told.late > 0)


@given(
    tier=st.sampled_from(Tier),
    today=st.dates(date(2026, 1, 1), date(2029, 1, 1)),
    ago=st.integers(0, 400),
)
def test_the_day_from_which_it_is_late_is_the_last_of_those_late(
    tier: Tier, today: date, ago: int
) -> None:
    since = today - timedelta(days=ago)
    told = contact.next_contact(tier, last=None, since=since, today=today)
    assert told.overdue is (since <= contact.late_from(tier, today=today))


def test_a_higher_tier_is_never_seen_less_often() -> None:
    each = [contact.every(tier, today=TODAY) for tier in Tier]
    assert each == sorted(each)


def other(tier: Tier = Tier.B, reason: str = "New threats", **days: date) -> Override:
    return Override(tier, reason, **{"first_day": TODAY, "last_day": date(2027, 5, 26), **days})


def test_an_override_gives_its_reason_and_ends() -> None:
    override.check_override(other(), confirmed=Tier.C)
    with pytest.raises(WrongUse, match="Say why"):
        override.check_override(other(reason="  "), confirmed=Tier.C)
    for last in (date(2027, 5, 27), date(2026, 11, 25)):
        with pytest.raises(WrongUse, match="at the latest on 26 May 2027"):
            override.check_override(other(last_day=last), confirmed=Tier.C)
    with pytest.raises(WrongUse, match="confirmed tier already"):
        override.check_override(other(Tier.C), confirmed=Tier.C)


def test_an_override_drives_lists_only_while_it_stands() -> None:
    for day, tier in {
        date(2026, 11, 25): Tier.C,
        TODAY: Tier.B,
        date(2027, 5, 26): Tier.B,
        date(2027, 5, 27): Tier.C,
    }.items():
        assert override.standing(Tier.C, other(), today=day) is tier
    assert override.standing(Tier.C, None, today=TODAY) is Tier.C


def test_a_calculation_waits_for_a_practitioner_and_changes_nothing_alone() -> None:
    new = Answer(Standing.GIVEN, Tier.B)
    assert override.standing(Tier.C, None, today=TODAY) is Tier.C
    assert override.needs_confirming(new, Tier.C)
    assert not override.needs_confirming(new, Tier.B)
    assert not override.needs_confirming(Answer(Standing.MISSING, None), Tier.B)
    override.check_confirm(new)
    for standing in (Standing.MISSING, Standing.NOT_SUPERVISED):
        with pytest.raises(WrongUse):
            override.check_confirm(Answer(standing, None))
