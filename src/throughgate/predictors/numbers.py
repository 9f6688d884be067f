"""The published numbers of `values.yaml`, as the scores read them."""

from __future__ import annotations

from typing import Any

from throughgate.common import values

OGRS3 = "ogrs3"
TWO_YEAR = ("arp", "vrp", "svrp")
WITH_VIOLENCE = ("vrp", "svrp")
SCORES = (OGRS3, *TWO_YEAR)
NAMES = {
    "ogrs3": "OGRS3",
    "arp": "ARP",
    "vrp": "VRP",
    "svrp": "SVRP",
    "csrp": "CSRP",
}


def number(name: str) -> Any:
    """A published number or list, as it holds now."""
    return values.load(__package__)[name].latest


def categories() -> tuple[str, ...]:
    """The 24 actuarial offence categories; an offence without a code is known by its place here."""
    return tuple(number("ogrs3_offence_weight"))


def horizon(name: str) -> int:
    """How long after the start of follow-up a score speaks of: “arp”, “ogrs3.one_year”."""
    return int(number("horizon_months")[name])
