"""The area's tables, gathered from its topics."""

from throughgate.data.imports.models import Upload

__all__ = ["Upload"]
