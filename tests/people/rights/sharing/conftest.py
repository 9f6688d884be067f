"""The same scene and browsers as for the pages of sharing."""

from tests.people.sharing.conftest import browser_of, scene

__all__ = ["browser_of", "scene"]
