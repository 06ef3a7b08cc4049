"""Files: every format, encoding and kind of bad input; one page at least for each."""

import gzip
import io
import json
import os
import stat
import threading
import tracemalloc
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.acquire import pages
from dragoman.acquire.streams import CHUNK, LINE_LIMIT
from dragoman.records import Page

TEXT = "El canciller español viajó a Bogotá.\n¿Volverá mañana?\n"
ROWS = [{"id": "a", "text": "uno"}, {"id": "b", "text": "dos"}]


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def codes(found: list[Page]) -> list[tuple[int | None, str]]:
    return [(r.line, r.code) for p in found for r in p.rejects]


def bodies(found: list[Page]) -> list[str]:
    return [p.body for p in found]


def jsonl(rows: list[dict[str, str]]) -> str:
    return "".join(json.dumps(r) + "\n" for r in rows)


def table() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), out)
    return out.getvalue()


FORMATS = {
    "a.jsonl": jsonl(ROWS).encode(),
    "a.ndjson": jsonl(ROWS).encode(),
    "lines.json": jsonl(ROWS).encode(),
    "list.json": json.dumps(ROWS, indent=1).encode(),
    "wrapped.json": json.dumps({"status": "ok", "articles": ROWS}).encode(),
    "deeper.json": json.dumps({"response": {"results": ROWS}}).encode(),
    "a.csv": b"ID,Text\na,uno\nb,dos\n",
    "semicolon.csv": b"id;text\r\na;uno\r\nb;dos\r\n",
    "a.tsv": b"id\ttext\na\tuno\nb\tdos\n",
    "a.parquet": table(),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("zipped", [False, True])
def test_formats_of_rows(tmp_path: Path, name: str, zipped: bool) -> None:
    data = gzip.compress(FORMATS[name]) if zipped else FORMATS[name]
    found = list(pages([put(tmp_path, name + ".gz" * zipped, data)]))
    assert [(p.id, p.body) for p in found] == [("a", "uno"), ("b", "dos")]
    assert codes(found) == []
    assert all(p.line for p in found)


@pytest.mark.parametrize("name", [n for n in FORMATS if not n.endswith(("csv", "tsv"))])
def test_standard_input_is_guessed(name: str) -> None:
    for data in (FORMATS[name], gzip.compress(FORMATS[name])):
        found = list(pages(["-"], stdin=io.BytesIO(data)))
        assert bodies(found) == ["uno", "dos"]
        assert {p.path for p in found} == {"-"}


@pytest.mark.parametrize(
    ("data", "media"),
    [(TEXT, "text"), ("<!doctype html><p>Hola.</p>", "html"), ("[EFE] Madrid.", "text")],
)
def test_documents_on_standard_input(data: str, media: str) -> None:
    (page,) = pages(["-"], stdin=io.BytesIO(data.encode()))
    assert (page.body, page.media, page.id, page.line) == (data, media, "-", None)


def test_one_object_is_one_article(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", json.dumps({"text": "uno", "data": [{"x": 1}]}, indent=1))
    (page,) = pages([path])
    assert (page.body, page.line, page.id) == ("uno", None, path.as_posix())


def test_markdown(tmp_path: Path) -> None:
    front = '---\ntitle: "Visita"\ndate: 2014-02-03\nlang: es-MX\nurl: https://e.org/v\n---\n'
    full = put(tmp_path, "a.md", front + "# Otro\n\nEl ministro viajó.\n")
    bare = put(tmp_path, "b.md", "# Visita #\n\nEl ministro viajó.\n")
    title = put(tmp_path, "c.md", "# Visita\n")
    one, two, three = pages([full, bare, title])
    assert (one.title, one.published, one.published_from) == ("Visita", "2014-02-03", "row")
    assert (one.language, one.id) == ("es", "https://e.org/v")
    assert [p.body.strip() for p in (one, two)] == ["El ministro viajó."] * 2
    assert (two.title, three.title, three.body) == ("Visita", "Visita", "Visita")


def test_paths_stay_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "d/b.txt", "b")
    put(tmp_path, "d/a.txt", "a")
    put(tmp_path, "d/.hidden.txt", "h")
    put(tmp_path, "d/.git/x.txt", "h")
    put(tmp_path, "d/c/z.csv", "text\nuno\n")
    put(tmp_path, "d/picture.png", b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    found = list(pages(["d/c/", Path("d")]))
    assert [p.id for p in found] == ["d/c/z.csv#2", "d/a.txt", "d/b.txt", "d/c/z.csv#2"]
    assert list(pages(["d"])) == list(pages(["d/"])) == list(pages([Path("d")]))


# --- Encodings ---


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("text", [TEXT, "Dijo que sí.", "«Año» – “mañana”: 3 €"])
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    found = list(pages([put(tmp_path, "a.txt", text.encode(encoding))]))
    assert (bodies(found), codes(found)) == ([text], [])


def test_other_alphabets_are_guessed(tmp_path: Path) -> None:
    text = "Министр иностранных дел приехал в Москву на переговоры. " * 5
    found = list(pages([put(tmp_path, "a.txt", text.encode("cp1251"))]))
    assert (bodies(found), codes(found)) == ([text], [])


def test_the_declared_charset_of_a_page(tmp_path: Path) -> None:
    page = "<html><meta charset='{}'><p>Łódź, ąę</p></html>".format("iso-8859-2")
    found = list(pages([put(tmp_path, "a.html", page.encode("iso-8859-2"))]))
    assert (bodies(found), codes(found)) == ([page], [])


def test_broken_utf8_is_replaced_and_told(tmp_path: Path) -> None:
    data = TEXT.encode().replace("ñ".encode(), b"\xc3", 1)
    found = list(pages([put(tmp_path, "a.txt", data)]))
    assert bodies(found) == [TEXT.replace("ñ", "\ufffd", 1)]
    assert codes(found) == [(None, "encoding")]


def test_each_line_has_its_encoding(tmp_path: Path) -> None:
    line = '{"text": "mañana"}\n'
    path = put(tmp_path, "a.jsonl", line.encode("cp1252") + line.encode())
    assert bodies(list(pages([path]))) == ["mañana"] * 2
    for encoding in ("utf-16", "utf-16-le", "utf-8-sig"):
        path = put(tmp_path, "b.jsonl", (line * 3).encode(encoding))
        found = list(pages([path]))
        assert (bodies(found), codes(found)) == (["mañana"] * 3, [])
    path = put(tmp_path, "a.csv", "título;texto\nx;mañana\n".encode("cp1252"))
    assert bodies(list(pages([path]))) == ["mañana"]


# --- Bad input ---


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.json", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.txt.gz", gzip.compress(b""), "empty"),
        ("a.txt", b"%PDF-1.7 ...", "binary"),
        ("a.html", b"PK\x03\x04", "binary"),
        ("a.jsonl", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"abc" + b"\0" * 50, "binary"),
        ("a.txt.gz", b"\x01\x02\x03" * 50, "bad_gzip"),
        ("a.txt.gz", gzip.compress(b"hola")[:8], "bad_gzip"),
        ("a.json", b"{", "bad_json"),
        ("a.json", b'"text"', "bad_json"),
        ("a.json", b"[1]", "bad_json"),
        ("a.json", b"[" * 100_000, "bad_json"),
        ("a.jsonl", b"[" * 100_000, "bad_json"),
        ("a.jsonl", b"7", "bad_json"),
        ("a.json", b"[]", "no_articles"),
        ("a.json", b'{"x": 1}', "no_text"),
        ("a.csv", b"text\n", "no_articles"),
        ("a.csv", b"id,name\n1,x\n2,y\n", "no_text_column"),
        ("a.csv", b'text\n"uno\n', "bad_csv"),
        ("a.csv", b"id,text\n1,uno,dos\n", "bad_csv"),
        ("a.parquet", b"PAR1 no", "bad_parquet"),
        ("a.parquet", table()[:-40], "bad_parquet"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    after = put(tmp_path, "b.txt", "Hola.")
    found = list(pages([put(tmp_path, name, data), after]))
    assert [r.code for p in found[:-1] for r in p.rejects] == [code]
    assert found[-1].body == "Hola."
    (bad, _) = found
    assert bad.body.strip() == ""
    assert bad.rejects[0].path.endswith(name)
    assert bad.rejects[0].article == bad.id
    assert len(bad.rejects[0].detail) > 10


def test_invalid_json_in_line_700(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"n{n}"}) for n in range(1, 1001)]
    rows[699] = rows[699][:-3]
    found = list(pages([put(tmp_path, "a.jsonl", "\n".join(rows))]))
    assert len(found) == 1000
    assert codes(found) == [(700, "bad_json")]
    assert sum(bool(p.body) for p in found) == 999
    assert found[699].id == f"{(tmp_path / 'a.jsonl').as_posix()}#700"


