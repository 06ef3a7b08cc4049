"""No stretch of an evaluation set stands in the corpus or in the examples."""

from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.train import leak
from dragoman.train.corpus import main

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SECRET = "Tres gatos grises cruzaron ayer la plaza vacía del pueblo"
ROW = f'{{"id": "1", "title": "Aviso breve", "text": "{SECRET}"}}\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A corpus whose leak.bin is made of one sentence."""
    sets = tmp_path / "sets"
    for pattern in leak.SETS:
        path = sets / pattern.replace("*", "days")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ROW if path.suffix == ".jsonl" else f"id\tsentence\n1\t{SECRET}\n", "utf-8")
    made = tmp_path / "corpus"
    (made / "es").mkdir(parents=True)
    assert main(["leak", "--make", str(sets), "--home", str(made)]) == 0
    return made


def test_a_copy_is_found_under_marks_case_and_accents(home: Path) -> None:
    copy = "Hoy {a:tres gatos} grises cruzaron ayer la PLAZA vacia."
    copied = f"T es agency\nNada.\n\nT es agency\n{copy}\n"
    (home / "es" / "a.txt").write_text(copied, "utf-8")
    (fault,) = leak.find([home], home)
    assert fault.line == 4
    assert "'tres gatos grises cruzaron ayer la plaza vacia'" in fault.detail
    assert main(["leak", str(home), "--home", str(home)]) == 1


def test_other_words_are_no_copy(home: Path) -> None:
    text = "T es agency\nTres gatos grises cruzaron ayer la calle vacía del pueblo.\n"
    (home / "es" / "a.txt").write_text(text, "utf-8")
    assert leak.find([home], home) == []


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.html", f"<p>{SECRET.replace('gatos', '<b>gatos</b>')}</p>"),
        ("a.jsonl", ROW),
        ("a.md", SECRET),
    ],
)
def test_pages_and_rows_are_searched(home: Path, name: str, body: str) -> None:
    page = home.parent / name
    page.write_text(body, "utf-8")
    (fault,) = leak.find([page], home)
    assert "tres gatos grises" in fault.detail


def test_a_formula_may_be_allowed(home: Path) -> None:
    (home / "es" / "a.txt").write_text(f"T es agency\n{SECRET}.\n", "utf-8")
    (home / leak.ALLOWED).write_text(f"# formulae\n{SECRET}\n", "utf-8")
    assert leak.find([home], home) == []


def test_hashes_of_another_making_are_refused(home: Path) -> None:
    path = home / leak.HASHES
    whole = path.read_bytes()
    for wrong in (whole[:-1], whole.replace(b"probe=", b"probe=0")):
        path.write_bytes(wrong)
        with pytest.raises(UsageError, match="make it anew"):
            leak.load(home)
    path.unlink()
    with pytest.raises(UsageError, match="cannot be read"):
        leak.load(home)


def test_nothing_here_stands_in_an_evaluation_set() -> None:
    copies = leak.find([ROOT / "corpus", ROOT / "examples"], ROOT / "corpus")
    assert not copies, "\n".join(map(str, copies))


def test_the_committed_hashes_are_those_of_the_sets(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("not run: the evaluation sets are not here")
    leak.make(SHARED, tmp_path / leak.HASHES)
    assert (tmp_path / leak.HASHES).read_bytes() == (ROOT / "corpus" / leak.HASHES).read_bytes()
