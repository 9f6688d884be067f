"""People drawn by Hypothesis: of the kind that can be scored, and of any kind."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from throughgate.predictors.known import Known, Sex
from throughgate.predictors.many import NOTHING_KNOWN, People
from throughgate.predictors.offences import UNKNOWN, Offence, Offences
from throughgate.predictors.tables import SEXES

patient = settings(deadline=None)  # a first call compiles, and machines are busy
TABLE = Offences(
    (
        Offence("burglary_other", 0.205, False, "03000"),
        Offence("acquisitive_violence", 0.0, True, "03401"),
        Offence("other_offences", None, False, "99999"),
        Offence(UNKNOWN, 0.0, False, "00000"),
    )
)
offences = st.sampled_from(TABLE.all)


@st.composite
def scorable(draw: Any, *, youngest: int = 10) -> Known:
    """Somebody whom every score of that age takes."""
    convicted = draw(st.integers(10, 109))
    first = draw(st.integers(0, convicted))
    n = draw(st.integers(1 if first == convicted else 2, 999) | st.integers(2, 12))
    return Known(
        sex=draw(st.sampled_from(Sex)),
        age=draw(st.integers(max(youngest, convicted - 1), 109)),
        age_at_conviction=convicted,
        age_at_first_sanction=first,
        sanctions=n,
        offence=draw(
            offences.filter(lambda each: each.weight is not None and each.category != UNKNOWN)
        ),
        sanctions_for_violence=draw(st.integers(0, n)),
        offence_free_months=draw(st.integers(-3, 60)),
    )


@st.composite
def anybody(draw: Any) -> Known:
    """Ages, counts and offences as a bad file would have them."""
    age = st.integers(-1, 130) | st.just(NOTHING_KNOWN)
    return Known(
        sex=draw(st.sampled_from([*Sex, None])),
        age=draw(age),
        age_at_conviction=draw(age),
        age_at_first_sanction=draw(age),
        sanctions=draw(st.integers(-1, 1001) | st.integers(1, 3)),
        offence=draw(offences | st.none()),
        sanctions_for_violence=draw(st.integers(-1, 1001) | st.integers(0, 3)),
        offence_free_months=draw(st.integers(-3, 60)),
    )


def columns(people: list[Known]) -> People:
    """The same people as arrays."""
    rows = [asdict(each) for each in people]
    made = {
        name: np.array([row[name] for row in rows])
        for name in rows[0]
        if name not in ("sex", "offence")
    }
    sexes = [SEXES.index(each.sex) if each.sex else 7 for each in people]
    places = [TABLE.all.index(each.offence) if each.offence else NOTHING_KNOWN for each in people]
    return People(sex=np.array(sexes), offence=np.array(places), **made)