def test_truncated_gzip_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    rows = jsonl([{"text": os.urandom(300).hex()} for _ in range(200)])
    for name, text in (("a.jsonl.gz", rows), ("a.csv.gz", "text\n" + rows.replace('"', ""))):
        data = gzip.compress(text.encode())
        found = list(pages([put(tmp_path, name, data[: len(data) // 2])]))
        assert 80 < sum(bool(p.body) for p in found) < 120
        assert codes(found) == [(None, "bad_gzip")]
    data = gzip.compress(rows.encode())
    (page,) = pages([put(tmp_path, "a.txt.gz", data[: len(data) // 2])])
    assert rows.startswith(page.body)
    assert len(page.body) > 1000
    assert codes([page]) == [(None, "bad_gzip")]


def test_gzip_of_several_members(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "uno"}\n') + gzip.compress(b'{"text": "dos"}\n') + b"\0" * 9
    assert bodies(list(pages([put(tmp_path, "a.jsonl", data)]))) == ["uno", "dos"]


class Long(io.RawIOBase):
    """A line of 50 MB between two rows, made as it is read."""

    def __init__(self) -> None:
        self.parts = [b'{"text": "uno"}\n{"text": "', *[b"x" * CHUNK] * (50_000_000 // CHUNK)]
        self.parts.append(b'"}\n{"text": "dos"}\n')

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self.parts:
            return 0
        part, rest = self.parts[0][: len(buffer)], self.parts[0][len(buffer) :]
        self.parts[:1] = [rest] if rest else []
        buffer[: len(part)] = part
        return len(part)


def test_a_line_of_50_mb_is_skipped_without_being_held() -> None:
    tracemalloc.start()
    found = list(pages(["-"], stdin=Long()))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert bodies(found) == ["uno", "", "dos"]
    assert codes(found) == [(2, "too_large")]
    assert peak < 2 * LINE_LIMIT


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_long_documents_are_cut_at_a_line_end(tmp_path: Path, name: str) -> None:
    text = "<p>Hola, señor.</p>\n" * 150_000
    data = json.dumps({"text": text}) if name == "a.jsonl" else text
    (page,) = pages([put(tmp_path, name, data)])
    assert 1_990_000 < len(page.body) <= 2_000_000
    assert text.startswith(page.body)
    assert page.body.endswith("</p>")
    assert [r.code for r in page.rejects] == ["too_large"]


def test_far_too_long_a_file_is_not_held(tmp_path: Path) -> None:
    (page,) = pages([put(tmp_path, "a.txt.gz", gzip.compress("año ".encode() * 10_000_000))])
    assert len(page.body) == 2_000_000
    assert [r.code for r in page.rejects] == ["too_large"]


def test_missing_paths_and_files_that_vanish(tmp_path: Path) -> None:
    put(tmp_path, "d/a.txt", "a")
    gone = put(tmp_path, "d/b.txt", "b")
    (tmp_path / "d/c.txt").symlink_to(tmp_path / "nowhere")
    found = pages([tmp_path / "no.txt", tmp_path / "d", "a\0b"])
    first = [next(found), next(found)]
    gone.unlink()
    assert [r.code for p in [*first, *found] for r in p.rejects] == ["missing"] * 4


def test_folders_without_articles(tmp_path: Path) -> None:
    put(tmp_path, "d/picture.png", b"\x89PNG")
    found = list(pages([tmp_path / "d"]))
    assert codes(found) == [(None, "no_articles")]
    assert ".jsonl" in found[0].rejects[0].detail


def test_symlink_loops_are_told_once(tmp_path: Path) -> None:
    put(tmp_path, "d/a.txt", "a")
    put(tmp_path, "d/e/b.txt", "b")
    (tmp_path / "d/e/up").symlink_to(tmp_path / "d", target_is_directory=True)
    found = list(pages([tmp_path / "d"]))
    assert [p.body for p in found if p.body] == ["a", "b"]
    assert codes(found) == [(None, "symlink_loop")]
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert codes(list(pages([tmp_path / "self.txt"]))) == [(None, "symlink_loop")]


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt", "a")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert codes(list(pages([path]))) == [(None, "unreadable")]


def test_a_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(FORMATS["a.parquet"],))
    writer.start()
    found = list(pages([path]))
    writer.join()
    assert bodies(found) == ["uno", "dos"]
    assert stat.S_ISFIFO(path.stat().st_mode)


# --- Tables ---


def test_quoted_fields_over_several_lines(tmp_path: Path) -> None:
    data = 'id,text\r\na,"uno\r\n\r\n""dos"", tres"\r\nb,cuatro 5" x\r\nc,"seis"\r\n'
    found = list(pages([put(tmp_path, "a.csv", data)]))
    assert [(p.id, p.line, p.body) for p in found] == [
        ("a", 2, 'uno\n\n"dos", tres'),
        ("b", 5, 'cuatro 5" x'),
        ("c", 6, "seis"),
    ]


def test_a_quotation_mark_left_open_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = [f'{n},"texto {n}"' for n in range(100)]
    rows[40] = '40,"texto 40'
    found = list(pages([put(tmp_path, "a.csv", "\n".join(["id,text", *rows]))]))
    assert codes(found) == [(42, "bad_csv")]
    assert sum(bool(p.body) for p in found) == 99


def test_a_missing_column_names_what_there_is(tmp_path: Path) -> None:
    for name, data in (("a.csv", b"id,nombre\n1,x\n"), ("a.parquet", None)):
        if data is None:
            out = io.BytesIO()
            pq.write_table(pa.table({"id": [1, 2], "nombre": ["x", "y"]}), out)
            data = out.getvalue()
        (page,) = pages([put(tmp_path, name, data)])
        (reject,) = page.rejects
        assert reject.code == "no_text_column"
        assert "id, nombre" in reject.detail
        assert "maintext" in reject.detail


def test_parquet_of_typed_and_nested_columns(tmp_path: Path) -> None:
    rows = pa.table(
        {
            "body": [{"summary": ["S"], "sections": [{"headline": [], "paragraphs": ["P"]}]}] * 2,
            "date": pa.array([datetime(2014, 2, 3), None], pa.timestamp("ns")),
            "id": [1.0, None],
            "unused": [b"\xff", b""],
        }
    )
    pq.write_table(rows, tmp_path / "a.parquet")
    one, two = pages([tmp_path / "a.parquet"])
    assert (one.body, one.published, one.id, one.line) == ("S\n\nP", "2014-02-03", "1", 1)
    assert (two.published, two.line, two.rejects) == (None, 2, ())
