"""Who may flow what to whom"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from throughgate.privacy.access.kinds import Kind
from throughgate.privacy.access.rules import (
    Basis,
    Flow,
    FlowTerms,
    Terms,
    Weight,
    asks_policy_document,
    can_stand,
    findings,
    missing,
    stops,
)

TODAY = date(2027, 3, 5)
NOTHING = "-"


def check(table: str, ask: Callable[[dict[str, str]], str]) -> None:
    """Each row: what is given, `||`, what is answered."""
    head, *lines = [line for line in table.strip().splitlines() if line.strip()]
    names = [name.strip() for name in head.split("||")[0].split("|")]
    for line in lines:
        left, right = line.split("||")
        given = dict(zip(names, [cell.strip() for cell in left.split("|")], strict=True))
        assert ask(given) == right.strip(), given


def basis(text: str) -> Basis:
    """`part 3`, or UK GDPR's `public_task / health_or_social_care / safeguarding`."""
    if text.startswith("part 3"):
        return Basis(regime="part_3", article_6=text.removeprefix("part 3").strip(" +"))
    parts = [part.strip().replace(NOTHING, "") for part in text.split("/")]
    return Basis("uk_gdpr", *parts)


def flow(given: dict[str, str]) -> Flow:
    sections = given.get("sections", "identity").split(",")
    return Flow(
        sender=Kind(given.get("from", "probation")),
        receiver=Kind(given.get("to", "council")),
        sections=frozenset(s.strip() for s in sections if s.strip() != NOTHING),
        purpose=given.get("purpose", "accommodation"),
        power=given.get("power", "oma_2007_s14"),
        sender_basis=basis(given.get("sender on", "public_task")),
        receiver_basis=basis(given.get("receiver on", "public_task")),
    )


def stands(given: dict[str, str]) -> str:
    return "yes" if can_stand(flow(given), today=TODAY) else "no"


def warned(given: dict[str, str]) -> str:
    found = findings(flow(given), today=TODAY)
    return "yes" if any(each.weight is Weight.WARNS for each in found) else "no"


def test_each_power_serves_only_its_own_ends_and_purposes() -> None:
    check(
        """
        from          | to            | purpose           | power         || stands
        probation     | council       | accommodation     | oma_2007_s14  || yes
        council       | probation     | accommodation     | oma_2007_s14  || yes
        prison        | treatment     | treatment         | oma_2007_s14  || yes
        council       | police        | safeguarding      | oma_2007_s14  || no
        health        | voluntary     | support           | oma_2007_s14  || no
        council       | police        | iom               | cda_1998_s115 || yes
        police        | voluntary     | iom               | cda_1998_s115 || no
        police        | council       | employment        | cda_1998_s115 || no
        prison        | council       | accommodation     | ha_1996_s213b || yes
        council       | prison        | accommodation     | ha_1996_s213b || no
        police        | council       | accommodation     | ha_1996_s213b || no
        police        | probation     | public_protection | cja_2003_s325 || yes
        voluntary     | probation     | public_protection | cja_2003_s325 || no
        probation     | council       | accommodation     | curiosity     || no
        probation     | council       | curiosity         | oma_2007_s14  || no
        """,
        stands,
    )


def test_kinds_that_never_see_a_person_are_at_no_end_of_a_flow() -> None:
    check(
        """
        from          | to                 || stands
        probation     | employer           || no
        probation     | faith              || no
        probation     | fire_and_rescue    || no
        probation     | commissioner       || no
        probation     | partnership_office || no
        commissioner  | probation          || no
        probation     | womens_centre      || yes
        """,
        stands,
    )


def test_part_3_is_for_competent_authorities_and_stands_alone() -> None:
    check(
        """
        from      | to            | purpose     | sender on            | receiver on || stands
        prison    | probation     | resettlement | part 3              | part 3      || yes
        probation | police        | iom         | part 3               | part 3      || yes
        probation | youth_justice | support     | part 3               | part 3      || yes
        probation | council       | support     | part 3               | part 3      || no
        probation | council       | support     | part 3               | public_task || yes
        probation | treatment     | support     | public_task          | part 3      || no
        prison    | probation     | resettlement | part 3 + public_task | part 3     || no
        """,
        stands,
    )


