"""The real files of Broward County, with the mapping and the statement of the example."""

from __future__ import annotations

from pathlib import Path

from tests.shared_data import shared

import throughgate.evidence as ev

EXAMPLE = Path(__file__).parents[3] / "examples" / "broward"


def test_the_example_builds(tmp_path: Path) -> None:
    data = shared("broward")
    receipt = ev.build(
        tmp_path / "broward",
        {name: [data / f"{name}.csv"] for name in ("people", "offences", "custody")},
        mapping=EXAMPLE / "mapping.yaml",
        statement=EXAMPLE / "statement.yaml",
        key=b"a key for tests",
    )
    assert receipt.people == 11_757
    assert receipt.complete_to == "2016-03-29"
    assert receipt.tables["offences"].kept == 12_860
    assert [(r.reason, r.rows) for r in receipt.tables["custody"].refused] == [
        ("duplicate row", 168)
    ]
    store = ev.open(tmp_path / "broward")
    released = store.read("custody", 0, ["released"])["released"]
    assert (released == 2**31 - 1).sum() == 2
    assert store.further == ["priors"]
