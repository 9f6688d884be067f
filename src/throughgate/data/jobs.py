"""The area's jobs, gathered from its topics so that the worker finds them."""

from throughgate.data.imports import jobs as imports

__all__ = ["imports"]
