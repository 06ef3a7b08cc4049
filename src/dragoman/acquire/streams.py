"""The bytes of one file, read in chunks: gzip opened, lines cut with a limit.

What comes in: a binary file object, seekable or not. What goes out: chunks, a head to guess from,
numbered lines. Gzip as in RFC 1952, several members included; what can be read of a broken stream
is read, and `Stream.broken` says why it ends.
"""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from dragoman.acquire.encodings import wide_encoding

CHUNK = 1 << 18
HEAD = 1 << 16
LINE_LIMIT = 16_000_000
GZIP = b"\x1f\x8b"


class Stream:
    """A file read once, front to back. `broken` is set when a gzip stream ends too early."""

    def __init__(self, raw: BinaryIO) -> None:
        self.broken: str | None = None
        self._raw = raw
        start = self._fill(2)
        self.gzipped = start.startswith(GZIP)
        self._next = self._gunzip(start) if self.gzipped else self._plain(start)
        self._kept = b""

    def head(self) -> bytes:
        """The first bytes (up to HEAD or a little more), which stay to be read."""
        while len(self._kept) < HEAD:
            chunk = next(self._next, b"")
            if not chunk:
                break
            self._kept += chunk
        return self._kept

    def chunks(self) -> Iterator[bytes]:
        """All that is left."""
        kept, self._kept = self._kept, b""
        if kept:
            yield kept
        yield from self._next

    def read(self, limit: int) -> bytes:
        """At most `limit` bytes of what is left; longer streams give exactly `limit`."""
        parts: list[bytes] = []
        size = 0
        for chunk in self.chunks():
            parts.append(chunk)
            size += len(chunk)
            if size >= limit:
                break
        return b"".join(parts)[:limit]

    def _fill(self, size: int) -> bytes:
        """`size` bytes, or what there is: a pipe may hand out fewer at a time."""
        data = b""
        while len(data) < size:
            more = self._raw.read(size - len(data))
            if not more:
                break
            data += more
        return data

    def _plain(self, data: bytes) -> Iterator[bytes]:
        while data:
            yield data
            data = self._raw.read(CHUNK)

    def _gunzip(self, data: bytes) -> Iterator[bytes]:
        engine = zlib.decompressobj(31)
        while True:
            try:
                out = engine.decompress(data, CHUNK)
            except zlib.error as why:
                self.broken = str(why)
                return
            if out:
                yield out
            if engine.eof:
                # A next member follows, or padding, which the gzip program ignores too.
                data = engine.unused_data
                if len(data) < 2:
                    data += self._raw.read(CHUNK)
                if not data.startswith(GZIP):
                    return
                engine = zlib.decompressobj(31)
                continue
            data = engine.unconsumed_tail
            if not data and len(out) < CHUNK:
                data = self._raw.read(CHUNK)
                if not data:
                    self.broken = "the stream is cut short"
                    return


class Line(NamedTuple):
    """A line without its end; `data` None: longer than the limit; `ended`: an end was there."""

    number: int
    data: bytes | None
    ended: bool = True


def lines(stream: Stream, limit: int = LINE_LIMIT) -> Iterator[Line]:
    """The lines in order, from number 1.

    Of a line of more than `limit` bytes no more than that and a chunk is ever held. UTF-16 and
    UTF-32 become UTF-8 on the way; a byte order mark is dropped.
    """
    wide = wide_encoding(stream.head())
    chunks = _narrow(stream.chunks(), wide) if wide else stream.chunks()
    number = 1
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        start = 3 if number == 1 and not size and chunk.startswith(codecs.BOM_UTF8) else 0
        while (end := chunk.find(b"\n", start)) >= 0:
            size += end - start
            if size > limit:
                yield Line(number, None)
            elif held:
                held.append(chunk[start:end])
                yield Line(number, b"".join(held))
            else:
                yield Line(number, chunk[start:end])
            held, size = [], 0
            number += 1
            start = end + 1
        size += len(chunk) - start
        if size > limit:
            held = []
        else:
            held.append(chunk[start:])
    if size > limit:
        yield Line(number, None)
    elif size:
        yield Line(number, b"".join(held), ended=False)


def _narrow(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")
