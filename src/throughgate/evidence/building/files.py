"""One source file: what it is, how it is written, which columns it has. Nothing is guessed silently."""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyarrow.parquet as pq

from throughgate.common.errors import BadInput
from throughgate.evidence.building.mapping import TableMapping

SAMPLE = 1 << 20
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "“|”"}
LOOKALIKE = "windows-1252"


@dataclass(frozen=True)
class File:
    """A file that can be read: `columns` are its own names, in order."""

    table: str
    path: Path
    columns: tuple[str, ...]
    parquet: bool = False
    delimiter: str = ","
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        return self.path.name


def inspect(table: str, path: Path, said: TableMapping) -> File:
    """What a file is; raises BadInput for one that is missing, empty, or not written as it should be."""
    if not path.is_file():
        raise BadInput(f"There is no file {path} (given for {table}). Check its name.")
    if path.stat().st_size == 0:
        raise BadInput(f"{path.name} is empty: not even a line of column names. Export it again.")
    if path.name.lower().endswith((".parquet", ".pq")):
        return File(table, path, _parquet_columns(path), parquet=True)
    return _csv(table, path, said)


def _parquet_columns(path: Path) -> tuple[str, ...]:
    try:
        return tuple(pq.read_schema(path).names)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path.name} is not a Parquet file: {error}. Export it again.") from None


def _csv(table: str, path: Path, said: TableMapping) -> File:
    sample = _sample(path)
    encoding = said.encoding or "utf-8"
    header = _first_line(_decode(_decoder(encoding), sample, path, 1))
    delimiter = _delimiter(said.delimiter)
    columns = tuple(name.strip() for name in next(csv.reader([header], delimiter=delimiter), []))
    if not any(columns):
        raise BadInput(
            f"{path.name} is empty: its first line has no column names. Export it again."
        )
    if len(columns) == 1:
        _check_delimiter(path, header, delimiter)
    return File(table, path, _unique(path, columns), delimiter=delimiter, encoding=encoding)


def _sample(path: Path) -> bytes:
    with opened(path) as file:
        try:
            return file.read(SAMPLE)
        except (OSError, EOFError) as error:
            raise BadInput(f"{path.name} cannot be unpacked: {error}. Pack it again.") from None


def opened(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked when it is .gz."""
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]


def _first_line(text: str) -> str:
    return next(iter(text.removeprefix("\ufeff").splitlines()), "")


def _delimiter(said: str | None) -> str:
    mark = {"tab": "\t", "\\t": "\t"}.get(said or ",", said or ",")
    if len(mark) != 1:
        raise BadInput(f"The delimiter “{mark}” is not one character. Correct it in the mapping.")
    return mark


def _check_delimiter(path: Path, header: str, used: str) -> None:
    found = next((d for d in DELIMITERS if d != used and d in header), None)
    if found:
        raise BadInput(
            f"{path.name} is separated by {DELIMITERS[found]}, not {DELIMITERS.get(used, used)}. "
            f"Write delimiter: {found.encode('unicode_escape').decode()!r} in the mapping, "
            "or save it with commas."
        )


def _unique(path: Path, columns: tuple[str, ...]) -> tuple[str, ...]:
    lower = [name.lower() for name in columns]
    twice = [name for name in columns if name and lower.count(name.lower()) > 1]
    if twice:
        raise BadInput(f"{path.name} has two columns called {twice[0]}. Rename one of them.")
    return tuple(name or f"column {at + 1}" for at, name in enumerate(columns))


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    try:
        return codecs.getincrementaldecoder(encoding)()
    except LookupError:
        raise BadInput(
            f"The encoding “{encoding}” is not known. Try utf-8 or {LOOKALIKE}."
        ) from None


def check_encoding(file: File) -> None:
    """Raises BadInput with the line of the first bytes that are not UTF-8."""
    decoder, line = _decoder(file.encoding), 1
    for chunk in chunks(file.path):
        _decode(decoder, chunk, file.path, line)
        line += chunk.count(b"\n")


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, path: Path, line: int) -> str:
    try:
        return decoder.decode(chunk)
    except UnicodeDecodeError as error:
        line += chunk[: error.start].count(b"\n")
        raise BadInput(_encoding_words(path, chunk, line)) from None


def _encoding_words(path: Path, chunk: bytes, line: int) -> str:
    wide = chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    looks, found = ("utf-16", "UTF-16") if wide else (LOOKALIKE, "Windows-1252")
    return (
        f"{path.name} is not UTF-8 (line {line}); it looks like {found}. "
        f"Write encoding: {looks} in the mapping, or save it as UTF-8."
    )


def chunks(path: Path) -> Iterator[bytes]:
    with opened(path) as file:
        while chunk := file.read(SAMPLE):
            yield chunk


def checksum(path: Path) -> str:
    """The sha256 of a file as it lies on the disk."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def utf8_copy(file: File, folder: Path) -> Path:
    """The file rewritten as UTF-8, for a reader that knows no other encoding."""
    copy = folder / f"{file.table}-{len(list(folder.iterdir()))}.csv"
    with opened(file.path) as raw, copy.open("w", encoding="utf-8", newline="") as out:
        text = io.TextIOWrapper(raw, encoding=file.encoding, newline="")
        try:
            while part := text.read(SAMPLE):
                out.write(part)
        except UnicodeError as error:
            raise BadInput(
                f"{file.name} is not {file.encoding}: {error}. Correct encoding: in the mapping."
            ) from None
    return copy
