"""The kinds of organisation and the roles of a post that the code knows by name; what each may is in values.yaml."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an organisation is."""

    PRISON = "prison"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    POLICE = "police"
    COURT = "court"
    COUNCIL = "council"
    HEALTH = "health"
    TREATMENT = "treatment"
    EMPLOYMENT = "employment"
    EDUCATION = "education"
    HOUSING = "housing"
    WOMENS_CENTRE = "womens_centre"
    VOLUNTARY = "voluntary"
    FAITH = "faith"
    FIRE_AND_RESCUE = "fire_and_rescue"
    EMPLOYER = "employer"
    COMMISSIONER = "commissioner"
    PARTNERSHIP_OFFICE = "partnership_office"


class Role(StrEnum):
    """What somebody does in an organisation."""

    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    PROVIDER_WORKER = "provider_worker"
    MENTOR = "mentor"
    RECORD_OFFICER = "record_officer"
    PANEL_CHAIR = "panel_chair"
    COORDINATOR = "coordinator"
    COMMISSIONER = "commissioner"
    ANALYST = "analyst"
    INFORMATION_OFFICER = "information_officer"
    ADMINISTRATOR = "administrator"
