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
    """role_opens, kind_sees_people and emergency_opens, each as it held on each day."""
    return [
        _dated("role_opens", "role text, section text", "role || '/' || section", "roles", _opened),
        _dated("kind_sees_people", "kind text", "kind", "kinds", _seeing),
        _dated(
            "emergency_opens", "section text", "section", "emergency_opens", lambda v: [*v, EXISTS]
        ),
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


def _dated(name: str, takes: str, key: str, value: str, pairs: Callable[[Any], list[str]]) -> str:
    entries = load("throughgate.privacy.access")[value].values
    cases = " ".join(
        f"WHEN day >= DATE '{since}' THEN {key} = ANY ('{{{_array(pairs(entries[since]))}}}'::text[])"
        for since in sorted(entries, reverse=True)
    )
    return (
        f"CREATE OR REPLACE FUNCTION {name}({takes}, day date) RETURNS boolean "
        f"LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE {cases} ELSE false END $$"
    )


def _array(codes: list[str]) -> str:
    return ",".join(f'"{code}"' for code in codes)


def _opened(roles: dict[str, Any]) -> list[str]:
    return [
        f"{role}/{section}"
        for role, entry in roles.items()
        if entry["opens"]
        for section in [*entry["opens"], EXISTS]
    ]


def _seeing(kinds: dict[str, Any]) -> list[str]:
    return [kind for kind, entry in kinds.items() if entry["sees_people"]]
