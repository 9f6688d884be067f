"""What begins a follow-up"""

from __future__ import annotations

from collections.abc import Callable

Spec = Callable[..., None]


def test_a_caution_and_every_conviction_that_is_not_to_custody_is_an_index_event(
    spec: Spec,
) -> None:
    spec("""
        sanctions                      || counted | index_kind
        2023-02-01 caution             || yes     | caution
        2023-02-01 suspended_sentence  || yes     | community
        2023-02-01 community_order     || yes     | community
        2023-02-01 fine                || yes     | community
        2023-02-01 discharge           || yes     | community
        2023-02-01 other               || yes     | community
        2023-02-01 custody             || no      | -
        2022-12-31 fine                || no      | -
        2024-01-01 fine                || no      | -
    """)


def test_a_sanction_of_breaches_only_is_none(spec: Spec) -> None:
    spec("""
        sanctions       | offences                                 || counted
        2023-02-01 fine | 2022-12-01 of 1 breach                   || no
        2023-02-01 fine | 2022-12-01 of 1 breach, 2022-12-01 of 1  || yes
        2023-02-01 fine | -                                        || yes
    """)


def test_a_release_is_the_end_of_a_sentence_that_ended_released(spec: Spec) -> None:
    spec("""
        custody                                  || counted
        2022-06-01..2023-02-01                   || yes
        2022-06-01..2023-02-01 remand            || no
        2022-06-01..2023-02-01 recall            || no
        2022-06-01..2023-02-01 other             || no
        2022-06-01..2023-02-01 died              || no
        2022-06-01..2023-02-01 deported          || no
        2022-06-01..2023-02-01 temporary_release || no
        2022-06-01..                             || no
    """)


def test_spells_that_touch_or_are_divided_by_a_transfer_are_one(spec: Spec) -> None:
    spec("""
        custody                                                                  || counted
        2022-06-01..2023-02-01, 2023-02-01..2024-02-01                           || no
        2022-06-01..2023-02-01, 2023-02-02..2024-02-01                           || no
        2022-06-01..2023-02-01, 2023-02-03..2024-02-01                           || yes
        2022-06-01..2023-02-01 transferred, 2023-02-01..2023-05-01               || yes
        2022-06-01..2022-08-01 remand, 2022-08-01..2023-05-01                    || yes
        2022-06-01..2023-02-01, 2023-01-01..2023-05-01 remand                    || no
        2022-06-01..2023-05-01, 2023-01-01..2023-02-01                           || yes
    """)


def test_the_first_in_the_period_counts_and_on_one_day_release_then_the_most_severe_then_caution(
    spec: Spec,
) -> None:
    spec("""
        sanctions                                          | custody                || index_kind | disposal
        2023-03-01 caution, 2023-02-01 fine                | -                      || community  | fine
        2023-02-01 caution, 2023-02-01 other               | -                      || community  | other
        2023-02-01 fine, 2023-02-01 community_order        | -                      || community  | community_order
        2022-06-01 custody, 2023-02-01 suspended_sentence  | 2022-06-01..2023-02-01 || release    | custody
    """)


def test_asked_for_one_kind_the_first_of_that_kind_counts(spec: Spec) -> None:
    spec(
        """
        sanctions                           || counted | index_kind
        2023-02-01 caution, 2023-05-01 fine || yes     | community
        2023-02-01 caution                  || no      | -
        """,
        index="community",
    )


def test_the_index_sanction_of_a_release_is_the_one_named_else_the_last_custodial_by_then(
    spec: Spec,
) -> None:
    spec("""
        sanctions                                               | custody                  || disposal
        2022-06-01 suspended_sentence, 2022-06-02 custody       | 2022-06-02..2023-02-01 1 || suspended_sentence
        2022-06-01 custody, 2022-07-01 fine                     | 2022-06-02..2023-02-01   || custody
        2023-03-01 custody                                      | 2022-06-02..2023-02-01   || unknown
        -                                                       | 2022-06-02..2023-02-01   || unknown
    """)


def test_the_main_offence_is_the_most_serious(spec: Spec) -> None:
    spec("""
        sanctions       | offences                                                                                   || category
        2023-02-01 fine | 2022-12-01 of 1 summary drunkenness, 2022-12-01 of 1 either_way burglary_other             || burglary_other
        2023-02-01 fine | -                                                                                          || unknown
    """)


def test_age_is_in_completed_years_on_the_index_day_and_under_10_is_refused(spec: Spec) -> None:
    spec("""
        born       | sanctions          || counted | age_group | age_band
        2005-02-01 | 2023-01-31 caution || yes     | juvenile  | 15-17
        2005-02-01 | 2023-02-01 caution || yes     | adult     | 18-20
        2004-02-29 | 2023-02-28 caution || yes     | adult     | 18-20
        2005-02-28 | 2023-02-28 caution || yes     | adult     | 18-20
        1960-01-01 | 2023-02-01 caution || yes     | adult     | 60+
        2013-02-02 | 2023-02-01 caution || no      | -         | -
        2013-02-01 | 2023-02-01 caution || yes     | juvenile  | 10-14
        -          | 2023-02-01 caution || yes     | unknown   | unknown
    """)


def test_quarters_added_count_a_person_once_in_each(spec: Spec) -> None:
    spec(
        """
        sanctions                                                     || people
        2023-02-01 fine, 2023-03-01 fine, 2023-04-01 fine             || 2
        2023-02-01 fine, 2023-05-01 fine, 2023-08-01 fine, 2023-12-31 fine || 4
        """,
        quarters=True,
    )
