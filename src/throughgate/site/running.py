"""Serving the site: one parent that owns the database's life, and two children, pages and jobs."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from throughgate.common.errors import ThroughgateError, WrongUse
from throughgate.site.environment import LOOPBACK, Environment, Mode, Role, read

PAUSE = 0.3
LONGEST_START = 60.0  # seconds
BETWEEN_WORKERS = 3.0  # seconds before a worker that broke is started again
GRACE = 8  # seconds a child has to end by itself
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG

Say = Callable[[str], None]


class Stopped(Exception):
    """Somebody asked this process to stop."""


def serve(
    *,
    host: str,
    port: int,
    with_worker: bool,
    say: Say,
    before: Callable[[Say], None] | None = None,
) -> None:
    """Set up, do what comes `before`, then serve pages (and jobs); returns when asked to stop."""
    from throughgate.site.set_up import as_role, set_up

    check_host(host, read())
    check_port(port)
    _stop_on_signals()
    try:
        with as_role(Role.OWNER):
            set_up(say)
            if before:
                before(say)
            serve_until_stopped(host=host, port=port, with_worker=with_worker, say=say)
    except (Stopped, KeyboardInterrupt):
        pass
    say("Stopped.")


def check_host(host: str, environment: Environment) -> None:
    """Other machines may ask in production only, and only what is encrypted on its way."""
    if host in LOOPBACK or (environment.mode is Mode.PRODUCTION and environment.encrypted):
        return
    raise WrongUse(
        f"The site cannot listen on “{host}”: what it sends would not be encrypted, or this is not "
        "production. Leave --host out to listen on this machine only. For others, set "
        "THROUGHGATE_MODE=production with an https:// THROUGHGATE_ADDRESS, and either "
        "THROUGHGATE_TLS_CERTIFICATE and THROUGHGATE_TLS_KEY, or THROUGHGATE_PROXIES=1 when a proxy in "
        "front does the encryption."
    )


def check_port(port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise WrongUse(
                f"Port {port} is taken by another programme. Stop that one, or choose another port "
                "with --port."
            ) from None


def serve_until_stopped(*, host: str, port: int, with_worker: bool, say: Say) -> None:
    """Run the children; a worker that breaks is started again, a server that breaks ends it all."""
    server = _start(_server(host, port), Role.APP)
    worker = _start(_worker(), Role.WORKER) if with_worker else None
    try:
        _wait_until_it_listens(server, host, port)
        say(f"Throughgate is at {_shown(host, port)} (stop it with Ctrl+C)")
        while server.poll() is None:
            time.sleep(PAUSE)
            if worker and worker.poll() is not None:
                time.sleep(BETWEEN_WORKERS)
                worker = _start(_worker(), Role.WORKER)
        raise ThroughgateError(
            f"The web server ended with code {server.returncode}. Its own words are above. "
            "Start it again; what was saved is still there."
        )
    finally:
        _end([child for child in (server, worker) if child])


def _wait_until_it_listens(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    """So that the address is said when it can be opened; one that ended is said by whoever looks after it."""
    import socket

    until = time.monotonic() + LONGEST_START
    while server.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection((host, port), timeout=PAUSE):
            return
        time.sleep(PAUSE / 4)


def _shown(host: str, port: int) -> str:
    """What people open: the address of this installation in production, else this machine's."""
    environment = read()
    secure = environment.mode is Mode.PRODUCTION
    return f"{environment.address}/" if secure else f"http://{host}:{port}/"


def _server(host: str, port: int) -> list[str]:
    environment = read()
    words = ["--interface", "wsgi", "--host", "127.0.0.1" if host == "localhost" else host]
    words += ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    words += ["--log-level", "warning", "--workers-kill-timeout", "5"]
    if environment.certificate:
        words += ["--ssl-certificate", environment.certificate]
        words += ["--ssl-keyfile", environment.certificate_key]
    return [sys.executable, "-m", "granian", *words, "throughgate.site.wsgi:application"]


def _worker() -> list[str]:
    return [sys.executable, "-m", "throughgate.cli", "worker"]


def _start(words: list[str], role: Role) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "THROUGHGATE_ROLE": role.value}
    return subprocess.Popen(words, env=environment, preexec_fn=_die_with_parent)


def _die_with_parent() -> None:
    """On Linux the system ends a child whose parent was killed; elsewhere the child lives on."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    until = time.monotonic() + GRACE
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _stop_on_signals() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)  # once is enough: what follows must not be broken off
        raise Stopped

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, stop)
