"""The tables of this area's topics, gathered for Django."""

from throughgate.privacy.access.models import Organisation, Post, User

__all__ = ["Organisation", "Post", "User"]
