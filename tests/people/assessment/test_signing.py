"""From checked to locked, what is on the record then, and the next version."""

from __future__ import annotations

import pytest

from tests.making import making
from tests.people.assessment.world import DAY, TODAY, World, move_on
from tests.people.at_work import few_queries
from throughgate.people.assessment.models import Assessment, FilledPart, HarmRisk, Need
from throughgate.privacy.audit import events


def _signed(world: World, **said: str):
    prison = world.browser("prison")
    of = prison.start("immediate_needs")
    prison.fill_all(of, "immediate_needs", **said)
    prison.sign(of)
    return of


def test_signing_puts_the_needs_on_the_record_and_locks(world: World) -> None:
    said = {"accommodation.suits": "significant", "accommodation.lasts": "significant"}
    of = _signed(world, **said)
    signed = world.the(Assessment)
    assert (signed.state, signed.signed_by, signed.signed_on) == (
        "locked",
        world.user("prison"),
        TODAY,
    )
    found = world.needs("prison")
    need = found["accommodation.settled"]
    assert (need.section, need.severity, need.points, need.threshold) == (
        "needs:accommodation",
        "standard",
        4,
        2,
    )
    assert "accommodation.keep" in found and "health.mental" not in found
    happened = ["AssessmentChecked", "NeedsSet", "AssessmentSigned", "AssessmentLocked"]
    assert set(happened) <= set(world.events())
    page = world.browser("probation").get("person-needs").content.decode()
    assert "A settled place to live" in page and "Signed and locked" in page
    assert world.browser("probation").get("assessment", of).status_code == 200


def test_it_is_not_checked_with_questions_left_and_says_which(world: World) -> None:
    prison = world.browser("prison")
    of = prison.start("immediate_needs")
    prison.fill(of, "accommodation", **{"accommodation.suits": "none"})
    answer = prison.post("check-assessment", of)
    assert answer.status_code == 422 and "still have questions to ask" in answer.content.decode()
    assert world.the(Assessment).state == "draft"


def test_an_unchanged_reassessment_takes_at_most_ten_presses(world: World) -> None:
    first = _signed(world, **{"accommodation.rent": "yes"})
    probation = world.browser("probation")
    probation.get("person-needs")
    clicks = 1  # Start an assessment
    of = probation.start("review")
    clicks += 1  # Check the answers
    page = probation.get("check-assessment", of).content.decode()
    assert "were not asked again yet" in page
    assert probation.post("check-assessment", of).status_code == 422
    probation.presses -= 1  # nobody presses that: the page does not show it
    probation.post("still-so", of)
    assert probation.sign(of).status_code == 302
    assert clicks + probation.presses <= 10
    assert clicks + probation.presses == 6
    new = world.the(Assessment, kind="review")
    assert new.state == "locked" and new.follows_id == first
    assert "accommodation.rent" in world.needs("probation")
    assert all(row.unsure == [] for row in world.rows(FilledPart))


def test_what_is_settled_is_over_and_what_is_left_out_is_not_raised(world: World) -> None:
    _signed(world, **{"accommodation.rent": "yes", "finance.debt": "some"})
    prison = world.browser("prison")
    of = prison.start("review")
    prison.fill(of, "accommodation", **{"accommodation.rent": "no"})
    prison.post("still-so", of)
    prison.post("choose-needs", of, "finance", needs=["finance.budget"])
    prison.sign(of)
    found = world.needs("prison")
    assert "accommodation.rent" not in found and "finance.debt" not in found
    assert "finance.budget" in found
    (over,) = world.rows(Need, code="accommodation.rent")
    assert over.last_day == TODAY


def test_a_need_that_was_met_and_is_found_again_is_to_be_met_again(world: World) -> None:
    _signed(world, **{"accommodation.rent": "yes", "finance.debt": "some"})
    with making():
        Need.objects.filter(code="accommodation.rent").update(status="met")
        Need.objects.filter(code="finance.debt").update(status="declined")
    prison = world.browser("prison")
    of = prison.start("review")
    prison.post("still-so", of)
    prison.sign(of)
    found = world.needs("prison")
    assert found["accommodation.rent"].status == "not_started"
    assert found["finance.debt"].status == "declined"