def test_special_and_offence_data_need_their_conditions() -> None:
    check(
        """
        sections                     | receiver on                                            || stands
        identity                     | public_task                                            || yes
        identity                     | -                                                      || no
        identity                     | because_we_like                                        || no
        identity, health             | public_task                                            || no
        identity, health             | public_task / health_or_social_care                    || yes
        needs:drugs_alcohol          | public_task                                            || no
        needs:accommodation          | public_task                                            || yes
        equality                     | public_task / substantial_public_interest              || no
        equality                     | public_task / substantial_public_interest / safeguarding || yes
        sentence                     | public_task                                            || no
        sentence                     | public_task / - / administration_of_justice            || yes
        sentence                     | public_task / - / a_good_cause                         || no
        sentences                    | public_task                                            || no
        -                            | public_task                                            || no
        """,
        lambda given: stands({**given, "sender on": "part 3"}),
    )


def test_a_public_body_that_chooses_consent_is_warned_and_not_stopped() -> None:
    check(
        """
        to        | purpose       | receiver on || warned
        council   | accommodation | consent     || yes
        council   | accommodation | public_task || no
        voluntary | support       | consent     || no
        """,
        warned,
    )
    assert stands({"receiver on": "consent"}) == "yes"


def test_most_conditions_of_schedule_1_ask_for_a_policy_document() -> None:
    check(
        """
        sections | sender on                                 || asks
        identity | public_task                               || no
        identity | public_task / - / safeguarding            || yes
        identity | public_task / - / health_or_social_care   || no
        health   | part 3                                    || yes
        identity | part 3                                    || no
        """,
        lambda given: "yes" if asks_policy_document(flow(given), today=TODAY) else "no",
    )


def day(text: str) -> date | None:
    return None if text == NOTHING else date.fromisoformat(text)


def test_an_agreement_is_in_force_between_its_days_with_a_dpia_and_a_flow() -> None:
    """Today is 5 March 2027."""

    def in_force(given: dict[str, str]) -> str:
        terms = Terms(
            first_day=day(given["first day"]),
            last_day=day(given["last day"]),
            ended_on=day(given["ended"]),
            dpia_on=day(given["DPIA"]),
            flows=int(given["flows"]),
        )
        return "no" if missing(terms, today=TODAY) else "yes"

    check(
        """
        first day  | last day   | ended      | DPIA       | flows || in force
        2027-03-05 | 2027-03-05 | -          | 2027-03-05 | 1     || yes
        2027-03-06 | 2028-03-05 | -          | 2027-03-01 | 1     || no
        2026-03-05 | 2027-03-04 | -          | 2026-03-01 | 1     || no
        2026-03-05 | -          | -          | 2026-03-01 | 1     || no
        -          | 2028-03-05 | -          | 2026-03-01 | 1     || no
        2026-03-05 | 2028-03-05 | 2027-03-05 | 2026-03-01 | 1     || no
        2026-03-05 | 2028-03-05 | 2027-03-06 | 2026-03-01 | 1     || yes
        2026-03-05 | 2028-03-05 | -          | -          | 1     || no
        2026-03-05 | 2028-03-05 | -          | 2027-03-06 | 1     || no
        2026-03-05 | 2028-03-05 | -          | 2026-03-01 | 0     || no
        """,
        in_force,
    )


def test_a_flow_waits_for_both_ends_to_sign_and_for_the_policy_document_it_asks_for() -> None:
    def carried(given: dict[str, str]) -> str:
        terms = FlowTerms(
            unsigned=tuple(n for n in given["unsigned"].split(",") if n != NOTHING),
            asks_policy_document=given["asks"] == "yes",
            policy_document_on=day(given["document"]),
        )
        return "no" if stops(terms, today=TODAY) else "yes"

    check(
        """
        unsigned  | asks | document   || carried
        -         | no   | -          || yes
        -         | yes  | -          || no
        -         | yes  | 2027-03-05 || yes
        -         | yes  | 2027-03-06 || no
        A council | no   | -          || no
        """,
        carried,
    )


def test_every_refusal_says_what_to_change() -> None:
    found = findings(
        flow({"from": "council", "to": "police", "purpose": "iom", "receiver on": NOTHING}),
        today=TODAY,
    )
    words = " ".join(each.words for each in found)
    assert "works only to or from probation or prison" in words
    assert "Police needs a basis of UK GDPR article 6" in words
