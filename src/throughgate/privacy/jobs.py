"""The area's jobs, gathered from its topics so that the worker finds them."""

from throughgate.privacy.access import jobs as access
from throughgate.privacy.administration import jobs as administration
from throughgate.privacy.sign_in import jobs as sign_in

__all__ = ["access", "administration", "sign_in"]
