"""Small numbers: which figures are hidden, and the attack that must not find them again.

No Django, and nothing about what is counted. The method: docs/methods/small-numbers.md.
"""

from throughgate.privacy.disclosure.figures import Kind, Law, Quantity, Row, Scheme, Table
from throughgate.privacy.disclosure.hiding import protect
from throughgate.privacy.disclosure.overlap import Membership, atoms_of
from throughgate.privacy.disclosure.rules import Limits, limits, rate_shown

__all__ = [
    "Kind",
    "Law",
    "Limits",
    "Membership",
    "Quantity",
    "Row",
    "Scheme",
    "Table",
    "atoms_of",
    "limits",
    "protect",
    "rate_shown",
]
