"""The wheel holds all that running needs: installed in an empty environment, it serves the home page."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.installation import environment_of

ROOT = Path(__file__).parents[2]
UV = str(ROOT / ".tools" / "bin" / "uv")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, in an environment that holds the wheel and what the lock says it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    run(UV, "build", "--quiet", "--wheel", "--out-dir", str(folder), str(ROOT))
    wheel = next(folder.glob("*.whl"))
    environment = folder / "empty"
    python = environment / "bin" / "python"
    run(UV, "venv", "--quiet", str(environment))
    locked = ("--constraints", str(ROOT / "requirements.lock"))
    run(UV, "pip", "install", "--quiet", "--python", str(python), *locked, str(wheel))
    return environment / "bin" / "throughgate"


def run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, text=True)


@pytest.fixture
def address(installed: Path, tmp_path: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [str(installed), "serve", "--port", str(port)],
        env=environment_of(tmp_path),
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f"http://127.0.0.1:{port}/"
    serving.terminate()
    serving.wait(timeout=60)


@pytest.mark.slow
@pytest.mark.xdist_group("embedded")
def test_the_wheel_serves_the_home_page(address: str) -> None:
    page = fetched(address)
    assert "<h1" in page
    for style in [part.split('"')[0] for part in page.split('href="/static/')[1:]]:
        assert fetched(f"{address}static/{style}")


def fetched(address: str) -> str:
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read().decode("utf-8", "replace")
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"nothing answers at {address}")
