"""Every published number is that of the facts beside the project, and the horizons are stated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from throughgate.predictors.numbers import TWO_YEAR, horizon, number

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "predictors.yaml"


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    if not FACTS.exists():
        pytest.skip("the facts are not beside the project (../shared/facts)")
    read: dict[str, Any] = yaml.safe_load(FACTS.read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("model", TWO_YEAR)
def test_the_coefficients_of_a_model(facts: dict[str, Any], model: str) -> None:
    assert number(f"{model}_terms") == facts[f"{model}_static"]["terms"]
    assert number(f"{model}_offence") == facts[f"{model}_static"]["offence"]
    bands = facts["how_the_two_year_models_combine"]["bands"]
    assert number("band_from")[model] == bands[model.upper()]


def test_the_weights_of_ogrs3(facts: dict[str, Any]) -> None:
    published = facts["ogrs3"]
    assert number("ogrs3_age_sex") == {sex: published[sex] for sex in ("female", "male")}
    assert number("ogrs3_status") == published["conviction_status"]
    assert number("ogrs3_offence_weight") == published["offence_weight"]
    first = [int(band.split("-")[0].rstrip("+")) for band in published["age_bands"]]
    assert number("ogrs3_age_from") == first
    assert f"{number('ogrs3_copas')} * ln" in published["copas"]
    for name, constant in number("ogrs3_constant").items():
        assert published[name] == f"logistic({constant} + total)"


def test_horizons(facts: dict[str, Any]) -> None:
    assert number("horizon_months") == facts["horizon_months"]
    assert (horizon("ogrs3.one_year"), horizon("svrp")) == (12, 24)
