"""Where an installation keeps its things. The one module that says so; used by the command, the site and the kernels."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path


def home() -> Path:
    """The installation's folder: THROUGHGATE_HOME, else `.throughgate` in the working folder."""
    return Path(os.environ.get("THROUGHGATE_HOME") or ".throughgate").resolve()


def folder(name: str, *, private: bool = False) -> Path:
    """A folder of the installation, made when it is not there; private: only its owner may enter."""
    path = home() / name
    path.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o755)
    return path


def database() -> Path:
    """The embedded PostgreSQL."""
    return home() / "pg"


def stores() -> Path:
    """Stores that this installation built itself."""
    return folder("stores")


def uploads() -> Path:
    """Files sent by a browser, until they are built into a store."""
    return folder("uploads", private=True)


def offence_codes() -> Path:
    """The table of offence codes that scores are worked out with, where one was loaded."""
    return home() / "offence_codes.csv"


def documents() -> Path:
    """Files of people's documents; never among what is served."""
    return folder("documents", private=True)


def keys() -> Path:
    """Keys of the pseudonyms and of the site; never inside a store."""
    return folder("keys", private=True)


def kernels() -> Path:
    """Compiled kernels."""
    return folder("kernels")


def use_kernel_cache() -> None:
    """Compiled kernels are kept in the installation. Must run before numba is imported."""
    os.environ.setdefault("NUMBA_CACHE_DIR", str(home() / "kernels"))


def say_when_compiling(package: str, what: str) -> None:
    """Says, before the first use of a package's compiled functions on a machine, what one waits for."""
    cache = Path(os.environ.get("NUMBA_CACHE_DIR") or kernels())
    if not any(cache.glob(f"{package}_*/*.nbi")):
        said = f"Compiling {what} for this machine. Done once; takes some seconds …"
        print(said, file=sys.stderr)


def pseudonym_key() -> bytes:
    """The key of this installation's pseudonyms, made on first use, readable by its owner only.

    It never enters a store: whoever holds a store and not the key cannot tell who is in it.
    """
    path = keys() / "pseudonyms"
    if not path.exists():
        fresh = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):  # another build was first: its key holds
            os.link(fresh, path)
        fresh.unlink()
    return bytes.fromhex(path.read_text().strip())
