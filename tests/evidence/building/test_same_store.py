"""The same histories give the same store: whatever the order of rows, the number of shards, the kind of file."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import throughgate.evidence as ev
from throughgate.evidence.building import hashing, pipeline

if TYPE_CHECKING:
    from conftest import County

KEY = b"a key for tests"
COLUMNS = {
    "people": ["pseudonym", "date_of_birth", "sex", "n_sanctions", "n_offences", "n_custody"],
    "sanctions": ["person", "sanction_date", "disposal", "breach_only", "category", "seriousness"],
    "offences": ["person", "offence_date", "proven_date", "sanction", "category", "counted"],
    "custody": ["person", "received", "released", "kind", "sanction"],
}
BORN = date(1980, 1, 1)
Rows = dict[str, list[dict[str, Any]]]


def contents(store: Path) -> dict[str, list[list[Any]]]:
    """All rows of a store with persons and sanctions counted through all shards."""
    opened = ev.open(store)
    found: dict[str, list[list[Any]]] = {name: [] for name in COLUMNS}
    before = {"person": 0, "sanction": 0}
    for shard in opened.shards:
        read = {table: opened.read(table, shard, names) for table, names in COLUMNS.items()}
        for table, names in COLUMNS.items():
            columns = [
                np.where(read[table][name] < 0, -1, read[table][name] + before[name])
                if name in before
                else read[table][name]
                for name in names
            ]
            found[table] += np.array(columns, object).T.tolist()
        before["person"] += len(read["people"]["sex"])
        before["sanction"] += len(read["sanctions"]["person"])
    return found


def write(folder: Path, rows: Rows) -> dict[str, list[Path]]:
    names = {
        "people": ["person_id", "date_of_birth", "sex"],
        "sanctions": ["person_id", "sanction_id", "sanction_date", "disposal"],
        "offences": ["person_id", "sanction_id", "offence_date", "category", "seriousness"],
        "custody": ["person_id", "received", "released", "sanction_id"],
    }
    for table, columns in names.items():
        with (folder / f"{table}.csv").open("w", newline="") as file:
            out = csv.DictWriter(file, columns)
            out.writeheader()
            out.writerows(rows[table])
    return {table: [folder / f"{table}.csv"] for table in names}


@st.composite
def histories(draw: st.DrawFn) -> Rows:
    """A few people who offend a lot, on few days, so that many rows tie."""
    pick = draw(st.randoms(use_true_random=False))
    naming = draw(st.sampled_from(["{}", "0{}", "S{}"]))
    rows: Rows = {"people": [], "sanctions": [], "offences": [], "custody": []}
    for person in range(draw(st.integers(1, 12))):
        who = {"person_id": f"P{person}"}
        rows["people"].append({**who, "date_of_birth": BORN, "sex": pick.choice(["male", ""])})
        for number in range(pick.randrange(13)):
            day = date(2010, 1, 1) + timedelta(pick.randrange(40))
            named = {**who, "sanction_id": naming.format(number)}
            disposal = pick.choice(["custody", "fine", "caution"])
            rows["sanctions"].append({**named, "sanction_date": day, "disposal": disposal})
            for _ in range(pick.randrange(3)):
                rows["offences"].append(
                    {
                        **named,
                        "offence_date": day - timedelta(pick.randrange(3)),
                        "category": pick.choice(["theft_non_motor", "drink_driving", ""]),
                        "seriousness": pick.choice(["summary", "either_way", ""]),
                    }
                )
            if disposal == "custody":
                rows["custody"].append({**named, "received": day, "released": ""})
    if not rows["offences"]:
        rows["sanctions"].append(
            {"person_id": "P0", "sanction_id": naming.format(99), "sanction_date": "2010-03-01"}
        )
        rows["offences"].append({**rows["sanctions"][-1], "offence_date": "2010-03-01"})
        del rows["offences"][-1]["sanction_date"]
    return rows


@settings(max_examples=25, deadline=None)
@given(rows=histories(), order=st.randoms(use_true_random=False), shards=st.sampled_from([2, 8]))
def test_order_of_rows_and_number_of_shards_change_nothing(
    rows: Rows, order: Any, shards: int
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sources = write(folder, rows)
        one = ev.build(folder / "one", sources, key=KEY)
        for table in rows.values():
            order.shuffle(table)
        again = ev.build(folder / "many", write(folder, rows), key=KEY, shards=shards)
        assert contents(folder / "one") == contents(folder / "many")
        for name, table in one.tables.items():
            assert table.kept == again.tables[name].kept


def _bytes(store: Path) -> dict[str, bytes]:
    return {str(p.relative_to(store)): p.read_bytes() for p in store.rglob("*") if p.is_file()}


def test_the_same_inputs_give_the_same_bytes(counties: Callable[[str], County]) -> None:
    one, other = counties("one"), counties("other")
    one.build()
    other.build(threads=1)
    assert _bytes(one.store_path) == _bytes(other.store_path)


def test_csv_and_parquet_give_the_same_rows(county: County) -> None:
    county.build()
    before = contents(county.store_path)
    for table, [path] in county.sources.items():
        pyarrow.parquet.write_table(pyarrow.csv.read_csv(path), county.folder / f"{table}.parquet")
        county.sources[table] = [county.folder / f"{table}.parquet"]
    county.build()
    assert contents(county.store_path) == before


def test_one_file_or_several(county: County) -> None:
    county.build()
    before = contents(county.store_path)
    path = county.sources["offences"][0]
    header, *rows = path.read_text().splitlines()
    files = [county.folder / f"part{at}.csv" for at in range(len(rows))]
    for file, row in zip(files, rows, strict=True):
        file.write_text(f"{header}\n{row}\n")
    county.sources["offences"] = files
    county.build()
    assert contents(county.store_path) == before


def test_two_people_on_one_number_are_told_apart(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = ["person_id,date_of_birth,sex", *(f"P{n},1980-01-01,male" for n in range(40))]
    county.write("people", "\n".join(people))
    header = "person_id,proven_date,offence_date"
    offences = [header, *(f"P{n},2011-01-01,2010-01-01" for n in range(40))]
    county.write("offences", "\n".join(offences))
    del county.sources["sanctions"], county.sources["custody"]
    monkeypatch.setattr(hashing, "PSEUDONYM_BITS", 0b11 << 62)  # four numbers for forty people
    county.build()
    one = contents(county.store_path)
    county.build(shards=4)
    assert contents(county.store_path) == one
    pseudonyms = [row[0] for row in one["people"]]
    assert len(set(pseudonyms)) == 40
    assert pseudonyms == sorted(pseudonyms)
    assert [row[0] for row in one["offences"]] == list(range(40))


def test_another_key_gives_other_pseudonyms(county: County) -> None:
    found = []
    for key in (KEY, b"another key"):
        county.build(key=key)
        pseudonyms = county.store.read("people", 0, ["pseudonym"])["pseudonym"]
        found.append((county.store.store_id, set(pseudonyms.tolist())))
    (one_id, one), (two_id, two) = found
    assert one.isdisjoint(two)
    assert one_id != two_id


def test_the_hash_is_the_published_one() -> None:
    """Aumasson and Bernstein's own vectors for SipHash-2-4-128, key 00 01 … 0f."""
    words = (int.from_bytes(bytes(range(at, at + 8)), "little") for at in (0, 8))
    key = hashing.Key(*words, fingerprint="")
    found = key.identify(pyarrow.array([""]))
    assert (found.first.tobytes() + found.second.tobytes()).hex() == (
        "a3817f04ba25a8e66df67214c7550293"
    )
    assert not found.given[0]


def test_spaces_around_a_person_id_are_not_part_of_it() -> None:
    found = hashing.Key.of(KEY).identify(pyarrow.array(["A", " A\t", "A\r", "a"]))
    assert len(set(found.first.tolist())) == 2


@pytest.mark.parametrize(("people", "shards"), [(20_000, 1), (100_000, 2), (4_000_000, 64)])
def test_a_shard_holds_about_fifty_thousand_people(people: int, shards: int) -> None:
    assert pipeline.shard_count(people) == shards
