"""The worked case: the README's example gives the same figures in the terminal, in a file and on the page.

Tolerance: none; these are counts.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import signing_in
from tests.shared_data import shared
from throughgate.partnership.measurement import changes, jobs
from throughgate.privacy.access.kinds import Role

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "broward"
ASKED = ("--cohort", "2013", "--index", "release", "--proof", "0", "--by")
COMMAND = (sys.executable, "-m", "throughgate.cli")
EVERYBODY = ("5,226", "1,257", "24.1%")
BY_SEX = {"Female": ("975", "168", "17.2%"), "Male": ("4,251", "1,089", "25.6%")}
BY_ETHNICITY = {
    "African-American": ("2,636", "766", "29.1%"),
    "Caucasian": ("1,819", "356", "19.6%"),
    "Hispanic": ("444", "76", "17.1%"),
    "Other": ("287", "54", "18.8%"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = shared("broward")
    path = tmp_path_factory.mktemp("broward") / "broward"
    files = [
        word
        for table in ("people", "offences", "custody")
        for word in (f"--{table}", str(data / f"{table}.csv"))
    ]
    run(
        *("histories", "build", str(path), *files),
        *(
            "--columns",
            str(EXAMPLE / "mapping.yaml"),
            "--statement",
            str(EXAMPLE / "statement.yaml"),
        ),
    )
    return path


def run(*words: str) -> str:
    done = subprocess.run([*COMMAND, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("form", ["table", "html"])
@pytest.mark.parametrize(("by", "groups"), [("sex", BY_SEX), ("ethnicity", BY_ETHNICITY)])
def test_the_figures_of_the_tutorial(
    store: Path, form: str, by: str, groups: dict[str, tuple[str, str, str]]
) -> None:
    text = words_of(run("measure", str(store), *ASKED, by, "--format", form))
    assert in_a_row(text, "All", *EVERYBODY)
    for group, figures in groups.items():
        assert in_a_row(text, group, *figures), group


def test_groups_under_thirty_are_not_shown(store: Path) -> None:
    told = json.loads(run("measure", str(store), *ASKED, "ethnicity", "--format", "json"))
    few = [row for row in told["rows"] if row["people"] is not None and row["people"] < 30]
    assert few
    assert all(row["rate"] is None and row["rate_low"] is None for row in few)


@pytest.mark.django_db
def test_the_page_has_the_same_figures(store: Path) -> None:
    client = signing_in.browser_of(Role.ANALYST)
    known = changes.register_store(name="Broward", folder=store, by=None)
    question = {
        **{"measure": "proven", "span": "one", "cohort": "2013", "index": ["release"]},
        **{"by": ["sex"], "follow_up": "12m", "proof": "0"},
    }
    address = client.post(f"/evidence/stores/{known.id}/measure", question)["Location"]
    jobs.answer(result=address.rsplit("/", 1)[1])
    text = words_of(client.get(address).content.decode())
    assert in_a_row(text, "All", *EVERYBODY)
    for group, figures in BY_SEX.items():
        assert in_a_row(text, group, *figures)


def test_the_tutorial_says_the_same() -> None:
    text = words_of((ROOT / "docs" / "tutorials" / "broward.md").read_text(encoding="utf-8"))
    for group, figures in ({"All": EVERYBODY} | BY_SEX | BY_ETHNICITY).items():
        assert in_a_row(text, group, *figures)


def test_a_table_of_outcomes_is_refused_with_the_reason(tmp_path: Path) -> None:
    releases = str(shared("iowa") / "releases.csv")
    files = ("--people", releases, "--offences", releases)
    words = ("histories", "build", str(tmp_path / "iowa"), *files)
    done = subprocess.run([*COMMAND, *words], capture_output=True, text=True)
    assert done.returncode == 3
    assert "outcomes, not events" in done.stderr
    assert "Traceback" not in done.stderr


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|\|", " ", page))


def in_a_row(text: str, *cells: str) -> bool:
    """The cells one after the other, with nothing but other names between the first and the rest."""
    return bool(re.search(r"\b" + r"(?: All)* ".join(map(re.escape, cells)), text))
