"""What went wrong, to what, and what to do next: one base class for every error shown to a user."""

from __future__ import annotations

import errno


class ThroughgateError(Exception):
    """Base of all errors a user may see. The text is whole sentences: what happened, to what, what to do next.

    The command line prints it without a traceback and leaves with `exit_code`. A form says it beside the field `at`.
    """

    exit_code = 1

    def __init__(self, *text: object, at: str = "") -> None:
        super().__init__(*text)
        self.at = at


class WrongUse(ThroughgateError):
    """An option or a value that the command does not understand."""

    exit_code = 2


class BadInput(ThroughgateError):
    """A file that cannot be read as what it should be."""

    exit_code = 3


class NotAllowed(ThroughgateError):
    """What was asked is for another post, or for nobody. The text says which, and whom to ask."""


class Stale(ThroughgateError):
    """Somebody changed it meanwhile: what was typed was made from what no longer stands."""


class StoreProblem(ThroughgateError):
    """A store that is missing, broken, being built, or made by a newer version."""

    exit_code = 4


class NoAnswer(ThroughgateError):
    """A question the data cannot answer: nobody in the cohort, a period not yet complete."""

    exit_code = 5


class TooSmall(ThroughgateError):
    """A table that would give away a figure about very few people."""

    exit_code = 6


class NoRoom(ThroughgateError):
    """The disk or the memory is used up."""

    exit_code = 7


class DatabaseProblem(ThroughgateError):
    """The database of the site cannot be started or reached."""

    exit_code = 8


class SettingsRefused(ThroughgateError):
    """A setting in the environment is missing, unreadable or unsafe."""

    exit_code = 9


def from_os(error: OSError, *, doing: str) -> ThroughgateError | None:
    """The error to show for an operating system's error, or None where it is not one we explain."""
    if error.errno == errno.ENOSPC:
        return NoRoom(
            f"The disk is full while {doing}. Nothing was changed. Free some space and run it again."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BadInput(
            f"No permission for {error.filename} while {doing}. Check who owns it, then run it again."
        )
    return None
