"""People brought in from a file: what becomes of each line, twice, again, and when it is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.data.imports.people.county import (
    NOW,
    PURPOSE,
    SOURCE,
    TODAY,
    County,
    person,
    pnc,
    record,
    write,
)
from tests.making import making
from throughgate.common.errors import WrongUse
from throughgate.data.imports.people import bringing, changes, running, shown
from throughgate.data.imports.people.models import Brought, ImportedChange, ImportLine, PeopleImport
from throughgate.data.imports.people.rules import State
from throughgate.people.involvement.models import Involvement, LimitedAccess, NamedUser
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def outcomes(sent: PeopleImport) -> list[tuple[str, int]]:
    with making():
        return sorted((row.outcome, row.line or 0) for row in ImportLine.objects.filter(of=sent))


def why(sent: PeopleImport) -> str:
    with making():
        return " ".join(row.why for row in ImportLine.objects.filter(of=sent))


def test_people_come_in_with_source_day_and_involvement(county: County) -> None:
    sent = county.send([person(1), person(2)])
    assert outcomes(sent) == [("new", 2), ("new", 3)]
    county.apply(sent)
    with making():
        assert Person.objects.count() == 2
        assert {row.source for row in KeyDate.objects.all()} == {SOURCE}
        assert {row.entered_on for row in Identity.objects.all()} == {TODAY}
        involved = {(row.organisation_id, row.purpose) for row in Involvement.objects.all()}
        assert involved == {(county.prison.pk, PURPOSE)}
        told = AuditEvent.objects.filter(person_id__isnull=False)
        assert {"BroughtIn", "Started"} <= set(told.values_list("kind", flat=True))
        assert {row.organisation_id for row in told} == {county.prison.pk}
    assert not sent.folder.exists(), "the files are deleted"


def test_twice_changes_nothing(county: County) -> None:
    rows = [person(1), person(2), person(3, pnc="")]
    county.bring(rows)
    once = record()
    again = county.send(rows)
    assert outcomes(again) == []
    county.apply(again)
    assert record() == once
    with making():
        assert not ImportedChange.objects.exists()


def test_a_moved_date_is_changed_and_told(county: County) -> None:
    county.bring([person(1), person(2)])
    moved = person(2, conditional_release="2027-07-08")
    sent = county.send([person(1), moved])
    assert outcomes(sent) == [("changed", 3)]
    county.apply(sent)
    with making():
        change = ImportedChange.objects.get()
        assert (change.what, change.before, change.now, change.section) == (
            "date:conditional_release",
            "2027-06-01",
            "2027-07-08",
            "place",
        )


def test_a_date_no_longer_given_is_taken_back(county: County) -> None:
    county.bring([person(1)])
    county.bring([person(1, conditional_release="")])
    with making():
        assert not KeyDate.objects.exists()
        assert ImportedChange.objects.get().now == ""


def test_a_column_that_is_not_in_the_file_says_nothing(county: County) -> None:
    county.bring([person(1)])
    columns = ("prison_number", "birth_date", "given_names", "family_name")
    again = county.send([person(1)], columns=columns)
    assert outcomes(again) == []


def test_another_place_closes_the_one_before(county: County) -> None:
    county.bring([person(1)], day=TODAY - DAY)
    county.bring([person(1, establishment="Another prison")])
    with making():
        first, second = Whereabouts.objects.order_by("first_day")
    assert first.last_day == TODAY == second.first_day
    assert (second.establishment, second.last_day) == ("Another prison", None)


def test_what_a_person_here_entered_stays_beside(county: County) -> None:
    known = county.enter(
        county.prison,
        given_names="Giventoo",
        family_name="Madeb",
        birth_date=date(1961, 2, 11),
        numbers={"prison_number": "A0001BC"},
    )
    county.bring([person(1, given_names="Givena Giventoo")])
    with making():
        rows = {row.source: row.given_names for row in Identity.objects.filter(person=known)}
    assert rows == {"here": "Giventoo", SOURCE: "Givena Giventoo"}


def test_a_correction_made_here_is_not_overwritten(county: County) -> None:
    county.bring([person(1)])
    with making():
        Identity.objects.update(given_names="Corrected", entered_by=county.worker.user)
    sent = county.bring([person(1, family_name="Newname")])
    assert outcomes(sent) == [("changed", 2)]
    with making():
        names = sorted(f"{row} {row.source}" for row in Identity.objects.all())
    assert names[0].startswith(f"Corrected Madeb {SOURCE}, corrected here on")
    assert names[1] == f"Givena Newname {SOURCE}"
    assert outcomes(county.send([person(1, family_name="Newname")])) == []


def test_who_is_gone_is_said_and_nothing_is_deleted(county: County) -> None:
    county.bring([person(1), person(2)])
    before = [line for line in record() if line[0] != "Brought"]
    sent = county.send([person(1)])
    assert outcomes(sent) == [("gone", 0)]
    with making():
        assert ImportLine.objects.get(of=sent).name == "Givena Madec"
    county.apply(sent)
    assert [line for line in record() if line[0] != "Brought"] == before
    with making():
        assert Brought.objects.exclude(gone_on=None).count() == 1
        assert ImportedChange.objects.get().what == "gone"
    assert outcomes(county.send([person(1)])) == [], "gone is said once"


def test_a_file_of_some_leaves_the_others(county: County) -> None:
    county.bring([person(1), person(2)])
    assert outcomes(county.send([person(1)], whole=False)) == []


def test_a_refused_line_is_not_gone(county: County) -> None:
    county.bring([person(1), person(2)])
    sent = county.send([person(1), person(2, birth_date="1990-02-30")])
    assert outcomes(sent) == [("refused", 3)]
    assert "1990-02-30" in why(sent)


def test_out_of_sight_is_matched_without_a_hint(county: County) -> None:
    """Somebody the council knows: to the prison's officer the line is new, and the record is one."""
    hidden = county.enter(
        county.council,
        given_names="Givena",
        family_name="Madeb",
        birth_date=date(1961, 2, 11),
        numbers={"pnc": pnc(1)},
    )
    sent = county.send([person(1)])
    with making():
        line = ImportLine.objects.get(of=sent, outcome="new")
        assert line.person_id is None
    with seeing(county.officer.user.pk, today=TODAY):
        assert [row.outcome for row in ImportLine.objects.filter(of=sent)] == ["new"]
    county.apply(sent)
    with making():
        assert Person.objects.count() == 1
        assert Identity.objects.filter(person=hidden).count() == 2


