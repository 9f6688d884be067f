"""The area's tables, gathered from its topics."""

from throughgate.partnership.measurement.models import Measured, Store

__all__ = ["Measured", "Store"]
