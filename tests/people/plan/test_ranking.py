"""Which need comes first, and why."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.spec.table import Cells, rows
from throughgate.people.assessment.question_sets.rules import current
from throughgate.people.assessment.rules import Filled
from throughgate.people.plan.ranking.rules import Group, Need, Ranked, assessed, rank

TODAY = date(2026, 11, 26)

# In their order. Points and threshold as 5/2; harm and reoffending linked.
RANKING = """
    name     | points | linked           || group    | link | distance
    Thinking | 5/4    | harm,reoffending || high     | 3    | 1
    Alcohol  | 4/4    | harm             || high     | 2    | 0
    Drugs    | 7/2    | reoffending      || high     | 1    | 5
    Home     | 4/2    | reoffending      || high     | 1    | 2
    Friends  | 6/2    |                  || high     | 0    | 4
    Family   | 5/2    |                  || high     | 0    | 3
    Learning | 5/2    |                  || high     | 0    | 3
    Work     | 0/3    | harm             || low      | 2    | -3
    Views    | 1/2    |                  || low      | 0    | -1
    Leisure  | 0/2    |                  || low      | 0    | -2
    Money    |        | harm,reoffending || unscored | 3    | -
    Health   |        | reoffending      || unscored | 1    | -
    Papers   |        |                  || unscored | 0    | -
    Reading  |        |                  || unscored | 0    | -
"""
TABLE = rows(RANKING)[2]


def need(cells: Cells) -> Need:
    points, threshold = map(int, cells["points"].split("/")) if cells["points"] else (None, None)
    linked = cells["linked"].split(",")
    return Need(
        cells["name"].lower(),
        cells["name"],
        "any",
        points,
        threshold,
        linked_to_harm="harm" in linked,
        linked_to_reoffending="reoffending" in linked,
    )


@given(st.permutations([need(given_) for given_, _found in TABLE]))
def test_the_order_does_not_depend_on_how_they_came(needs: list[Need]) -> None:
    ranked = rank(needs, today=TODAY)
    assert [said(each) for each in ranked] == [
        (place, given_["name"], *found.values()) for place, (given_, found) in enumerate(TABLE, 1)
    ]


def said(each: Ranked) -> tuple[object, ...]:
    distance = "-" if each.distance is None else str(each.distance)
    return (each.place, each.need.name, each.group.name.lower(), str(each.link), distance)


def test_a_section_without_an_answer_is_unscored() -> None:
    assert rank([Need("a", "A", "any", None, 2)], today=TODAY)[0].group is Group.UNSCORED


def test_needs_are_ranked_as_the_assessment_left_them() -> None:
    filled = {
        "drugs": Filled({"drugs.used": "currently", "drugs.strong": "currently"}),
        "finance": Filled(
            {"finance.bank": "need"}, linked_to_harm=True, linked_to_reoffending=True
        ),
        "attitudes": Filled({"attitudes.breaking": "some"}, linked_to_reoffending=True),
    }
    needs = ("finance.bank", "attitudes.views", "drugs_alcohol.drug_treatment", "health.gp")
    for kind, expected in {
        "review": [
            ("drugs_alcohol.drug_treatment", Group.HIGH, 0, 2),
            ("attitudes.views", Group.LOW, 1, -1),
            ("finance.bank", Group.UNSCORED, 3, None),
            ("health.gp", Group.UNSCORED, 0, None),
        ],
        "short_stay": [
            ("finance.bank", Group.UNSCORED, 3, None),
            ("attitudes.views", Group.UNSCORED, 1, None),
            ("health.gp", Group.UNSCORED, 0, None),
            ("drugs_alcohol.drug_treatment", Group.UNSCORED, 0, None),
        ],
    }.items():
        found = rank(assessed(needs, current(kind, TODAY), filled, today=TODAY), today=TODAY)
        assert [(e.need.code, e.group, e.link, e.distance) for e in found] == expected
