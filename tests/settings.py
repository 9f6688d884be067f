"""The site's own settings, over an installation of the test run that is thrown away after it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# The run's first process names the folder; the others, which it starts, inherit the name.
if "THROUGHGATE_TEST_HOME" not in os.environ:
    os.environ["THROUGHGATE_TEST_HOME"] = tempfile.mkdtemp(prefix="throughgate-tests-")
    os.environ["THROUGHGATE_TEST_STARTED_BY"] = str(os.getpid())
os.environ["THROUGHGATE_HOME"] = os.environ["THROUGHGATE_TEST_HOME"]
# Kernels are compiled once a machine, not once a run.
os.environ.setdefault(
    "NUMBA_CACHE_DIR", str(Path(__file__).parents[1] / ".throughgate" / "kernels")
)
for name in ("THROUGHGATE_MODE", "THROUGHGATE_ROLE", "THROUGHGATE_DEBUG", "THROUGHGATE_ADDRESS"):
    os.environ.pop(name, None)

from throughgate.site.settings import *  # noqa: E402,F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; nobody's password
