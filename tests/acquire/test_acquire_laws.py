"""Laws: any bytes and any JSON give pages, the same twice, and never a fault of our own."""

import io
import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.acquire import page_of, pages
from dragoman.acquire.streams import Stream, lines
from dragoman.records import Page


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_no_record_holds_what_utf8_cannot(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", '{"text": "a\\ud83d", "title": "\\ud83d b", "id": "\\udc00"}\n')
    (page,) = pages([path])
    assert (page.body, page.title, page.id) == ("a\ufffd", "\ufffd b", "\ufffd")


@given(
    st.binary(max_size=300),
    st.sampled_from(
        ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.parquet", "a.gz", "x"]
    ),
    st.sampled_from(
        [b"", b"\x1f\x8b", b"PAR1", b"text\n", b'{"text": "', b"<html>", b"---\n", b"\xff\xfe"]
    ),
)
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_give_a_page(tmp_path: Path, data: bytes, name: str, start: bytes) -> None:
    path = put(tmp_path, name, start + data)
    found = list(pages([path]))
    assert found
    assert found == list(pages([path]))
    for page in found:
        assert page.id
        assert page.body.strip() or page.rejects
        assert "internal" not in [r.code for r in page.rejects]
        str(page).encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["text", "body", "date", "id", "source", "url", "html", "data", "name"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_json_gives_a_page(tmp_path: Path, value: object) -> None:
    for name in ("a.json", "a.jsonl"):
        found = list(pages([put(tmp_path, name, json.dumps(value) + "\n")]))
        assert found
        for page in found:
            assert page.body.strip() or page.rejects
            assert "internal" not in [r.code for r in page.rejects]


@given(st.lists(st.binary(max_size=40), max_size=6), st.integers(1, 50))
@settings(max_examples=100, deadline=None)
def test_lines_are_those_of_the_file(parts: list[bytes], limit: int) -> None:
    data = b"\n".join(p.replace(b"\0", b"") for p in parts)
    if data[:2] in (b"\x1f\x8b", b"\xff\xfe", b"\xfe\xff") or data.startswith(b"\xef\xbb\xbf"):
        return
    expected = data.split(b"\n")
    if not expected[-1]:
        expected.pop()
    found = list(lines(Stream(io.BytesIO(data)), limit))
    assert [n for n, _, _ in found] == list(range(1, len(expected) + 1))
    assert [d for _, d, _ in found] == [e if len(e) <= limit else None for e in expected]


def test_a_bare_string() -> None:
    assert page_of("Hola.", "2014-02-03", "es") == Page(
        path="-", body="Hola.", id="-", language="es", published="2014-02-03",
        published_from="option",
    )  # fmt: skip
    assert [r.code for r in page_of(" ").rejects] == ["empty"]
