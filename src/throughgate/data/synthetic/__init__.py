"""The made-up county's histories: people, what they did, and the truth planted in them."""

from throughgate.data.synthetic.files import Format
from throughgate.data.synthetic.rule import Rule, Service
from throughgate.data.synthetic.synthesising import County, county, make, synthesise

__all__ = ["County", "Format", "Rule", "Service", "county", "make", "synthesise"]