def test_where_it_is_asked_for_a_manager_countersigns_and_nobody_their_own(world: World) -> None:
    manager, prison = world.browser("prison", "manager"), world.browser("prison")
    manager.client.post("/people/countersigning", {"ask": "yes"})
    assert prison.client.get("/people/countersigning").status_code == 403
    of = _signed(world)
    assert world.the(Assessment).state == "signed"
    assert prison.get("countersign-assessment", of).status_code == 403
    assert "to countersign" in manager.client.get("/").content.decode()
    assert manager.post("countersign-assessment", of, then="send_back", why="").status_code == 422
    manager.post("countersign-assessment", of, then="send_back", why="Ask about rent again")
    assert world.the(Assessment).state == "draft"
    assert "Ask about rent again" in prison.get("assessment", of).content.decode()
    prison.sign(of)
    manager.post("countersign-assessment", of)
    done = world.the(Assessment)
    assert (done.state, done.countersigned_by) == ("locked", world.user("prison", "manager"))
    mine = manager.start("short_stay")
    manager.fill_all(mine, "short_stay")
    manager.sign(mine)
    assert manager.post("countersign-assessment", mine).status_code == 422


def test_a_signature_is_for_what_was_read(world: World) -> None:
    prison = world.browser("prison")
    of = prison.start("short_stay")
    prison.fill_all(of, "short_stay")
    prison.post("check-assessment", of)
    answer = prison.post("sign-assessment", of, version=0)
    assert answer.status_code == 422 and world.the(Assessment).state == "checked"
    assert prison.post("open-assessment-again", of).status_code == 302
    assert world.the(Assessment).state == "draft"


def test_serious_harm_is_said_by_group_and_behind_risk(world: World) -> None:
    prison, treatment = world.browser("prison"), world.browser("treatment")
    of = prison.start("immediate_needs")
    assert (
        prison.post("assessment-harm", of, staff="medium", staff_words="As before").status_code
        == 302
    )
    row = world.the(HarmRisk)
    assert (row.towards, row.level, row.words) == ("staff", "medium", "As before")
    assert prison.post("assessment-harm", of, self_words="Why").status_code == 422
    prison.fill_all(of, "immediate_needs")
    prison.sign(of)
    again = prison.start("review")
    checked = prison.get("check-assessment", again).content.decode()
    assert "What was said before counts on:" in checked and "As before" in checked
    prison.post("assessment-harm", again, staff="medium", staff_words="As before")
    assert "counts on" not in prison.get("check-assessment", again).content.decode()
    of = again
    stale = prison.post("assessment-harm", of, staff="high", staff_seen=0)
    assert stale.status_code == 422 and "What it says now" in stale.content.decode()
    assert treatment.get("assessment-harm", of).status_code == 403


def test_nothing_is_signed_when_it_cannot_be_written_down(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    prison = world.browser("prison")
    of = prison.start("short_stay")
    prison.fill_all(of, "short_stay", **{"finance.identity": "need"})
    prison.post("check-assessment", of)

    def fail(*_args: object, **_named: object) -> None:
        raise RuntimeError("the audit is broken")

    version = prison.boxes("sign-assessment", of)["version"]
    with monkeypatch.context() as broken:
        broken.setattr(events, "record", fail)
        with pytest.raises(RuntimeError):
            prison.post("sign-assessment", of, version=version)
    assert world.the(Assessment).state == "checked" and world.needs("prison") == {}


def test_a_partial_assessment_by_another_hides_nothing_and_stands_for_nothing(world: World) -> None:
    first = _signed(world, **{"drugs.used": "previously"})
    with making():
        Assessment.objects.filter(pk=first).update(signed_on=TODAY - DAY)
    treatment = world.browser("treatment")
    theirs = treatment.start("review")
    treatment.fill(theirs, "drugs", **{"drugs.used": "currently"})
    treatment.post("still-so", theirs)
    treatment.sign(theirs)
    move_on(world, "licence", TODAY)
    probation = world.browser("probation")
    of = probation.start("review")
    assert world.part(of, "accommodation", "probation").answers["accommodation.rent"] == "no"
    said = world.part(of, "drugs", "probation").answers
    assert said["drugs.used"] == "currently"
    assert "Review" in probation.get("person-needs").content.decode()


def test_pages_ask_little_and_home_says_what_waits(world: World) -> None:
    of = _signed(world)
    prison = world.browser("prison")
    draft = prison.start("pre_release")
    for name, args in (("person-needs", []), ("assessment", [of]), ("assessment", [draft]),
                       ("check-assessment", [draft]), ("assessment-part", [draft, "drugs"]),
                       ("start-assessment", []), ("person", [])):  # fmt: skip
        with few_queries():
            assert prison.get(name, *args).status_code == 200
    home = prison.client.get("/").content.decode()
    assert "Assessments to finish and sign" in home and "Before release" in home
