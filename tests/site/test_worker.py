"""The worker in a process of its own: does a job, and takes up one that a killed worker left."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

import throughgate.evidence as evidence
from tests import little_county
from tests.installation import environment_of

PREPARE = """
import sys
from pathlib import Path
from throughgate.site.environment import Role
from throughgate.site.set_up import as_role, set_up
with as_role(Role.OWNER):
    set_up(lambda words: None)
    from datetime import UTC, datetime
    from django.core.files.uploadedfile import TemporaryUploadedFile
    from throughgate.data.imports import changes
    files = {}
    for path in sorted(Path(sys.argv[1]).glob("*.csv")):
        file = TemporaryUploadedFile(path.name, "text/csv", path.stat().st_size, "utf-8")
        file.write(path.read_bytes())
        file.flush()
        files[path.stem] = [file]
    details = {"store_name": "Sent", "complete_to": None, "statement": None, "strict": False}
    print(changes.receive(details=details, files=files, by=None).id)
"""
STATES = "SELECT state, (SELECT status FROM procrastinate_jobs WHERE task_name = 'imports.build') FROM imports_upload"
AS_IF_KILLED = """
UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour';
UPDATE imports_upload SET state = 'running';
UPDATE procrastinate_jobs SET status = 'doing', worker_id =
  (SELECT id FROM procrastinate_workers LIMIT 1) WHERE task_name = 'imports.build';
"""
PATIENCE = 120


@pytest.mark.xdist_group("embedded")
def test_a_job_left_by_a_killed_worker_is_taken_up_again(tmp_path: Path) -> None:
    little_county.write(tmp_path / "files")
    environment = environment_of(tmp_path)
    python = [sys.executable]

    def run(*words: str) -> str:
        done = subprocess.run([*python, *words], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("-c", PREPARE, str(tmp_path / "files"))
    hold = subprocess.Popen(
        [*python, "-c", "import sys\nfrom throughgate.site import embedded\n"
         "with embedded.running(): print('up', flush=True); sys.stdin.readline()"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert hold.stdout and hold.stdout.readline() == "up\n"
    try:
        with psycopg.connect(
            host=str(tmp_path / "pg"),
            user="throughgate_worker",
            dbname="throughgate",
            autocommit=True,
        ) as database:
            database.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
            database.execute(AS_IF_KILLED)
            assert database.execute(STATES).fetchone() == ("running", "doing")
            worker = subprocess.Popen(
                [*python, "-m", "throughgate.cli", "worker"],
                env=environment,
                stderr=subprocess.DEVNULL,
            )
            until = time.monotonic() + PATIENCE
            while database.execute(STATES).fetchone()[0] != "done":
                assert worker.poll() is None and time.monotonic() < until, "nobody took it up"
                time.sleep(0.2)
            worker.terminate()
            assert worker.wait(30) == 0
    finally:
        hold.communicate("\n")
    store = next((tmp_path / "stores").glob("sent-*"))
    assert evidence.open(store).people == little_county.PEOPLE
    assert not list((tmp_path / "uploads").iterdir())
