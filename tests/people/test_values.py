"""Every published number of these topics says where it comes from; a file that does not is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from throughgate.common import values
from throughgate.common.values import UnsourcedValue

ROOT = Path(values.__file__).parents[1]
TOPICS = ("people/assessment", "people/tier", "people/plan", "people/release", "common")
FILES = [path for topic in TOPICS for path in sorted((ROOT / topic).rglob("*.yaml"))]
NAMES = [str(path.relative_to(ROOT)) for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_file_says_where_each_value_comes_from(path: Path) -> None:
    package = ".".join(("throughgate", *path.relative_to(ROOT).parent.parts))
    loaded = values.load(package, path.name)
    assert loaded and all(each.source and each.values for each in loaded.values())


@pytest.mark.parametrize("path", FILES, ids=NAMES)
@pytest.mark.parametrize("left_out", ["source", "unit", "nation", "checked_on", "meaning"])
def test_a_file_with_a_value_that_does_not_is_refused(
    path: Path, left_out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    del next(reversed(told.values()))[left_out]
    (tmp_path / path.name).write_text(yaml.safe_dump(told), encoding="utf-8")
    monkeypatch.setattr(values, "files", lambda _package: tmp_path)
    with pytest.raises(UnsourcedValue, match=left_out):
        values.load.__wrapped__("broken", path.name)
