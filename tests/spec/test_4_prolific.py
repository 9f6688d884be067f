"""The prolific measure (former NI 30)"""

from __future__ import annotations

from collections.abc import Callable

Spec = Callable[..., None]


def test_each_year_has_its_own_183_days_of_proof(spec: Spec) -> None:
    spec(
        """
        supervision            | offences                     || offences_before | offences_after
        2022-01-01.. prolific  | 2022-03-31 proven 2022-06-01 || 0               | 0
        2022-01-01.. prolific  | 2022-04-01 proven 2022-06-01 || 1               | 0
        2022-01-01.. prolific  | 2023-03-31 proven 2023-09-30 || 1               | 0
        2022-01-01.. prolific  | 2023-03-31 proven 2023-10-01 || 0               | 0
        2022-01-01.. prolific  | 2023-04-01 proven 2024-09-29 || 0               | 1
        2022-01-01.. prolific  | 2024-03-30 proven 2024-09-30 || 0               | 0
        """,
        measure="prolific",
        cohort="2023-03-31",
    )


def test_days_at_liberty_are_days_alive_and_not_in_custody(spec: Spec) -> None:
    spec(
        """
        died       | supervision           | custody                       || days_at_liberty_before | days_at_liberty_after
        -          | 2022-01-01.. prolific | -                             || 365                    | 365
        -          | 2022-01-01.. prolific | 2023-04-01..2023-04-11 remand || 365                    | 355
        -          | 2022-01-01.. prolific | 2023-03-22..2023-04-11        || 355                    | 355
        2023-04-11 | 2022-01-01.. prolific | -                             || 365                    | 10
        """,
        measure="prolific",
        cohort="2023-03-31",
    )
