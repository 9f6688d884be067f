"""Where each person who is still in the career stands after the last occasion."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from throughgate.data.synthetic.arrays import Codes, Days, Flags, Floats
from throughgate.data.synthetic.days import age
from throughgate.data.synthetic.draws import Keys


@dataclass
class Standing:
    """One entry a person: `since` is the index day, `earlier` the sanctions before the index one."""

    person: Days
    own_key: Keys
    key: Keys  # of the occasion
    born: Days
    female: Flags
    area: Codes
    earlier: Days
    kind: Codes
    category: Codes
    since: Days
    proven: Days

    def take(self, chosen: Flags) -> Standing:
        kept = {column.name: getattr(self, column.name)[chosen] for column in fields(self)}
        return Standing(**kept)

    def after(self, key: Keys, kind: Codes, category: Codes, since: Days, proven: Days) -> Standing:
        """The same people after an occasion, which `earlier` leaves out until the next."""
        return replace(self, key=key, kind=kind, category=category, since=since, proven=proven)

    def yearly_death(self, on: Days) -> Floats:
        """Chance of dying within a year: about twice that of the country's people."""
        years = np.minimum(age(self.born, on), 90)
        chance: Floats = 0.0016 + 0.00009 * np.exp(0.088 * years)
        return chance
