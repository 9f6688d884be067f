"""The area's tables, gathered from its topics."""

from throughgate.data.imports.models import Upload
from throughgate.data.imports.people.models import (
    Brought,
    ImportedChange,
    ImportLine,
    PeopleImport,
)

__all__ = ["Brought", "ImportLine", "ImportedChange", "PeopleImport", "Upload"]
