"""The house's walls: short files, plain names, pure rules, a closed list of common things."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "throughgate"
LONGEST = 350
COMMON = {"dates", "places", "pathways", "money", "moves", "values", "errors"}
NAMELESS = {"util", "utils", "helper", "helpers", "misc", "services", "actions", "manager"}
TOPIC_WORDS_OF_SQL = {"objects", "save", "filter", "bulk_create"}

everything = sorted([*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
python_files = [
    path for path in everything if path.parent.name != "migrations"
]  # Django writes those
rule_files = sorted(SOURCE.rglob("rules.py"))
change_files = sorted(SOURCE.rglob("changes.py"))
pages_files = sorted(
    path
    for name in ("pages", "forms", "rules", "access", "jobs", "api")
    for path in SOURCE.rglob(f"{name}.py")
)


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", python_files, ids=shown)
def test_a_file_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{shown(path)} has {lines} lines; split it by what it knows"


def test_names_say_something() -> None:
    assert [shown(path) for path in python_files if path.stem in NAMELESS] == []


def test_common_is_a_closed_list() -> None:
    found = {path.stem for path in (SOURCE / "common").iterdir() if path.suffix == ".py"}
    assert found - {"__init__"} <= COMMON


def test_every_area_has_a_place_in_the_import_order() -> None:
    """An area that the contract does not name would be free to import anything."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = told["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {name.strip().split(".")[1] for layer in layers for name in layer.split(":")}
    areas = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert named - {"cli"} == areas


@pytest.mark.parametrize("path", rule_files, ids=shown)
def test_rules_are_plain_python(path: Path) -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
    }
    assert not imported & {"django", "procrastinate", "psycopg", "duckdb", "jinja2"}


@pytest.mark.parametrize("path", rule_files, ids=shown)
def test_rules_read_no_clock(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not any(clock in text for clock in ("today()", "now()", "time.time"))


@pytest.mark.parametrize("path", change_files, ids=shown)
def test_a_change_is_keyword_only_and_says_by(path: Path) -> None:
    for function in _public_functions(path):
        arguments = function.args
        names = [argument.arg for argument in arguments.kwonlyargs]
        assert not arguments.args, f"{function.name} takes positional arguments"
        assert "by" in names, f"{function.name} does not say who (by)"


@pytest.mark.parametrize("path", pages_files, ids=shown)
def test_only_changes_queries_and_models_run_sql(path: Path) -> None:
    used = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert not used & TOPIC_WORDS_OF_SQL


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def _public_functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def test_every_form_outlives_a_sign_in() -> None:
    """A form made from Django's own would come back empty to somebody who had to sign in again."""
    own = SOURCE / "privacy" / "access" / "typed.py"
    made = r"\((?:django\.)?forms\.(?:Model)?Form\)"
    found = [
        shown(path) for path in SOURCE.rglob("*.py") if re.search(made, path.read_text("utf-8"))
    ]
    assert found == [shown(own)]
