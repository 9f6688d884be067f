"""What counts as a proven reoffence"""

from __future__ import annotations

from collections.abc import Callable

Spec = Callable[..., None]


def test_the_offence_must_fall_after_the_index_day_and_within_365_days(spec: Spec) -> None:
    spec("""
        sanctions       | offences                            || reoffended
        2023-01-10 fine | 2023-01-10 proven 2023-05-01        || no
        2023-01-10 fine | 2023-01-11 proven 2023-05-01        || yes
        2023-01-10 fine | 2024-01-10 proven 2024-05-01        || yes
        2023-01-10 fine | 2024-01-11 proven 2024-05-01        || no
    """)


def test_it_must_be_proven_by_conviction_or_caution_within_a_further_183_days(spec: Spec) -> None:
    spec("""
        sanctions                             | offences                     || reoffended
        2023-01-10 fine                       | 2023-03-01 proven 2024-07-11 || yes
        2023-01-10 fine                       | 2023-03-01 proven 2024-07-12 || no
        2023-01-10 fine, 2024-07-11 caution   | 2023-03-01 of 2              || yes
        2023-01-10 fine, 2024-07-12 fine      | 2023-03-01 of 2              || no
    """)


def test_the_day_of_the_offence_decides_and_never_the_day_of_conviction(spec: Spec) -> None:
    spec("""
        sanctions                           | offences        || reoffended
        2023-01-10 fine, 2023-05-01 fine    | 2023-01-09 of 2 || no
        2023-01-10 fine, 2024-03-01 fine    | 2024-01-01 of 2 || yes
    """)


def test_each_offence_proven_is_one_reoffence_and_several_on_a_day_count_each(spec: Spec) -> None:
    spec("""
        sanctions                        | offences                                          || reoffences
        2023-01-10 fine, 2023-08-01 fine | 2023-05-01 of 2, 2023-05-01 of 2, 2023-06-01 of 2 || 3
    """)


def test_breaches_and_offences_not_recordable_do_not_count(spec: Spec) -> None:
    spec("""
        sanctions       | offences                                  || reoffended
        2023-01-10 fine | 2023-05-01 proven 2023-06-01 breach       || no
        2023-01-10 fine | 2023-05-01 proven 2023-06-01 unrecordable || no
    """)


def test_with_same_day_an_offence_on_the_day_of_release_counts_unless_of_the_index_sanction(
    spec: Spec,
) -> None:
    spec(
        """
        sanctions                           | custody                  | offences                     || reoffences
        2022-06-01 custody                  | 2022-06-01..2023-01-10 1 | 2023-01-10 proven 2023-05-01 || 1
        2022-06-01 custody                  | 2022-06-01..2023-01-10 1 | 2023-01-10 of 1              || 0
        2023-01-10 fine                     | -                        | 2023-01-10 proven 2023-05-01 || 0
        """,
        same_day=True,
    )


def test_other_windows_are_months_times_365_over_12_rounded_half_up(spec: Spec) -> None:
    spec(
        """
        sanctions       | offences                     || reoffended
        2023-01-10 fine | 2023-04-11 proven 2023-05-01 || yes
        2023-01-10 fine | 2023-04-12 proven 2023-05-01 || no
        2023-01-10 fine | 2023-04-11 proven 2023-10-11 || yes
        2023-01-10 fine | 2023-04-11 proven 2023-10-12 || no
        """,
        follow_up="3m",
    )


def test_days_free_are_the_whole_days_before_the_first_reoffence(spec: Spec) -> None:
    spec("""
        sanctions       | offences                                                   || mean_days_free | median_days_to_first_of_reoffenders
        2023-01-10 fine | -                                                          || 365            | -
        2023-01-10 fine | 2023-01-11 proven 2023-05-01                               || 0              | 1
        2023-01-10 fine | 2023-01-20 proven 2023-05-01, 2023-03-01 proven 2023-05-01 || 9              | 10
        2023-01-10 fine | 2024-01-10 proven 2024-05-01                               || 364            | 365
    """)


def test_severity_is_of_all_reoffences_and_of_the_first_and_what_is_missing_is_not_known(
    spec: Spec,
) -> None:
    spec("""
        sanctions                           | offences                                                    || reoffences_summary | reoffences_unknown | first_summary | first_either_way | reoffenders_custodial | reoffenders_custodial_unknown
        2023-01-10 fine, 2023-09-01 fine    | 2023-05-01 of 2 summary, 2023-06-01 of 2 summary            || 2                  | 0                  | 1             | 0                | 0                     | 0
        2023-01-10 fine, 2023-09-01 custody | 2023-05-01 of 2 summary, 2023-05-01 of 2 either_way         || 1                  | 0                  | 0             | 1                | 1                     | 0
        2023-01-10 fine                     | 2023-05-01 proven 2023-06-01                                || 0                  | 1                  | 0             | 0                | 0                     | 1
    """)
