"""What is said of a person in one word from a list: each kind with its section of the record. Its words are in values.yaml."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """One thing that is said of somebody."""

    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    READING = "reading"
    HOME_AREA = "home_area"
    GENDER_IDENTITY = "gender_identity"
    ETHNICITY = "ethnicity"
    DISABILITY = "disability"
    NATIONALITY = "nationality"
    NEURODIVERSITY = "neurodiversity"
    PREGNANT = "pregnant"
    RIGHT_TO_WORK = "right_to_work"
    NO_PUBLIC_FUNDS = "no_public_funds"
    CARE_LEAVER = "care_leaver"
    ARMED_FORCES = "armed_forces"
    PARENT_OR_CARER = "parent_or_carer"


# Where each is kept: who needs it to act sees it, and nobody else. The database holds the same pairs.
SECTIONS: dict[Kind, str] = {
    Kind.LANGUAGE: "contact",
    Kind.INTERPRETER: "contact",
    Kind.READING: "contact",
    Kind.HOME_AREA: "contact",
    Kind.GENDER_IDENTITY: "equality",
    Kind.ETHNICITY: "equality",
    Kind.DISABILITY: "equality",
    Kind.NATIONALITY: "equality",
    Kind.NEURODIVERSITY: "health",
    Kind.PREGNANT: "health",
    Kind.RIGHT_TO_WORK: "needs:employment",
    Kind.NO_PUBLIC_FUNDS: "needs:finance",
    Kind.CARE_LEAVER: "needs:accommodation",
    Kind.ARMED_FORCES: "needs:accommodation",
    Kind.PARENT_OR_CARER: "needs:families",
}
