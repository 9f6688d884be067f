"""The same measure in Polars, lazy and streaming, written as a Polars author would."""

from __future__ import annotations

from datetime import date

import polars as pl

from benchmarks.flat import Flat
from benchmarks.rivals_sql import (
    CAUTION,
    CUSTODY,
    FOLLOW_UP,
    PROOF,
    RELEASED,
    SENTENCE,
    TRANSFERRED,
)

FAR = date(9999, 12, 31)
KEYS = ["person", "cohort"]
_DAYS = pl.col("day").cast(pl.Int32).cast(pl.Int64)


def measure(flat: Flat, first_year: int, last_year: int) -> pl.DataFrame:
    """(cohort, disposal, people, reoffenders, reoffences)."""
    within = (date(first_year, 1, 1), date(last_year, 12, 31))
    sanctions = pl.scan_parquet(flat.sanctions)
    convicted = sanctions.filter(
        (pl.col("disposal") != CUSTODY)
        & ~pl.col("breach_only")
        & pl.col("sanction_date").is_between(*within)
    ).select(
        "person",
        day="sanction_date",
        kind=pl.when(pl.col("disposal") == CAUTION).then(2).otherwise(1).cast(pl.Int8),
        disposal="disposal",
    )
    events = pl.concat([_releases(flat, sanctions, within), convicted])
    chosen = (
        events.with_columns(cohort=pl.col("day").dt.year())
        .group_by(KEYS)
        .agg(event=(_DAYS * 1024 + pl.col("kind").cast(pl.Int64) * 256 + pl.col("disposal")).min())
        .with_columns(
            day=(pl.col("event") // 1024).cast(pl.Int32).cast(pl.Date),
            disposal=(pl.col("event") % 256).cast(pl.UInt8),
        )
    )
    offences = (
        pl.scan_parquet(flat.offences)
        .filter("counted")
        .select("person", "offence_date", "proven_date")
    )
    day = pl.col("day")
    followed = (
        chosen.select(*KEYS, "day")
        .join(offences, on="person")
        .filter(
            (pl.col("offence_date") > day)
            & (pl.col("offence_date") <= day + pl.duration(days=FOLLOW_UP))
            & (pl.col("proven_date") <= day + pl.duration(days=FOLLOW_UP + PROOF))
        )
        .group_by(KEYS)
        .agg(reoffences=pl.len())
    )
    return (
        chosen.join(followed, on=KEYS, how="left")
        .group_by("cohort", "disposal")
        .agg(
            people=pl.len(),
            reoffenders=pl.col("reoffences").count(),
            reoffences=pl.col("reoffences").sum(),
        )
        .sort("cohort", "disposal")
        .collect(engine="streaming")
    )


def _releases(flat: Flat, sanctions: pl.LazyFrame, within: tuple[date, date]) -> pl.LazyFrame:
    """Ends of spells: touching rows, and rows divided by a transfer, are one."""
    rows = (
        pl.scan_parquet(flat.custody)
        .with_columns(pl.col("released").fill_null(FAR))
        .sort("person", "received", "released")
        .with_columns(
            until=pl.col("released").cum_max().shift(1).over("person"),
            moved=(pl.col("ended") == TRANSFERRED).shift(1).over("person"),
        )
        .with_columns(
            begins=~(
                (pl.col("received") <= pl.col("until") + pl.duration(days=1)).fill_null(False)
                | pl.col("moved").fill_null(False)
            )
        )
        .with_columns(spell=pl.col("begins").cum_sum())
    )
    sentence = pl.col("kind") == SENTENCE
    spells = (
        rows.group_by("person", "spell")
        .agg(
            day=pl.col("released").max(),
            let_out=pl.col("released").filter(sentence & (pl.col("ended") == RELEASED)).max(),
            named=pl.col("sanction").filter(sentence & (pl.col("sanction") >= 0)).last(),
        )
        .filter((pl.col("let_out") == pl.col("day")) & pl.col("day").is_between(*within))
    )
    named = sanctions.select(named="row", by_name="disposal")
    custodial = (
        sanctions.filter(pl.col("disposal") == CUSTODY)
        .select("person", "sanction_date", last="disposal")
        .sort("sanction_date")
    )
    return (
        spells.join(named, on="named", how="left")
        .sort("day")
        .join_asof(custodial, left_on="day", right_on="sanction_date", by="person")
        .select(
            "person",
            "day",
            kind=pl.lit(0, pl.Int8),
            disposal=pl.coalesce("by_name", "last", pl.lit(255, pl.UInt8)),
        )
    )
