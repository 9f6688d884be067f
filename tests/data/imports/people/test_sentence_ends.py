"""What a file says of the end of a sentence ends what manages it, as far as no other source says that it goes on."""

from __future__ import annotations

from datetime import date

from tests.data.imports.people.county import TODAY, County, person
from tests.making import making
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.moves.models import KeyDate


def test_the_end_of_the_sentence_ends_the_involvement(county: County) -> None:
    columns = ("family_name", "given_names", "birth_date", "prison_number", "sentence_ends")
    county.bring([person(1, sentence_ends="2027-04-30")], columns=columns)
    with making():
        assert Involvement.objects.get().last_day == date(2027, 4, 30)


def test_an_end_that_moves_takes_the_involvement_along(county: County) -> None:
    columns = ("family_name", "given_names", "birth_date", "prison_number", "sentence_ends")
    for ends in ("2027-04-30", "2027-06-30", "2027-05-31"):
        county.bring([person(1, sentence_ends=ends)], columns=columns)
        with making():
            assert Involvement.objects.get().last_day == date.fromisoformat(ends)


def test_another_source_says_that_it_goes_on_for_longer(county: County) -> None:
    """A file alone ends nothing that a court, a prison or probation says goes on."""
    columns = ("family_name", "given_names", "birth_date", "prison_number", "sentence_ends")
    county.bring([person(1, sentence_ends="2027-04-30")], columns=columns)
    with making():
        known = Involvement.objects.get()
        KeyDate.objects.create(
            person_id=known.person_id, held_by=county.prison, source="The court", kind="licence_ends",
            day=date(2027, 9, 30), entered_on=TODAY,
        )  # fmt: skip
    county.bring([person(1, sentence_ends="2027-05-31")], columns=columns)
    with making():
        assert Involvement.objects.get().last_day == date(2027, 9, 30)
