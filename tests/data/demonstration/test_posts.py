"""Each printed post signs in and lands on a home page with something to do; the person of the tutorial is there for all."""

from __future__ import annotations

from django.test import Client

from tests.data.demonstration.conftest import NOW, TODAY
from throughgate.data.demonstration import cases, posts
from throughgate.data.demonstration.draws import listed
from throughgate.data.demonstration.setting import Setting
from throughgate.people.person.models import Identity
from throughgate.privacy.access import lists
from throughgate.privacy.access.sight import seeing

ASKED = (
    "Prison resettlement worker", "Prison offender manager", "Probation practitioner", "Probation manager",
    "Council housing officer", "Police integrated management sergeant", "Drug and alcohol worker", "Women’s centre worker",
    "Small charity worker", "Peer mentor", "Commissioner", "Partnership coordinator", "Information officer", "Analyst",
)  # fmt: skip
# Whose role opens who people are, in an organisation that works with the person of the tutorial.
MEET_JORDAN = (
    "resettlement", "prison.manager", "probation", "probation.manager", "housing", "police", "treatment",
    "womens.centre", "charity",
)  # fmt: skip

SOMETHING_TO_DO = {
    "probation.manager": ("Assessments to countersign",),
    "probation": ("changed since you last looked", "Mobile number: 07700 900"),
    "information": ("Housing protocol of 2023",),
    "coordinator": ("Housing protocol of 2023", "A home on release"),
    "panel": ("integrated management, look again",),
}


def test_the_posts_asked_for_are_printed() -> None:
    assert set(ASKED) <= {post for post, _ in posts.sign_ins()}


def test_some_sixteen_organisations_and_fifty_to_sixty_users() -> None:
    listed_posts = listed("posts")
    colleagues = sum(map(len, listed_posts["colleagues"].values()))
    assert 16 <= len(listed_posts["organisations"]) <= 20
    assert 50 <= len(listed_posts["posts"]) + colleagues <= 61


def test_every_organisation_that_works_with_people_has_somebody_to_ask() -> None:
    found = listed("posts")
    kinds = {code: each["kind"] for code, each in found["organisations"].items()}
    asked = {each["at"] for each in found["posts"] if each["role"] == "information_officer"}
    asked |= {code for code, roles in found["colleagues"].items() if "information_officer" in roles}
    assert asked == {code for code, kind in kinds.items() if lists.sees_people(kind, TODAY)}


def test_every_post_signs_in_and_has_something_to_do(county: Setting) -> None:
    """Or is told that nothing waits for them, and where else to go."""
    for post, email in posts.sign_ins():
        page = _home(email)
        asked = 'class="govuk-heading-m"' in page  # a topic that has nothing says why
        assert _rows(page) or asked or "Nothing waits for you" in page, post


def test_what_each_post_is_for_has_a_case(county: Setting) -> None:
    """Something to countersign, something changed since, an agreement that ran out, what the panel looks at again."""
    homes = {name: _home(_address(name)) for name in SOMETHING_TO_DO}
    for name, words in SOMETHING_TO_DO.items():
        for said in words:
            assert said in homes[name], (name, said)
    assert "Signed by" in homes["probation.manager"].split("Assessments to countersign")[1][:900]


def _address(name: str) -> str:
    return next(email for _post, email in posts.sign_ins() if email.startswith(f"{name}@"))


def test_the_person_of_the_tutorial_is_there_for_every_post_that_sees_people(
    county: Setting,
) -> None:
    for email in MEET_JORDAN:
        user = county.posts[email]
        with seeing(user.pk, today=TODAY, now=NOW):
            found = Identity.objects.filter(
                given_names=cases.TUTORIAL[0], family_name=cases.TUTORIAL[1]
            )
            assert found.exists(), email


def _home(email: str) -> str:
    client = Client()
    answer = client.post("/sign-in", {"login": email, "password": posts.PASSWORD}, follow=True)
    assert answer.status_code == 200, (email, answer.status_code)
    return client.get("/").content.decode()


def _rows(page: str) -> int:
    return page.count('class="app-row"')
