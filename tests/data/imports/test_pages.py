"""Sending files: what is wrong is said, what was typed stays, what is right becomes a store with its receipt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import throughgate.evidence as evidence
from tests import little_county
from throughgate.data.imports import changes, jobs
from throughgate.data.imports.models import Upload
from throughgate.evidence import installation
from throughgate.partnership.measurement.models import Store

pytestmark = pytest.mark.django_db
TYPED = {
    "store_name": "County, 2024",
    "whose_data": "A made-up force",
    "offences_and_courts": "All courts",
    "area": "A made-up county",
    "missed": "Nothing",
    "complete_to_0": "31",
    "complete_to_1": "12",
    "complete_to_2": "2024",
}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> None:
    """Uploads of this test alone: the processes of a run share the rest of the installation."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    monkeypatch.setattr(installation, "uploads", lambda: folder)
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, SimpleUploadedFile]:
    """The little county with three rows that cannot be used."""
    tables = little_county.rows()
    tables["people"].append({**tables["people"][0], "person_id": ""})
    tables["offences"][0] = {**tables["offences"][0], "offence_date": "2019-02-30"}
    tables["offences"][1] = {**tables["offences"][1], "sanction_id": "nowhere"}
    made = little_county.write(tmp_path / "files", tables)
    return {
        name: SimpleUploadedFile(f"{name}.csv", paths[0].read_bytes())
        for name, paths in made.items()
    }


def send(client: Client, files: dict[str, SimpleUploadedFile], **changed: object):
    return client.post("/evidence/build", {**TYPED, **files, **changed})


def text(answer) -> str:
    return answer.content.decode()


def lying() -> list[Path]:
    return [path for path in installation.uploads().rglob("*") if path.is_file()]


def test_files_become_a_store_with_its_receipt(client: Client, files) -> None:
    address = send(client, files)["Location"]
    assert "Waiting for its turn" in text(client.get(address))
    assert len(lying()) == 4
    assert all(path.stat().st_mode & 0o077 == 0 for path in lying())
    jobs.build(upload=address.rsplit("/", 1)[1])
    page = text(client.get(address))
    assert "The store is built: 600 people, complete to 31 December 2024" in page
    assert "3 rows were left out" in page
    assert "people.csv" in page and "offences.csv" in page and "A made-up force" in page
    assert lying() == [], "the files are deleted"
    store = Store.objects.get()
    assert Path(store.folder).is_relative_to(installation.stores())
    assert "P0001" not in page
    jobs.build(upload=address.rsplit("/", 1)[1])
    assert Store.objects.count() == 1, "run twice, the job does nothing more"


def test_several_files_of_a_table_are_one_table(client: Client, tmp_path: Path) -> None:
    tables = little_county.rows()
    sent: dict[str, object] = {}
    for name, table in tables.items():
        halves = []
        for n, part in enumerate((table[::2], table[1::2])):
            path = little_county.write(tmp_path / f"{name}{n}", {name: part})[name][0]
            halves.append(SimpleUploadedFile("the same name.csv", path.read_bytes()))
        sent[name] = halves
    address = client.post("/evidence/build", {**TYPED, **sent})["Location"]
    jobs.build(upload=address.rsplit("/", 1)[1])
    assert "600 people" in text(client.get(address))


def test_a_mapping_file_is_used(client: Client, files) -> None:
    people = files["people"].read().replace(b"date_of_birth", b"dob")
    mapping = b"people:\n  columns:\n    date_of_birth: dob\n"
    files |= {
        "people": SimpleUploadedFile("people.csv", people),
        "mapping": SimpleUploadedFile("mapping.yaml", mapping),
    }
    address = send(client, files)["Location"]
    jobs.build(upload=address.rsplit("/", 1)[1])
    assert "The store is built" in text(client.get(address))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"store_name": ""}, "Give the store a name"),
        ({"people": ""}, "Choose a file of people"),
        ({"people": SimpleUploadedFile("people.csv", b"")}, "people.csv is empty"),
        (
            {"people": SimpleUploadedFile("people.xlsx", b"x")},
            "people.xlsx is not a file of this kind",
        ),
        ({"complete_to_0": "31", "complete_to_1": "2"}, "must be a real date"),
        ({"area": ""}, "Say this too, or leave all four empty"),
    ],
)
def test_a_bad_form_says_so_and_keeps_what_was_typed(client, files, changed, words) -> None:
    answer = send(client, files, **changed)
    page = text(answer)
    assert answer.status_code == 422
    assert "There is a problem" in page and words in page
    assert 'value="A made-up force"' in page and 'value="2024"' in page
    assert "a browser does not keep them" in page
    assert Upload.objects.count() == 0 and lying() == []


def test_a_name_that_is_taken_is_refused(client: Client, files) -> None:
    address = send(client, files)["Location"]
    jobs.build(upload=address.rsplit("/", 1)[1])
    assert "already a store called" in text(send(client, files))


def test_too_large_is_said_and_nothing_is_kept(client: Client, files, settings) -> None:
    from dataclasses import replace

    settings.THROUGHGATE = replace(settings.THROUGHGATE, upload_limit=1000)
    answer = send(client, files)
    assert answer.status_code == 422
    assert "larger than this site takes" in text(answer) and 'value="A made-up force"' in text(
        answer
    )
    assert lying() == []


def test_a_file_that_cannot_be_read_is_said_and_deleted(client: Client, files) -> None:
    files["people"] = SimpleUploadedFile("people.csv", b"name;age\nx;3\n")
    address = send(client, files)["Location"]
    jobs.build(upload=address.rsplit("/", 1)[1])
    page = text(client.get(address))
    assert "The store was not built" in page and "people.csv" in page and "Traceback" not in page
    assert str(installation.home()) not in page
    assert lying() == [] and Store.objects.count() == 0
    again = text(client.get(f"/evidence/build?again={address.rsplit('/', 1)[1]}"))
    assert 'value="A made-up force"' in again and 'value="2024"' in again


def test_a_build_cut_by_a_crash_is_taken_up_again(client: Client, files, monkeypatch) -> None:
    address = send(client, files)["Location"]
    id = address.rsplit("/", 1)[1]

    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(evidence, "build", killed, raising=False)
        with pytest.raises(Killed):
            jobs.build(upload=id)
    assert Upload.objects.get().state == "running" and len(lying()) == 4
    jobs.build(upload=id)
    assert "The store is built" in text(client.get(address))


def test_what_a_broken_sending_left_is_cleared(client: Client, files) -> None:
    send(client, files)
    (installation.uploads() / "left.upload").write_text("x")
    later = datetime.now(UTC) + timedelta(days=2)
    changes.sweep(now=datetime.now(UTC), by=None)
    assert (installation.uploads() / "left.upload").exists()
    changes.sweep(now=later, by=None)
    assert not (installation.uploads() / "left.upload").exists()
    assert len(lying()) == 4, "files still waiting to be built stay"
