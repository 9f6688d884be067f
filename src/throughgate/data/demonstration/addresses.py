"""With what everybody signs in to the demonstration."""

from __future__ import annotations

PASSWORD = "made-up-county"  # noqa: S105 - published on purpose: it opens nothing but the demonstration
HOST = "county.example"
