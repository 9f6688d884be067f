"""The demonstration: a made-up county, made and measured on the first start, then served."""

from __future__ import annotations

import os

from throughgate.site.environment import Mode
from throughgate.site.running import Say, serve


def demonstrate(*, host: str, port: int, say: Say) -> None:
    """Serve the site over made-up data until stopped."""
    os.environ["THROUGHGATE_MODE"] = Mode.DEMONSTRATION.value
    serve(host=host, port=port, with_worker=True, say=say)
