"""Saves half a second at the start of a command that counts and ends."""

from __future__ import annotations

import sys


def without_blas() -> None:
    """Makes numba ready without looking for SciPy's BLAS, which only matrix products need; no kernel has any.

    For the command line's own process only: compiled functions of others could not use `np.dot` after it.
    """
    from throughgate.evidence import kernels  # noqa: F401 - says where compiled kernels lie

    if "scipy.linalg" in sys.modules:
        return
    import scipy  # noqa: F401 - the package itself is quick
    from numba.core.registry import cpu_target

    sys.modules["scipy.linalg"] = None  # type: ignore[assignment]
    try:
        cpu_target.target_context.refresh()
    finally:
        del sys.modules["scipy.linalg"]
