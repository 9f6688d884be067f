"""What a file of people from another system can say of each: its columns, and which part of the record each goes to.

The table is declared as those of the histories are, so that mapping files and their errors are the same.
"""

from __future__ import annotations

from throughgate.evidence.tables import SEXES, Column, Kind, Table
from throughgate.people.person.identifiers.rules import Kind as Number
from throughgate.people.person.moves.rules import Place

NUMBERS = {
    "pnc": Number.PNC,
    "cro": Number.CRO,
    "prison_number": Number.PRISON_NUMBER,
    "crn": Number.CRN,
    "local_number": Number.LOCAL,
}
# Each is a kind of key date, under the name that the record has for it.
DATES = (
    "confirmed_release",
    "actual_parole",
    "parole_eligibility",
    "home_detention_curfew",
    "conditional_release",
    "automatic_release",
    "bail_ends",
    "sentence_ends",
    "licence_ends",
    "order_ends",
    "supervision_ends",
)
CONTACT = ("mobile", "phone", "email", "address")


def _date(name: str, meaning: str) -> Column:
    return Column(name, Kind.DATE, meaning)


PEOPLE = Table(
    "people",
    "One row a person, as their system knows them now",
    (
        Column("family_name", Kind.TEXT, "Family name", needed=True),
        Column("given_names", Kind.TEXT, "Given names", needed=True),
        Column("birth_date", Kind.DATE, "Birth date; empty: found by a number only", needed=True),
        Column("sex", Kind.CODE, "Sex as recorded", codes=SEXES),
        Column("pnc", Kind.TEXT, "Police National Computer number"),
        Column("cro", Kind.TEXT, "Criminal Records Office number"),
        Column("prison_number", Kind.TEXT, "Prison number"),
        Column("crn", Kind.TEXT, "Probation’s case reference number"),
        Column("local_number", Kind.TEXT, "The system’s own number, where it has another"),
        Column(
            "place",
            Kind.CODE,
            "Where they are, or under what",
            codes=tuple(place.value for place in Place),
        ),
        Column("establishment", Kind.TEXT, "Which prison or hospital"),
        _date("place_since", "Since when they are there; empty: since the day of the file"),
        _date("confirmed_release", "Release date, confirmed"),
        _date("actual_parole", "Release date by the Parole Board"),
        _date("parole_eligibility", "Parole eligibility date"),
        _date("home_detention_curfew", "Release date on home detention curfew"),
        _date("conditional_release", "Conditional release date"),
        _date("automatic_release", "Automatic release date"),
        _date("bail_ends", "Day bail ends"),
        _date("sentence_ends", "Day the sentence ends"),
        _date("licence_ends", "Day the licence ends"),
        _date("order_ends", "Day the order ends"),
        _date("supervision_ends", "Day post-sentence supervision ends"),
        Column("mobile", Kind.TEXT, "Mobile number"),
        Column("phone", Kind.TEXT, "Other telephone number"),
        Column("email", Kind.TEXT, "E-mail address"),
        Column("address", Kind.TEXT, "Address"),
    ),
    order=("family_name", "given_names", "birth_date"),
)
TABLES = {PEOPLE.name: PEOPLE}
