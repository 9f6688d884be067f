"""The area's jobs, gathered from its topics so that the worker finds them."""

from throughgate.people.involvement import jobs as involvement
from throughgate.people.rights import jobs as rights

__all__ = ["involvement", "rights"]
