"""Made-up shares: who the people are, what they do, and how courts deal with it."""

from __future__ import annotations

from functools import cache

import numpy as np

from throughgate.common.values import load
from throughgate.data.synthetic.draws import Mix
from throughgate.evidence.tables import CATEGORIES

ETHNICITIES = ("white", "black", "asian", "mixed", "other", "")  # the last: not recorded
ETHNICITY = Mix(
    [  # an area a row
        (0.86, 0.03, 0.04, 0.02, 0.01, 0.04),
        (0.83, 0.04, 0.05, 0.03, 0.01, 0.04),
        (0.74, 0.09, 0.08, 0.04, 0.01, 0.04),
        (0.90, 0.02, 0.02, 0.01, 0.01, 0.04),
        (0.55, 0.18, 0.14, 0.06, 0.02, 0.05),
        (0.80, 0.05, 0.06, 0.03, 0.01, 0.05),
        (0.92, 0.01, 0.01, 0.01, 0.01, 0.04),
        (0.66, 0.12, 0.12, 0.04, 0.02, 0.04),
    ]
)
AREA = Mix([0.17, 0.09, 0.14, 0.08, 0.22, 0.11, 0.06, 0.13])

# Age at the first sanction: bands of years and the share that starts in each, men and women.
STARTING_AGES = ((10, 13), (13, 15), (15, 18), (18, 21), (21, 25), (25, 32), (32, 42), (42, 55), (55, 76))  # fmt: skip
STARTING_AGE = Mix(
    [
        (0.03, 0.09, 0.22, 0.19, 0.14, 0.13, 0.11, 0.07, 0.02),
        (0.02, 0.08, 0.17, 0.15, 0.14, 0.17, 0.15, 0.10, 0.02),
    ]
)

_MIX = {  # share of sanctions by main category: adult men
    "violence_against_the_person_abh_plus": (0.060, 0.5, 1.0, 0.7),
    "violence_against_the_person_sub_abh": (0.130, 1.1, 1.2, 1.0),
    "weapons_non_firearm": (0.030, 0.4, 1.2, 0.7),
    "firearms_most_serious": (0.0005, 0.2, 0.7, 0.7),
    "firearms_other": (0.004, 0.2, 0.8, 1.2),
    "acquisitive_violence": (0.012, 0.4, 2.5, 0.3),
    "burglary_domestic": (0.020, 0.25, 1.6, 0.5),
    "burglary_other": (0.015, 0.25, 1.6, 0.5),
    "theft_non_motor": (0.190, 2.0, 1.3, 0.9),
    "vehicle_related_theft": (0.020, 0.2, 2.0, 0.4),
    "handling_stolen_goods": (0.012, 0.9, 1.1, 0.7),
    "fraud_and_forgery": (0.025, 1.8, 0.2, 1.2),
    "welfare_fraud": (0.008, 4.0, 0.0, 1.5),
    "criminal_damage": (0.070, 0.6, 1.8, 0.6),
    "sexual_not_against_child": (0.007, 0.05, 0.7, 1.4),
    "sexual_against_child": (0.012, 0.05, 0.6, 2.2),
    "public_order_and_harrassment": (0.100, 0.8, 1.0, 0.9),
    "drunkenness": (0.035, 0.8, 0.4, 1.4),
    "absconding_or_bail": (0.035, 1.0, 0.5, 0.7),
    "drug_import_export_or_production": (0.010, 0.6, 0.1, 1.2),
    "drug_possession_or_supply": (0.105, 0.5, 0.9, 0.6),
    "motoring_offences": (0.070, 0.5, 0.6, 0.9),
    "drink_driving": (0.075, 0.9, 0.1, 1.4),
    "other_offences": (0.040, 1.3, 0.6, 1.1),
}
_SHARE, _FEMALE, _YOUNG, _OLDER = (
    np.array([_MIX[category][column] for category in CATEGORIES]) for column in range(4)
)
# Groups: men and women (0, 1) of under 18, 18 to 39, and 40 and over (0, 2, 4).
CATEGORY = Mix(
    [
        _SHARE * sex * age
        for age in (_YOUNG, np.ones_like(_SHARE), _OLDER)
        for sex in (np.ones_like(_SHARE), _FEMALE)
    ]
)

_GRAVITY = {  # indictable only, either way, summary; pull towards a heavier sentence; lag
    "violence_against_the_person_abh_plus": (0.12, 0.88, 0.0, 1.6, 80),
    "violence_against_the_person_sub_abh": (0.0, 0.10, 0.90, 0.3, 60),
    "weapons_non_firearm": (0.0, 0.95, 0.05, 0.8, 55),
    "firearms_most_serious": (0.95, 0.05, 0.0, 4.0, 110),
    "firearms_other": (0.2, 0.7, 0.1, 1.4, 80),
    "acquisitive_violence": (1.0, 0.0, 0.0, 3.4, 80),
    "burglary_domestic": (0.05, 0.95, 0.0, 2.4, 60),
    "burglary_other": (0.0, 1.0, 0.0, 1.2, 55),
    "theft_non_motor": (0.0, 1.0, 0.0, 0.1, 32),
    "vehicle_related_theft": (0.0, 0.55, 0.45, 0.4, 45),
    "handling_stolen_goods": (0.0, 1.0, 0.0, 0.5, 75),
    "fraud_and_forgery": (0.02, 0.98, 0.0, 0.5, 150),
    "welfare_fraud": (0.0, 0.5, 0.5, 0.2, 220),
    "criminal_damage": (0.02, 0.38, 0.6, -0.3, 45),
    "sexual_not_against_child": (0.35, 0.65, 0.0, 2.4, 260),
    "sexual_against_child": (0.45, 0.55, 0.0, 2.5, 300),
    "public_order_and_harrassment": (0.01, 0.39, 0.6, -0.2, 40),
    "drunkenness": (0.0, 0.0, 1.0, -1.1, 20),
    "absconding_or_bail": (0.03, 0.0, 0.97, 0.0, 18),
    "drug_import_export_or_production": (0.0, 1.0, 0.0, 1.5, 120),
    "drug_possession_or_supply": (0.0, 1.0, 0.0, -0.1, 50),
    "motoring_offences": (0.0, 0.06, 0.94, -0.1, 70),
    "drink_driving": (0.0, 0.0, 1.0, 0.1, 28),
    "other_offences": (0.05, 0.45, 0.5, 0.0, 80),
}
_GRAVITY_ROWS = np.array([_GRAVITY[category] for category in CATEGORIES])
SERIOUSNESS = Mix(_GRAVITY_ROWS[:, :3])
GRAVITY = np.ascontiguousarray(_GRAVITY_ROWS[:, 3])
LAG_DAYS = np.ascontiguousarray(_GRAVITY_ROWS[:, 4])  # median days from offence to proof
LAG_SHAPE = 1.7

# Cut points of the sentencing score, mildest first; above the last: custody.
DISPOSAL_STEPS = ("caution", "discharge", "fine", "community_order", "suspended_sentence", "custody")  # fmt: skip
DISPOSAL_CUTS = np.array([-0.70, -0.15, 1.25, 2.15, 2.60])


@cache
def offence_codes() -> tuple[tuple[str, ...], ...]:
    """The codes of each category, in the order of CATEGORIES."""
    known = load(__package__ or "", "values.yaml")["offence_codes"].latest
    return tuple(tuple(known[category]) for category in CATEGORIES)
