"""The area's jobs, gathered from its topics so that the worker finds them."""

from throughgate.people.involvement import jobs as involvement
from throughgate.people.person.documents import jobs as documents
from throughgate.people.person.matching import jobs as matching
from throughgate.people.person.sentence import jobs as sentence
from throughgate.people.rights import jobs as rights

__all__ = ["documents", "involvement", "matching", "rights", "sentence"]
