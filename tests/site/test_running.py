"""The command that serves: this machine only, all or nothing, and a clean end."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.installation import environment_of
from throughgate.common.errors import WrongUse
from throughgate.site import embedded
from throughgate.site.environment import KEY_LENGTH, read
from throughgate.site.running import check_host, check_port

OTHERS = ["0.0.0.0", "192.168.1.5", "::", "throughgate.example"]
PRODUCTION = {
    "THROUGHGATE_MODE": "production",
    "THROUGHGATE_SECRET_KEY": "k" * KEY_LENGTH,
    "THROUGHGATE_ADDRESS": "https://throughgate.example",
}
PROXY = {"THROUGHGATE_PROXIES": "1"}


@pytest.mark.parametrize("host", OTHERS)
@pytest.mark.parametrize("given", [{}, PRODUCTION, {"THROUGHGATE_MODE": "demonstration", **PROXY}])
def test_it_listens_on_this_machine_only(host: str, given: dict[str, str]) -> None:
    with pytest.raises(WrongUse, match="would not be encrypted"):
        check_host(host, read(given))


@pytest.mark.parametrize("host", OTHERS)
def test_in_production_and_encrypted_it_listens_for_others(host: str, tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("certificate", "key")}
    for file in files.values():
        file.touch()
    own = {
        "THROUGHGATE_TLS_CERTIFICATE": str(files["certificate"]),
        "THROUGHGATE_TLS_KEY": str(files["key"]),
    }
    check_host(host, read({**PRODUCTION, **PROXY}))
    check_host(host, read({**PRODUCTION, **own}))


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WrongUse, match=f"Port {port} is taken"):
            check_port(port)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def health(port: int) -> dict[str, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)
    except OSError:
        return {}


def wait_until_healthy(port: int, process: subprocess.Popen[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(240):
        found = health(port)
        if (found and set(found.values()) == {"ok"}) or process.poll() is not None:
            break
        time.sleep(0.25)
    return found


@pytest.mark.xdist_group("embedded")
def test_serve_backup_restore_and_a_clean_end(tmp_path: Path) -> None:
    environment = environment_of(tmp_path)
    command = [sys.executable, "-m", "throughgate.cli"]
    port = free_port()
    served = subprocess.Popen(
        [*command, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *words], env=environment, capture_output=True, text=True)

    try:
        assert set(wait_until_healthy(port, served).values()) == {"ok"}
        with urllib.request.urlopen(f"http://localhost:{port}/", timeout=5) as answer:
            assert b"<h1" in answer.read()
        paper = tmp_path / "documents" / "00000000-0000-4000-8000-000000000001"
        assert (tmp_path / "documents").stat().st_mode & 0o077 == 0
        paper.write_bytes(b"%PDF-")
        dump = tmp_path / "one.dump"
        assert run("backup", str(dump)).returncode == 0
        assert dump.stat().st_mode & 0o077 == 0, "only its owner may read a backup"
        refused = run("restore", str(dump))
        assert refused.returncode == 2 and "Stop the site" in refused.stderr
    finally:
        served.send_signal(signal.SIGTERM)
        said, _ = served.communicate(timeout=60)
    assert re.search(rf"http://127\.0\.0\.1:{port}/", said) and said.rstrip().endswith("Stopped.")
    assert served.returncode == 0
    assert not embedded.is_running(tmp_path / "pg")
    paper.unlink()
    restored = run("restore", str(dump))
    assert restored.returncode == 0, restored.stderr
    assert paper.read_bytes() == b"%PDF-" and paper.stat().st_mode & 0o077 == 0
    assert [
        path.name for path in tmp_path.iterdir() if path.name.startswith(("backup-", "restore-"))
    ] == []
    checked = run("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "Traceback" not in refused.stderr + restored.stderr + checked.stderr


def test_before_set_up_the_commands_say_what_to_do(tmp_path: Path) -> None:
    environment = environment_of(tmp_path)
    for words in (["worker"], ["check"], ["backup", str(tmp_path / "x")]):
        done = subprocess.run(
            [sys.executable, "-m", "throughgate.cli", *words],
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 8
        assert "Run “throughgate serve”" in done.stderr and "Traceback" not in done.stderr
