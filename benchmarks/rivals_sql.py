"""The measure in DuckDB SQL: 20 yearly cohorts by disposal, each person's first event in each year.

Written as a DuckDB author would: filters early, integer keys, window functions for the spells, one
range join for the offences. It reads flat files with one global number a person (`flat.py`).
"""

from __future__ import annotations

from benchmarks.flat import Flat
from throughgate.evidence.tables import CUSTODY_ENDS, CUSTODY_KINDS, DISPOSALS

CUSTODY = DISPOSALS.index("custody")
CAUTION = DISPOSALS.index("caution")
SENTENCE = CUSTODY_KINDS.index("sentence")
RELEASED = CUSTODY_ENDS.index("released")
TRANSFERRED = CUSTODY_ENDS.index("transferred")
FOLLOW_UP, PROOF = 365, 183


def sql(flat: Flat, first_year: int, last_year: int) -> str:
    """The whole question as one statement: (year, disposal, people, reoffenders, reoffences)."""
    return f"""
with custody as (
    select person, received, coalesce(released, date '9999-12-31') as released, kind, ended, sanction
    from read_parquet('{flat.custody}')
),
marked as (
    select *,
        case when received <= max(released) over before + 1
               or lag(ended) over ordered = {TRANSFERRED} then 0 else 1 end as begins
    from custody
    window ordered as (partition by person order by received, released),
           before as (partition by person order by received, released
                      rows between unbounded preceding and 1 preceding)
),
numbered as (
    select *, sum(begins) over (partition by person order by received, released
                                rows unbounded preceding) as spell
    from marked
),
spells as (
    select person, spell, max(released) as day,
        max_by(sanction, received) filter (kind = {SENTENCE} and sanction >= 0) as named,
        max(case when kind = {SENTENCE} and ended = {RELEASED} then released end) as let_out
    from numbered group by person, spell
),
releases as (
    select person, day, named from spells
    where let_out = day and day between date '{first_year}-01-01' and date '{last_year}-12-31'
),
sanctions as (
    select person, row, sanction_date, disposal, breach_only from read_parquet('{flat.sanctions}')
),
with_disposal as (
    select r.person, r.day, coalesce(n.disposal, c.disposal, 255)::utinyint as disposal
    from releases r
    left join sanctions n on n.row = r.named
    asof left join (select * from sanctions where disposal = {CUSTODY}) c
        on c.person = r.person and c.sanction_date <= r.day
),
events as (
    select person, day, disposal, 0 as kind from with_disposal
    union all
    select person, sanction_date, disposal, case when disposal = {CAUTION} then 2 else 1 end
    from sanctions
    where disposal <> {CUSTODY} and not breach_only
      and sanction_date between date '{first_year}-01-01' and date '{last_year}-12-31'
),
firsts as (
    select person, year(day)::smallint as cohort,
        min((day - date '1970-01-01')::bigint * 1024 + kind * 256 + disposal) as event
    from events group by person, year(day)
),
chosen as (
    select row_number() over () as id, person, cohort,
        date '1970-01-01' + (event // 1024)::int as day, event % 256 as disposal
    from firsts
),
offences as (
    select person, offence_date, proven_date from read_parquet('{flat.offences}') where counted
),
followed as (
    select c.id, count(*) as reoffences
    from chosen c join offences o
      on o.person = c.person
     and o.offence_date > c.day and o.offence_date <= c.day + {FOLLOW_UP}
     and o.proven_date <= c.day + {FOLLOW_UP + PROOF}
    group by c.id
)
select cohort, disposal, count(*) as people, count(f.id) as reoffenders,
       coalesce(sum(f.reoffences), 0)::bigint as reoffences
from chosen c left join followed f on f.id = c.id
group by cohort, disposal order by cohort, disposal
"""
