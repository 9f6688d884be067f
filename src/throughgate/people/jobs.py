"""The area's jobs, gathered from its topics so that the worker finds them."""

from throughgate.people.involvement import jobs as involvement
from throughgate.people.person.matching import jobs as matching

__all__ = ["involvement", "matching"]
