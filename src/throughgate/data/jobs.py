"""The area's jobs, gathered from its topics so that the worker finds them."""

from throughgate.data.imports import jobs as imports
from throughgate.data.imports.people import jobs as imports_people

__all__ = ["imports", "imports_people"]
