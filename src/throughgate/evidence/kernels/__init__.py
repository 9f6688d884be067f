"""The counting itself: serial compiled loops over the persons of one shard, no joins, no hash tables.

Compiled once on a machine and kept in the installation's folder; says so while it does.
"""

from __future__ import annotations

import os

from throughgate.evidence import installation

_folder = str(installation.kernels())
os.environ.setdefault("NUMBA_CACHE_DIR", _folder)

import numba  # noqa: E402 - the folder must be known first

numba.config.CACHE_DIR = os.environ["NUMBA_CACHE_DIR"]  # type: ignore[attr-defined]  # imported before us, perhaps

installation.say_when_compiling("kernels", "the counting kernels")
