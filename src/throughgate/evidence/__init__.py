"""The analytics engine: `import throughgate.evidence as ev`. No Django.

`ev.build(store, sources)` makes a store of histories from files; `ev.open(path)` opens one;
`ev.open(path).measure(ev.Request.parse(cohort="2013"))` gives a result.
What each is follows on first use, so that importing is quick.
"""

from importlib import import_module
from typing import Any

from throughgate.evidence import installation

installation.use_kernel_cache()

_NAMES = {
    "build": ("throughgate.evidence.building.pipeline", "build"),
    "open": ("throughgate.evidence.store", "open_store"),
    "Store": ("throughgate.evidence.store", "Store"),
    "measure": ("throughgate.evidence.measure", "measure"),
    "Request": ("throughgate.evidence.request", "Request"),
    "Result": ("throughgate.evidence.result", "Result"),
    "Receipt": ("throughgate.evidence.building.receipt", "Receipt"),
}


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__} has no {name}")
    module, attribute = _NAMES[name]
    return getattr(import_module(module), attribute)
