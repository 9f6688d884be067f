"""A question that is kept answers as one that is made anew."""

from __future__ import annotations

import pytest
from django.db.models import F, QuerySet
from hypothesis import given
from hypothesis import strategies as some

from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.prepared import Asked, Prepared, read

pytestmark = pytest.mark.django_db
KINDS = ["prison", "probation", "council"]


@pytest.fixture
def organisations() -> list[Organisation]:
    return [
        Organisation.objects.create(name=f"Organisation {n}", kind=KINDS[n % 3]) for n in range(7)
    ]


def of_kinds() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind__any=Asked("kinds")).order_by("pk")


def test_it_is_made_once_and_asked_with_other_values(organisations) -> None:
    made = []

    def build() -> QuerySet[Organisation]:
        made.append(1)
        return of_kinds()

    question = Prepared(build)
    for kinds in ([], ["prison"], ["prison", "council"], KINDS, ["none of these"]):
        found = question.asked(kinds=kinds).instances()
        assert found == list(Organisation.objects.filter(kind__in=kinds).order_by("pk"))
    assert made == [1]


@given(ids=some.lists(some.integers(0, 2**40), max_size=20))
def test_any_of_many_is_one_parameter(ids: list[int]) -> None:
    asked = Prepared(lambda: User.objects.filter(pk__any=Asked("ids"))).asked(ids=ids)
    assert len(asked.params) == 1
    assert asked.instances() == []


def test_each_shape_is_its_own(organisations) -> None:
    question = Prepared(
        lambda last_first: Organisation.objects.order_by("-pk" if last_first else "pk")
    )
    up, down = question.asked(False).instances(), question.asked(True).instances()
    assert up == organisations
    assert down == organisations[::-1]


def test_what_is_not_given_is_said() -> None:
    with pytest.raises(KeyError, match="kinds"):
        Prepared(of_kinds).asked()


def test_a_part(organisations) -> None:
    asked = Prepared(of_kinds).asked(kinds=KINDS)
    assert asked.part(2, 3).instances() == organisations[2:5]
    assert asked.part(6, 3).instances() == organisations[6:]
    assert asked.part(9, 3).instances() == []


def test_some_columns_and_the_others_when_they_are_used(organisations) -> None:
    few = Prepared(lambda: Organisation.objects.only("kind").order_by("pk")).asked()
    assert [each.name for each in few.instances()] == [each.name for each in organisations]
    assert [each.kind for each in read([few])[0]] == [each.kind for each in organisations]


def test_several_questions_in_one(organisations, django_assert_num_queries) -> None:
    told = Prepared(lambda: of_kinds().annotate(again=F("name")))
    nobody = Prepared(lambda: User.objects.filter(pk=Asked("user")))
    with django_assert_num_queries(1):
        found, none, same = read(
            [told.asked(kinds=["prison"]), nobody.asked(user=0), told.asked(kinds=["prison"])]
        )
    assert found == same == [each for each in organisations if each.kind == "prison"]
    assert [each.again for each in found] == [each.name for each in found]
    assert none == []


def test_none_is_no_question(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert read([]) == []
