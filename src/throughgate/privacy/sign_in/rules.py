"""Who must sign in again, who is locked out, who uses which part of the workspace. Pure; `now` is an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from throughgate.common import values
from throughgate.privacy.access.kinds import Role


@dataclass(frozen=True)
class Limits:
    """How long and how often, on one day; each from values.yaml with its source."""

    idle: timedelta
    longest: timedelta
    failures: int
    locked: timedelta
    invitation: timedelta
    kept: timedelta


def limits(today: date) -> Limits:
    held = {name: value.on(today) for name, value in _values().items() if name != "parts"}
    return Limits(
        idle=timedelta(minutes=held["idle"]),
        longest=timedelta(hours=held["longest"]),
        failures=held["failures"],
        locked=timedelta(minutes=held["locked"]),
        invitation=timedelta(days=held["invitation"]),
        kept=timedelta(days=held["kept"]),
    )


def shortest_password() -> int:
    return int(_values()["password"].latest)


def must_sign_in_again(
    *, signed_in: datetime, seen: datetime, now: datetime, limits: Limits
) -> bool:
    """A clock that went backwards counts as too long: nobody knows how long it was."""
    if now < seen or now < signed_in:
        return True
    return now - seen > limits.idle or now - signed_in > limits.longest


def locked_until(*, failures: int, now: datetime, limits: Limits) -> datetime | None:
    """Until when an address is locked after so many failures in a row."""
    return now + limits.locked if failures >= limits.failures else None


def uses(role: Role, part: str, *, today: date) -> bool:
    """Whether a role uses a part of the workspace."""
    return role.value in _values()["parts"].on(today)[part]


def parts(today: date) -> tuple[str, ...]:
    return tuple(_values()["parts"].on(today))


def _values() -> dict[str, values.Value]:
    return values.load("throughgate.privacy.sign_in")
