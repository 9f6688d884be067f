"""Pseudonyms: SipHash-2-4-128, a keyed hash made for short texts, over a whole column at once.

The first half is the pseudonym; both halves together identify a person during the build, so two
people whose first halves agree are seen and given different numbers.
Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numba import njit, types
from numpy.typing import NDArray

U8 = types.uint64
SPACES = (9, 10, 13, 32)
PSEUDONYM_BITS = (1 << 64) - 1  # a test narrows it, so that people collide

_FOUR = types.UniTuple(U8, 4)  # type: ignore[no-untyped-call]
_TWO = types.UniTuple(U8, 2)  # type: ignore[no-untyped-call]
_BYTES = types.Array(types.uint8, 1, "C", readonly=True)
_OFFSETS = types.Array(types.int32, 1, "C", readonly=True)


@njit(U8(U8, U8), nogil=True, cache=True, inline="always")
def _turn(x, by):  # type: ignore[no-untyped-def]
    return (x << by) | (x >> (np.uint64(64) - by))


@njit(_FOUR(U8, U8, U8, U8), nogil=True, cache=True)
def _round(a, b, c, d):  # type: ignore[no-untyped-def]
    a = a + b
    b = _turn(b, np.uint64(13)) ^ a
    a = _turn(a, np.uint64(32))
    c = c + d
    d = _turn(d, np.uint64(16)) ^ c
    a = a + d
    d = _turn(d, np.uint64(21)) ^ a
    c = c + b
    b = _turn(b, np.uint64(17)) ^ c
    c = _turn(c, np.uint64(32))
    return a, b, c, d


@njit(_TWO(_BYTES, types.int64, types.int64, U8, U8), nogil=True, cache=True)
def siphash(data, begin, end, k0, k1):  # type: ignore[no-untyped-def]
    """Both halves of the hash of data[begin:end]."""
    a = k0 ^ np.uint64(0x736F6D6570736575)
    b = k1 ^ np.uint64(0x646F72616E646F6D) ^ np.uint64(0xEE)
    c = k0 ^ np.uint64(0x6C7967656E657261)
    d = k1 ^ np.uint64(0x7465646279746573)
    length = end - begin
    at = begin
    for _ in range(length // 8):
        word = np.uint64(0)
        for j in range(8):
            word |= np.uint64(data[at + j]) << np.uint64(8 * j)
        d ^= word
        a, b, c, d = _round(a, b, c, d)
        a, b, c, d = _round(a, b, c, d)
        a ^= word
        at += 8
    word = np.uint64(length & 255) << np.uint64(56)
    for j in range(end - at):
        word |= np.uint64(data[at + j]) << np.uint64(8 * j)
    d ^= word
    a, b, c, d = _round(a, b, c, d)
    a, b, c, d = _round(a, b, c, d)
    a ^= word
    c ^= np.uint64(0xEE)
    for _ in range(4):
        a, b, c, d = _round(a, b, c, d)
    first = a ^ b ^ c ^ d
    b ^= np.uint64(0xDD)
    for _ in range(4):
        a, b, c, d = _round(a, b, c, d)
    return first, a ^ b ^ c ^ d


@njit(
    types.void(_BYTES, _OFFSETS, U8, U8, U8, U8[::1], U8[::1], types.boolean[::1]),
    nogil=True,
    cache=True,
)
def _identify(data, offsets, k0, k1, bits, first, second, given):  # type: ignore[no-untyped-def]
    for i in range(len(first)):
        begin, end = np.int64(offsets[i]), np.int64(offsets[i + 1])
        while begin < end and data[begin] in SPACES:
            begin += 1
        while begin < end and data[end - 1] in SPACES:
            end -= 1
        given[i] = end > begin
        one, two = siphash(data, begin, end, k0, k1)
        first[i] = one & bits
        second[i] = two


@dataclass(frozen=True)
class Identities:
    """Who each row is about: `first` is the pseudonym, `given` is false where there was no text."""

    first: NDArray[np.uint64]
    second: NDArray[np.uint64]
    given: NDArray[np.bool_]


@dataclass(frozen=True)
class Key:
    """A pseudonym key: the two words that SipHash takes, and a fingerprint that gives nothing away."""

    k0: int
    k1: int
    fingerprint: str

    @classmethod
    def of(cls, secret: bytes) -> Key:
        words = np.frombuffer(hashlib.sha256(b"pseudonym" + secret).digest()[:16], "<u8")
        mark = hashlib.sha256(b"fingerprint" + secret).hexdigest()[:16]
        return cls(int(words[0]), int(words[1]), mark)

    def identify(self, ids: pa.StringArray) -> Identities:
        """The identity of each text of a column; spaces around it are not part of it."""
        n = len(ids)
        first, second = np.empty(n, np.uint64), np.empty(n, np.uint64)
        given = np.empty(n, np.bool_)
        data, offsets = text_buffers(ids)
        bits = np.uint64(PSEUDONYM_BITS)
        _identify(data, offsets, np.uint64(self.k0), np.uint64(self.k1), bits, first, second, given)
        return Identities(first, second, given)


def text_buffers(column: pa.StringArray) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """The bytes of a text column and where each begins; a missing text is an empty one."""
    if column.null_count:
        column = column.fill_null("")
    _, offsets, data = column.buffers()
    starts = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    text = (
        np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(1, np.uint8)
    )
    return text, starts
