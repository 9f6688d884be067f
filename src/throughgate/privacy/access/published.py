"""What the database's lock must know of values.yaml: functions written anew after every migration.

So the lists have one home, and a partnership that changes one restarts the site and both locks follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from throughgate.common.values import load
from throughgate.privacy.access.lists import EXISTS

# Enabled on every table that has policies, for the roles of jobs and of the owner: they say why, or see nothing.
CROSSING = "current_setting('throughgate.crossing', true) <> ''"


def functions() -> list[str]:
    """role_opens, emergency_opens, emergency_tries, kind_sees_people and limiting_purposes, each as it held on each day."""
    return [
        _dated("role_opens(role text, day date)", "text[]", "roles", _opened),
        _dated(
            "emergency_opens(day date)", "text[]", "emergency_opens", lambda v: _array([*v, EXISTS])
        ),
        _dated("emergency_tries(day date)", "int", "emergency_tries", str),
        _dated("kind_sees_people(kind text, day date)", "boolean", "kinds", _seeing),
        _dated("limiting_purposes(day date)", "text[]", "purposes", _limiting),
    ]


def renew(cursor: Any, *, jobs: str, owner: str) -> None:
    """Write the functions, and let jobs and the owner cross where they say why. Run by the owner."""
    for words in functions():
        cursor.execute(words)
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
    )
    for (table,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY IF EXISTS "cross" ON "{table}"')
        cursor.execute(
            f'CREATE POLICY "cross" ON "{table}" TO "{jobs}", "{owner}" USING ({CROSSING})'
        )


def _dated(name: str, returns: str, value: str, answer: Callable[[Any], str]) -> str:
    entries = load("throughgate.privacy.access")[value].values
    cases = " ".join(
        f"WHEN day >= DATE '{since}' THEN {answer(entries[since])}"
        for since in sorted(entries, reverse=True)
    )
    return (
        f"CREATE OR REPLACE FUNCTION {name} RETURNS {returns} LANGUAGE sql IMMUTABLE PARALLEL SAFE "
        f"AS $$ SELECT CASE {cases} END $$"
    )


def _opened(roles: dict[str, Any]) -> str:
    cases = " ".join(
        f"WHEN '{role}' THEN {_array([*entry['opens'], EXISTS] if entry['opens'] else [])}"
        for role, entry in roles.items()
    )
    return f"CASE role {cases} END"


def _seeing(kinds: dict[str, Any]) -> str:
    seeing = [kind for kind, entry in kinds.items() if entry["sees_people"]]
    return f"kind = ANY ({_array(seeing)})"


def _limiting(purposes: dict[str, Any]) -> str:
    return _array([code for code, entry in purposes.items() if entry.get("limits_others")])


def _array(codes: list[str]) -> str:
    inside = ",".join(f'"{code}"' for code in codes)
    return f"'{{{inside}}}'::text[]"
