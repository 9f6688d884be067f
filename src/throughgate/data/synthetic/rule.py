"""The planted rule: how likely a proven reoffence within a year is, by what is known on the index day.

Every number here is made up, chosen to look like England and Wales. docs/methods/made-up-histories.md.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

# What the rule tells apart on the index day; a custodial conviction counts from its release.
INDEX_KINDS = (
    "release_short",  # sentenced to less than a year
    "release_long",
    "suspended_sentence",
    "community_order",
    "fine",
    "discharge",
    "other",
    "caution",
)
AREAS = (
    "Wrenholt",
    "Kelderwick",
    "Saltmarle",
    "Ambrigg",
    "Port Ellory",
    "Dunmarrow",
    "Averlow",
    "Stanmarle",
)
FOLLOW_UP, PROOF = 365, 183


@dataclass(frozen=True)
class Service:
    """A service, how many of those who qualify start it, and what it truly does."""

    name: str
    pathway: str
    reach: float  # share of releases and community sentences that it is offered to
    effect: float = 0.0  # share of the reoffences after its start that do not happen


@dataclass(frozen=True)
class Rule:
    """Log-odds of a proven reoffence within a year of an index event: the sum of these terms."""

    start: float = -1.90
    female: float = -0.25
    log_earlier: float = 0.80  # times log(1 + sanctions before this one)
    age_band: tuple[float, ...] = (
        0.95,  # 10-14
        0.90,  # 15-17
        0.40,  # 18-20
        0.15,  # 21-24
        0.00,  # 25-29
        -0.10,  # 30-34
        -0.25,  # 35-39
        -0.50,  # 40-44
        -0.80,  # 45-49
        -1.15,  # 50-59
        -1.70,  # 60+
    )
    index_kind: tuple[float, ...] = (1.15, -0.30, -0.10, 0.15, -0.05, 0.10, 0.0, -0.35)
    area: tuple[float, ...] = (0.25, -0.20, 0.10, 0.00, 0.30, -0.10, -0.30, 0.05)
    days_shape: float = 1.5  # of the year: day = 365 * u ** shape
    proven_late: float = 0.02  # of everybody: offends within the year, proven too late to count
    services: tuple[Service, ...] = field(
        default=(
            Service("Foundry works", "employment", 0.10, effect=0.25),
            Service("Keystone housing", "accommodation", 0.08),
            Service("Clearwater recovery", "drugs_alcohol", 0.07),
            Service("Second wind", "attitudes", 0.05),
            Service("Family link", "families", 0.02),
            Service("Plain money", "finance", 0.03),
            Service("Open door", "health", 0.03),
        )
    )

    def as_json(self) -> dict[str, Any]:
        """The rule as it is written beside the data."""
        return {"index_kinds": INDEX_KINDS, "areas": AREAS, **asdict(self)}
