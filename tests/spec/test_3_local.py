"""The local measure (former NI 18)"""

from __future__ import annotations

from collections.abc import Callable

Spec = Callable[..., None]


def test_adults_under_supervision_on_the_last_day_of_a_quarter_count_once_in_each(
    spec: Spec,
) -> None:
    spec(
        """
        born       | supervision                    || counted | people
        1980-01-01 | 2022-01-01.. order             || yes     | 4
        1980-01-01 | 2023-03-31..2023-06-30 licence || yes     | 2
        1980-01-01 | 2023-04-01..2023-06-29 licence || no      | -
        1980-01-01 | 2022-01-01.. prolific          || no      | -
        2005-05-01 | 2022-01-01.. order             || yes     | 3
        """,
        measure="local",
    )


def test_offences_in_the_91_days_after_count_when_proven_within_91_more(spec: Spec) -> None:
    spec(
        """
        supervision                  | offences                     || reoffences
        2023-03-01..2023-04-30 order | 2023-03-31 proven 2023-06-01 || 0
        2023-03-01..2023-04-30 order | 2023-04-01 proven 2023-06-01 || 1
        2023-03-01..2023-04-30 order | 2023-06-30 proven 2023-09-29 || 1
        2023-03-01..2023-04-30 order | 2023-07-01 proven 2023-09-29 || 0
        2023-03-01..2023-04-30 order | 2023-06-30 proven 2023-09-30 || 0
        """,
        measure="local",
    )
