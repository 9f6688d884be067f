from __future__ import annotations

from tests.people.person.at_work import work

__all__ = ["work"]
