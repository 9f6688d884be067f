"""The wheel holds all that running needs: installed in an empty environment, it serves the home page."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.installation import environment_of

ROOT = Path(__file__).parents[2]
UV = str(ROOT / ".tools" / "bin" / "uv")
PATIENCE = 300  # seconds: a busy machine is slow to start a database, a server and a worker


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
    run(
        UV,
        "pip",
        "install",
        "--quiet",
        "--compile-bytecode",
        "--python",
        str(python),
        *locked,
        str(wheel),
    )
    return environment / "bin" / "throughgate"


def run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, text=True)


@dataclass(frozen=True)
class Site:
    """The installed site: its address, its process, and where it writes what it says."""

    address: str
    process: subprocess.Popen[bytes]
    said: Path

    def fetched(self, path: str = "") -> str:
        """A page, once the site answers; what it said, if it never does."""
        for _ in range(PATIENCE):
            try:
                with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                    return answer.read().decode("utf-8", "replace")
            except urllib.error.HTTPError:
                break
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(1)
        raise AssertionError(f"{path or 'home'} is not served:\n{self.said.read_text()}")


@pytest.fixture
def site(installed: Path, tmp_path: Path) -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = tmp_path / "said"
    with said.open("wb") as log:
        serving = subprocess.Popen(
            [str(installed), "serve", "--port", str(port)],
            env=environment_of(tmp_path / "home"),
            cwd=tmp_path,
            stdout=log,
            stderr=log,
        )
    yield Site(f"http://127.0.0.1:{port}/", serving, said)
    serving.terminate()
    serving.wait(timeout=PATIENCE)


@pytest.mark.slow
@pytest.mark.xdist_group("embedded")
def test_the_wheel_serves_the_home_page(site: Site) -> None:
    page = site.fetched()
    assert "<h1" in page
    styles = [part.split('"')[0] for part in page.split('href="/static/')[1:]]
    assert styles
    for style in styles:
        assert site.fetched(f"static/{style}")
