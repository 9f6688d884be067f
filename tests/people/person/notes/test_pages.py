"""Notes as people write, read, correct and copy them."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import signing_in
from tests.making import making
from tests.people.person.at_work import AtWork
from tests.people.person.rows import keep, unsaved
from tests.truth.scene import NOW
from throughgate.people.person.notes.models import Note
from throughgate.privacy.access.models import Post
from throughgate.privacy.audit.history import HISTORIES
from throughgate.privacy.audit.models import AuditEvent, Look

EVERY_SCRIPT = "Zażółć 保護 ‮مرحبا‬ ไม่มีบ้าน नमस्ते 👩🏽‍🚒🏠"


def typed(**changes: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "version": "0",
        "happened": "They came.",
        "seen_by": "flows",
        **changes,
    }


def written(work: AtWork, **changes: str) -> Note:
    data = typed(**changes)
    answer = work.browser(work.writer).post(work.at("notes/add"), data)
    assert answer.status_code == 302, answer.content.decode()
    return kept(data["key"])


def kept(key: str) -> Note:
    with making():
        return Note.objects.select_related("held_by").get(pk=key)


def test_a_note_is_written_and_read_by_those_to_whom_it_flows(work: AtWork) -> None:
    note = written(work, pathway="accommodation", person_said="I want my own door.")
    assert (note.section, note.own_only, note.written_at) == ("notes", False, NOW)
    for reader in (work.writer, work.colleague, work.other):
        page = work.browser(reader).get(work.at()).content.decode()
        assert "I want my own door." in page and "Truth ours" in page and "Accommodation" in page
    with making():
        assert AuditEvent.objects.filter(kind="Entered", by=work.writer).count() == 1


def test_only_my_organisation_and_health_are_kept_from_the_others(work: AtWork) -> None:
    own = written(work, happened="Ours alone.", seen_by="own")
    health = written(work, happened="Their medicine.", seen_by="health")
    assert (health.section, own.own_only) == ("health", True)
    for reader, sees in (
        (work.colleague, {"Ours alone.", "Their medicine."}),
        (work.provider, {"Ours alone."}),
        (work.other, set()),
    ):
        browser = work.browser(reader)
        page = browser.get(work.at()).content.decode()
        assert {words for words in ("Ours alone.", "Their medicine.") if words in page} == sees
        for note in (own, health):
            status = browser.get(work.at(f"notes/{note.pk}/copy")).status_code
            assert status == (200 if note.happened in sees else 404)


def test_a_role_without_health_is_not_offered_it_and_cannot_send_it(work: AtWork) -> None:
    browser = work.browser(work.provider)
    assert 'value="health"' not in re.sub(
        r"<select.*?</select>", "", browser.get(work.at("notes/add")).content.decode(), flags=re.S
    )
    assert browser.post(work.at("notes/add"), typed(seen_by="health")).status_code == 422


@pytest.mark.parametrize("words", ["x" * 10_000, EVERY_SCRIPT * 200, "One.\r\nTwo."])
def test_a_long_note_in_any_script_is_kept_as_typed(work: AtWork, words: str) -> None:
    note = written(work, happened=words)
    assert note.happened.replace("\r\n", "\n") == words.replace("\r\n", "\n")
    page = work.browser(work.writer).get(work.at(f"notes/{note.pk}"))
    assert words[:50].split("\r\n")[0] in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"happened": "  ", "person_said": ""}, "Write what happened"),
        ({"happened": "x" * 20_001}, "at most 20000 characters"),
        ({"pathway": "nonsense"}, "from the list"),
        ({"seen_by": ""}, "Choose who may see it"),
        ({"key": "nonsense"}, "There is a problem"),
    ],
)
def test_a_bad_form_comes_back_with_what_was_typed(work: AtWork, wrong: dict, said: str) -> None:
    answer = work.browser(work.writer).post(
        work.at("notes/add"), {**typed(person_said="Do not lose this"), **wrong}
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page
    assert wrong.get("person_said") == "" or "Do not lose this" in page


def test_sent_twice_it_is_one_note(work: AtWork) -> None:
    browser, data = work.browser(work.writer), typed()
    for _ in range(2):
        assert browser.post(work.at("notes/add"), data).status_code == 302
    with making():
        assert Note.objects.filter(happened=data["happened"], entered_by=work.writer).count() == 1
        assert AuditEvent.objects.filter(kind="Entered").count() == 1


def test_a_script_that_sends_in_place_is_told_where_to_go_on(work: AtWork) -> None:
    browser, data = work.browser(work.writer), typed()
    answer = browser.post(work.at("notes/add"), data, headers={"X-Sent-In-Place": "yes"})
    assert answer.status_code == 204 and "Location" not in answer.headers
    assert answer.headers["X-Go-On-To"] == work.at(f"notes/{data['key']}")


def test_a_note_sent_after_the_sign_in_ran_out_is_kept_and_in_the_form_again(work: AtWork) -> None:
    browser, address = work.browser(work.writer), work.at("notes/add")
    session = browser.session
    session["seen_at"] = session["signed_in_at"] = 0.0
    session.save()
    sent = {"X-Sent-In-Place": "yes", "Referer": f"http://testserver{address}"}
    answer = browser.post(address, typed(happened="Do not lose this"), headers=sent)
    assert answer.status_code == 204
    assert answer.headers["X-Go-On-To"].startswith("/sign-in?next=%2Fpeople")
    signing_in.sign_in(browser, Post.objects.get(user=work.writer))
    session = browser.session
    session["kept"] = [address]
    session.save()
    assert "Do not lose this" in browser.get(address).content.decode()


def test_a_correction_says_so_and_keeps_what_it_said(work: AtWork) -> None:
    note = written(work, happened="It was Monday.")
    change = typed(key=str(note.pk), version="1", happened="It was Tuesday.")
    answer = work.browser(work.writer).post(work.at(f"notes/{note.pk}/correct"), change)
    assert answer.status_code == 302
    assert kept(change["key"]).happened == "It was Tuesday."
    for reader, sees_before in ((work.colleague, True), (work.other, False)):
        page = work.browser(reader).get(work.at(f"notes/{note.pk}")).content.decode()
        assert "It was Tuesday." in page and "Corrected on 5 March 2027" in page
        assert ("It was Monday." in page) is sees_before


def test_what_moved_out_of_sight_is_not_seen_in_its_history(work: AtWork) -> None:
    """By the database alone: the words a health note had before it was one."""
    from tests.truth.scene import TODAY
    from throughgate.privacy.access.sight import seeing

    note = written(work, happened="It was Monday.")
    change = typed(key=str(note.pk), version="1", seen_by="health")
    work.browser(work.writer).post(work.at(f"notes/{note.pk}/correct"), change)
    history = HISTORIES[Note]._base_manager.filter(id=note.pk)
    for reader, sees in ((work.colleague, True), (work.provider, False), (work.other, False)):
        with seeing(reader.pk, today=TODAY, now=NOW):
            assert history.exists() is sees


def test_a_second_window_sees_both_and_loses_nothing(work: AtWork) -> None:
    note = written(work)
    browser = work.browser(work.writer)
    first = typed(key=str(note.pk), version="1", happened="First words")
    second = typed(key=str(note.pk), version="1", happened="Second words")
    assert browser.post(work.at(f"notes/{note.pk}/correct"), first).status_code == 302
    answer = browser.post(work.at(f"notes/{note.pk}/correct"), second)
    page = answer.content.decode()
    assert answer.status_code == 422 and "First words" in page and "Second words" in page
    again = {**second, "version": "2"}
    assert browser.post(work.at(f"notes/{note.pk}/correct"), again).status_code == 302


@pytest.mark.parametrize("who", ["colleague", "other"])
def test_others_read_a_note_and_never_change_it(work: AtWork, who: str) -> None:
    note = written(work)
    browser = work.browser(getattr(work, who))
    assert "Correct it" not in browser.get(work.at(f"notes/{note.pk}")).content.decode()
    answer = browser.post(work.at(f"notes/{note.pk}/correct"), typed(version="1", happened="No"))
    assert answer.status_code == 403 and kept(str(note.pk)).happened == "They came."


def test_somebody_not_visible_is_not_there(work: AtWork) -> None:
    browser = work.browser(work.writer)
    for part in ("notes", "notes/add"):
        assert browser.get(work.at(part, work.stranger_to_them)).status_code == 404
    note = written(work)
    elsewhere = work.at(f"notes/{note.pk}", work.another)
    assert browser.get(elsewhere).status_code == 404, "a note of another person"


def many(work: AtWork, count: int) -> None:
    with making():
        keep(
            [
                unsaved(
                    Note,
                    work.person,
                    (work.scene.ours, work.scene.theirs)[n % 2],
                    work.writer,
                    happened=f"Number {n:03d}.",
                    pathway=("finance", "")[n % 3 == 0],
                    written_at=NOW - timedelta(hours=n),
                )
                for n in range(count)
            ]
        )


def test_a_page_has_fifty_notes_the_newest_first_whatever_is_asked(work: AtWork) -> None:
    flow_back(work)
    many(work, 130)
    browser = work.browser(work.writer)

    def numbers(query: str = "") -> list[int]:
        page = browser.get(f"{work.at()}?{query}").content.decode()
        return [int(n) for n in re.findall(r"Number (\d{3})\.", page)]

    assert numbers() == list(range(50))
    assert numbers("page=2") == list(range(50, 100))
    assert numbers("page=9") == []
    assert numbers(f"organisation={work.scene.theirs.pk}")[:3] == [1, 3, 5]
    assert numbers("pathway=finance")[:4] == [1, 2, 4, 5]
    for nonsense in ("page=x", "page=-1", "organisation=99999999999999", "pathway=%00", "page=²"):
        assert browser.get(f"{work.at()}?{nonsense}").status_code == 200


def flow_back(work: AtWork) -> None:
    from tests.truth.scene import agreement, flow, involve

    back = agreement(work.scene, "the other way")
    flow(back, work.scene.third, work.scene.ours, purpose="support")
    with making():
        involve(work.scene, work.person, back, purpose="support")
    flow(back, work.scene.theirs, work.scene.ours, purpose="support", sections=["notes"])


def test_the_list_asks_the_database_as_much_for_many_as_for_few(work: AtWork) -> None:
    flow_back(work)
    browser = work.browser(work.writer)
    browser.get(work.at())
    many(work, 120)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(work.at()).status_code == 200
    assert len(asked) <= 25, [each["sql"][:120] for each in asked]


def test_a_long_note_is_cut_in_the_list_and_whole_on_its_page(work: AtWork) -> None:
    note = written(work, happened="word " * 2_000 + "the end")
    browser = work.browser(work.writer)
    page = browser.get(work.at()).content.decode()
    assert "Read all of it" in page and "the end" not in page
    assert "the end" in browser.get(work.at(f"notes/{note.pk}")).content.decode()


def test_a_copy_is_in_parts_that_say_which_they_are(work: AtWork) -> None:
    note = written(work, happened="word " * 2_000, my_view="All <b>well</b> & good")
    page = work.browser(work.other).get(work.at(f"notes/{note.pk}/copy")).content.decode()
    boxes = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, flags=re.S)
    assert len(boxes) == 3 and all(len(box) <= 4_000 + 50 for box in boxes)
    assert boxes[0].startswith(
        "Part 1 of 3, note of 05/03/2027 12:00\nNote of 5 March 2027, 12:00 by A practitioner"
    )
    assert (
        boxes[2].startswith("Part 3 of 3") and "All &lt;b&gt;well&lt;/b&gt; &amp; good" in boxes[2]
    )
    with making():
        assert Look.objects.filter(place="copy-note", by=work.other).count() == 1


def test_every_page_of_a_person_and_the_lists_lead_to_a_note(work: AtWork) -> None:
    browser = work.browser(work.writer)
    add = f'href="{work.at("notes/add")}"'
    for page in (work.at(""), work.at("contact"), work.at("notes")):
        assert add in browser.get(page).content.decode()
    for page in ("/", "/people/"):
        assert 'href="/people/note"' in browser.get(page).content.decode()
    assert (
        "/notes/add"
        not in work.browser(work.scene.users["record_officer"]).get(work.at("")).content.decode()
    )


def test_one_chooses_among_the_people_one_works_with(work: AtWork) -> None:
    from throughgate.people.involvement.allocation.models import Allocation

    with making():
        row = unsaved(Allocation, work.person, work.scene.ours, work.writer)
        row.worker, row.part, row.first_day = work.writer, "support", row.entered_on
        row.save(force_insert=True)
    page = work.browser(work.writer).get("/people/note").content.decode()
    assert f'href="{work.at("notes/add")}"' in page and "Jo Made-Up" in page
    assert (
        "You work with nobody" in work.browser(work.provider).get("/people/note").content.decode()
    )
    with making():
        assert Look.objects.filter(place="choose-note", person_id=work.person.pk).exists()