def test_whoever_is_limited_counts_as_the_same_for_who_may_not_see_them(county: County) -> None:
    county.bring([person(1), person(2)])
    with making():
        one = Identity.objects.get(family_name="Madeb").person
        limited = LimitedAccess.objects.create(
            person=one, held_by=county.prison, kind="restricted", why="why", set_by=county.worker.user,
            first_day=TODAY,
        )  # fmt: skip
        NamedUser.objects.create(
            person=one, limited_access=limited, held_by=county.prison, user=county.worker.user
        )
    moved = {"conditional_release": "2027-07-08"}
    sent = county.send([person(1, **moved), person(2, **moved)])
    user = county.officer.user
    with seeing(user.pk, today=TODAY):
        counts = shown.with_lines(user, sent.pk, today=TODAY).counts
    assert (counts["changed"], counts["same"], counts["new"], counts["gone"]) == (1, 1, 0, 0)
    county.apply(sent)
    with making():
        assert set(KeyDate.objects.values_list("day", flat=True)) == {date(2027, 7, 8)}


def test_a_stopped_import_is_taken_up_to_the_same_end(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [person(1), person(2), person(2, prison_number="A0099BC", pnc=""), person(4)]
    county.send(rows)
    sent = county.send(rows)
    changes.confirm(importing=sent, by=None, today=TODAY)
    monkeypatch.setattr(running, "AT_ONCE", 1)
    real, calls = bringing.bring, []

    def stops(*given: object, **named: object) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(*given, **named)

    monkeypatch.setattr(bringing, "bring", stops)
    begun = changes.begin(importing=str(sent.pk), to=State.APPLYING)
    parts = {"today": TODAY, "now": NOW, "note": lambda percent: None}
    with making(), pytest.raises(KeyboardInterrupt):
        running.apply(begun, **parts)
    with making():
        assert Person.objects.count() == 2, "what was done before the stop is there"
        again = changes.begin(importing=str(sent.pk), to=State.APPLYING)
        running.apply(again, **parts)
        assert Person.objects.count() == 4
        assert PossibleMatch.objects.count() == 1
    end = record()
    county.bring(rows)
    assert record() == end


def test_a_namesake_is_new_and_a_record_officer_is_asked(county: County) -> None:
    known = county.enter(
        county.council, given_names="Givena", family_name="Madeb", birth_date=date(1961, 2, 11)
    )
    county.bring([person(1)])
    with making():
        assert Person.objects.count() == 2
        asked = PossibleMatch.objects.get()
    assert asked.known_id == known.pk
    assert asked.why == ["name_and_birth_date"]


def test_twins_are_two(county: County) -> None:
    county.enter(
        county.council, given_names="Other", family_name="Madeb", birth_date=date(1961, 2, 11)
    )
    county.bring([person(1)])
    with making():
        assert Person.objects.count() == 2
        assert not PossibleMatch.objects.exists()


def test_a_wrong_check_letter_leaves_the_cell_out_and_names_the_right_one(county: County) -> None:
    right = pnc(1)
    wrong = right[:-1] + ("A" if right[-1] != "A" else "B")
    sent = county.send([person(1, pnc=wrong)])
    with making():
        cell = ImportLine.objects.get(of=sent).left_out[0]
    assert cell["column"] == "pnc"
    assert f"its digits need {right[-1]}" in cell["why"]
    county.apply(sent)
    with making():
        assert set(Identifier.objects.values_list("kind", flat=True)) == {"prison_number"}


def test_two_people_with_one_identifier_are_both_refused(county: County) -> None:
    sent = county.send([person(1), person(2, prison_number="A0001BC"), person(3)])
    assert outcomes(sent) == [("new", 4), ("refused", 2), ("refused", 3)]
    assert "Lines 2, 3 give one number to two people" in why(sent)


def test_one_person_with_two_identifiers_is_refused_with_what_differs(county: County) -> None:
    sent = county.send([person(1), person(1, pnc=pnc(77))])
    assert outcomes(sent) == [("refused", 2), ("refused", 3)]
    assert "do not agree: pnc" in why(sent)


def test_a_line_said_twice_is_one(county: County) -> None:
    assert outcomes(county.send([person(1), person(1)])) == [("new", 2)]


def test_an_older_file_is_refused(county: County) -> None:
    county.bring([person(1)])
    with pytest.raises(WrongUse, match="is in already"):
        county.send([person(1)], day=TODAY - DAY)


def test_an_end_of_work_here_is_not_undone_by_the_next_file(county: County) -> None:
    county.bring([person(1)])
    with making():
        Involvement.objects.update(withdrawn_at=NOW)
    county.bring([person(1, conditional_release="2027-07-08")])
    with making():
        assert not Involvement.objects.filter(withdrawn_at=None).exists()


def test_the_command_takes_the_same_steps(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    from throughgate.site import bringing_in

    monkeypatch.setattr(bringing_in, "need_database", lambda: None)
    monkeypatch.setattr(bringing_in, "as_role", lambda role: nullcontext())
    path = write(tmp_path / "nightly.csv", [person(1), person(2, birth_date="1990-02-30")])
    asked = {
        "organisation": county.prison.name,
        "source": SOURCE,
        "agreement": county.agreement.name,
        "purpose": PURPOSE,
        "columns": None,
        "day": "",
        "whole": True,
    }
    said: list[str] = []
    with making():
        bringing_in.import_people([path], **asked, sure=lambda: False, say=said.append)
        assert not Person.objects.exists()
        bringing_in.import_people([path], **asked, sure=lambda: True, say=said.append)
        assert Person.objects.count() == 1
    assert "2 lines read" in said and "1 new, 0 changed, 0 gone" in said
    assert any("nightly.csv, line 3: The birth date “1990-02-30”" in line for line in said)
    assert path.exists(), "the sender's file stays where it is"
    assert not any("Made" in line for line in said), "no name is printed"
    with pytest.raises(WrongUse, match="takes part"):
        bringing_in.import_people(
            [path], **(asked | {"organisation": "Nobody"}), sure=lambda: True, say=said.append
        )
