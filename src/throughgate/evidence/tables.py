"""The six tables the engine reads, declared once: validation, the reference page and made-up data come from here.

Source of the definitions: docs/methods/tables.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "whole number"
    YES_NO = "yes or no"
    CODE = "one of a list"


@dataclass(frozen=True)
class Column:
    """One column of a table: its type, its meaning, and what it must satisfy."""

    name: str
    kind: Kind
    meaning: str
    needed: bool = False
    codes: tuple[str, ...] = ()
    missing: str | None = None  # what an empty cell is read as


@dataclass(frozen=True)
class Table:
    """A table of the store: what a row is, its columns, and whether other columns may be added."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    open_ended: bool = False  # further columns are kept, to group or match by

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.needed)


SEXES = ("female", "male")
DISPOSALS = (  # most severe first; a caution is a sanction but not a conviction
    "custody",
    "suspended_sentence",
    "community_order",
    "fine",
    "discharge",
    "other",
    "caution",
)
SERIOUSNESS = ("indictable_only", "either_way", "summary")  # most serious first
CATEGORIES = (  # the 24 actuarial categories; spelling as in the published coefficients
    "violence_against_the_person_abh_plus",
    "violence_against_the_person_sub_abh",
    "weapons_non_firearm",
    "firearms_most_serious",
    "firearms_other",
    "acquisitive_violence",
    "burglary_domestic",
    "burglary_other",
    "theft_non_motor",
    "vehicle_related_theft",
    "handling_stolen_goods",
    "fraud_and_forgery",
    "welfare_fraud",
    "criminal_damage",
    "sexual_not_against_child",
    "sexual_against_child",
    "public_order_and_harrassment",
    "drunkenness",
    "absconding_or_bail",
    "drug_import_export_or_production",
    "drug_possession_or_supply",
    "motoring_offences",
    "drink_driving",
    "other_offences",
)
CUSTODY_KINDS = ("sentence", "remand", "recall", "other")
CUSTODY_ENDS = (
    "released",
    "transferred",
    "temporary_release",
    "returned",
    "died",
    "deported",
    "other",
)

_PERSON = Column(
    "person_id", Kind.TEXT, "Who: any text, the same for one person in all tables", needed=True
)

PEOPLE = Table(
    "people",
    "One row a person",
    (
        _PERSON,
        Column("date_of_birth", Kind.DATE, "Birth date; empty: kept, without an age", needed=True),
        Column("sex", Kind.CODE, "Sex as recorded", needed=True, codes=SEXES),
        Column("ethnicity", Kind.TEXT, "Ethnicity as recorded"),
        Column("area", Kind.TEXT, "Area as in the file, not as of the index day"),
        Column("died", Kind.DATE, "Day of death"),
        Column(
            "previous_sanctions",
            Kind.NUMBER,
            "Sanctions from before these data begin, when known",
        ),
        Column(
            "first_sanction_date",
            Kind.DATE,
            "First sanction from before these data begin, when known",
        ),
    ),
    order=("person_id",),
    open_ended=True,
)

SANCTIONS = Table(
    "sanctions",
    "One row a conviction or caution; cautions include conditional and youth cautions and, before 2013, "
    "reprimands and warnings; penalty notices are not sanctions",
    (
        _PERSON,
        Column("sanction_id", Kind.TEXT, "Its number, unique within the person", needed=True),
        Column("sanction_date", Kind.DATE, "The day it was proven", needed=True),
        Column("disposal", Kind.CODE, "What was imposed", needed=True, codes=DISPOSALS),
        Column("custody_days", Kind.NUMBER, "Length of a custodial sentence, in days"),
    ),
    order=("person_id", "sanction_date", "sanction_id"),
)

OFFENCES = Table(
    "offences",
    "One row an offence; it names its sanction or the day it was proven",
    (
        _PERSON,
        Column("sanction_id", Kind.TEXT, "The sanction that proved it"),
        Column("proven_date", Kind.DATE, "The day it was proven, where there is no sanction"),
        Column(
            "offence_date",
            Kind.DATE,
            "The day it was committed; a span: its first day",
            needed=True,
        ),
        Column("category", Kind.CODE, "Actuarial category", codes=CATEGORIES, missing="unknown"),
        Column("offence_code", Kind.TEXT, "Five-digit offence code"),
        Column(
            "seriousness",
            Kind.CODE,
            "Where it can be tried",
            codes=SERIOUSNESS,
            missing="unknown",
        ),
        Column("breach", Kind.YES_NO, "A breach offence, not counted", missing="no"),
        Column("recordable", Kind.YES_NO, "Recordable; no: not counted", missing="yes"),
    ),
    order=("person_id", "offence_date", "proven_date", "sanction_id"),
)

CUSTODY = Table(
    "custody",
    "One row a spell in custody",
    (
        _PERSON,
        Column("received", Kind.DATE, "First day inside", needed=True),
        Column("released", Kind.DATE, "Day of release; empty: still inside", needed=True),
        Column("kind", Kind.CODE, "Why inside", codes=CUSTODY_KINDS, missing="sentence"),
        Column("ended", Kind.CODE, "How it ended", codes=CUSTODY_ENDS, missing="released"),
        Column("sanction_id", Kind.TEXT, "The sanction being served"),
    ),
    order=("person_id", "received", "released"),
)

SUPERVISION = Table(
    "supervision",
    "One row a period of supervision in the community",
    (
        _PERSON,
        Column("started", Kind.DATE, "First day", needed=True),
        Column("ended", Kind.DATE, "Last day; empty: still open", needed=True),
        Column("kind", Kind.TEXT, "order, licence, prolific, …"),
    ),
    order=("person_id", "started", "ended"),
)

SUPPORT = Table(
    "support",
    "One row a service that a person started",
    (
        _PERSON,
        Column("service", Kind.TEXT, "Which service", needed=True),
        Column("pathway", Kind.TEXT, "Which pathway it serves"),
        Column("started", Kind.DATE, "First day", needed=True),
        Column("ended", Kind.DATE, "Last day; empty: still open"),
        Column("result", Kind.TEXT, "What came of it"),
    ),
    order=("person_id", "started", "service"),
)

TABLES = {t.name: t for t in (PEOPLE, SANCTIONS, OFFENCES, CUSTODY, SUPERVISION, SUPPORT)}
OPTIONAL = ("supervision", "support")
UNKNOWN = "unknown"
