"""The area's jobs, gathered from its topics so that the worker finds them."""

from throughgate.partnership.measurement import jobs as measurement

__all__ = ["measurement"]
