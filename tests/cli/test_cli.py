"""The command: formats, exit codes, what goes where, and no traceback whatever is given."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import cli_fakes
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from dragoman import __version__
from dragoman.cli import app
from dragoman.run import local

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def fakes(monkeypatch):
    monkeypatch.setattr(local, "read_pages", cli_fakes.read_pages)
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.fixture
def news(tmp_path):
    """A folder with two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Un texto.")
    (folder / "b.txt").write_text("Otro texto.")
    return folder


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "Un texto."}\n' + "{broken\n" * 25)
    return path


def run(*words, **options):
    return CliRunner().invoke(app, ["read", *map(str, words)], **options)


def child(code, *words, **options):
    environment = {**os.environ, "PYTHONPATH": str(HERE), "COLUMNS": "80"}
    start = f"import cli_fakes, dragoman.cli; {code}; dragoman.cli.main()"
    command = [sys.executable, "-c", start, *map(str, words)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **options
    )


def test_the_report_is_the_default(news):
    done = run(news)
    assert done.exit_code == 0
    assert "2 articles · 8 events · 4 quotes · 0 rejects" in done.stdout
    assert "\x1b" not in done.stdout


def test_jsonl_is_a_line_an_article(news):
    done = run(news, "--format", "jsonl", "--published", "2020-05-01", "--language", "pt")
    read = [json.loads(line)["article"] for line in done.stdout.splitlines()]
    assert [Path(article["path"]).name for article in read] == ["a.txt", "b.txt"]
    assert {(article["published"], article["language"]) for article in read} == {
        ("2020-05-01", "pt")
    }


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "txt"])
def test_the_name_of_the_output_tells_the_format(news, tmp_path, form):
    out = tmp_path / f"out.{form}"
    done = run(news, "-o", out)
    assert (done.exit_code, done.stdout) == (0, "")
    if form == "jsonl":
        assert len(out.read_text().splitlines()) == 2
    elif form == "csv":
        assert len(list(csv.reader(io.StringIO(out.read_text())))) == 9
    elif form == "parquet":
        assert pq.read_table(out).num_rows == 8
    else:
        assert "8 events" in out.read_text()
    assert {path.name for path in tmp_path.iterdir()} == {"news", out.name}


def test_confidence_filters_events_and_keeps_the_rest(news):
    done = run(news / "a.txt", "--format", "jsonl", "--min-confidence", "0.8")
    (record,) = map(json.loads, done.stdout.splitlines())
    assert [event["id"] for event in record["events"]] == ["e1", "e2"]
    assert len(record["quotes"]) == 2


def test_rejects_are_told_and_give_exit_code_1(bad):
    done = run(bad, "--format", "jsonl")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 26
    lines = done.stderr.splitlines()
    assert lines[0].startswith(f"{bad}:2: bad_json: ")
    assert len(lines) == 21
    assert lines[-1].startswith("and 5 more")


def test_rejects_stand_in_the_report(bad):
    done = run(bad)
    assert done.exit_code == 1
    assert "bad_json × 25" in done.stdout
    assert "and 5 more" in done.stdout
    assert done.stderr == ""


def test_a_path_that_is_not_there_is_a_reject(tmp_path):
    done = run(tmp_path / "gone.txt", "--format", "jsonl")
    assert done.exit_code == 1
    assert "gone.txt: missing: " in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--format", "parquet"], "add -o"),
        (["--format", "parquet", "-o", "-"], "add -o"),
        (["-o", "out.xlsx"], "--format"),
        (["-o", "no/such/out.csv"], "there is no folder"),
        (["--published", "2024-02-30"], "2024-02-30"),
        (["--language", "de"], "es, en, pt, fr"),
        (["--min-confidence", "2"], "--min-confidence"),
        (["--workers", "-1"], "--workers"),
        (["--format", "xml"], "jsonl"),
        (["--archive", "x"], "No such option"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_to_do(news, words, says):
    done = run(news, *words)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_the_output_is_never_an_input(news):
    done = run(news / "a.txt", "-o", news / "a.txt")
    assert done.exit_code == 2
    assert (news / "a.txt").read_text() == "Un texto."


def test_standard_input_is_read_when_no_path_is_given():
    done = run("--format", "jsonl", input="Un texto.")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["article"]["path"] == "-"


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_no_path_at_a_terminal_is_wrong_usage():
    import pty

    ours, theirs = pty.openpty()
    with child("pass", "read", stdin=theirs) as process:
        _, errors = process.communicate(timeout=20)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 2
    assert "dragoman read news/" in errors.decode()


def test_ctrl_c_leaves_nothing_half_written(news, tmp_path):
    (news / "b.txt").write_text("stop")
    out = tmp_path / "out.jsonl"
    done = run(news, "-o", out)
    assert done.exit_code == 130
    assert "was not written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["news"]


@pytest.mark.skipif(os.name != "posix", reason="closes a pipe")
@pytest.mark.parametrize("form", ["report", "jsonl", "csv"])
def test_a_closed_pipe_ends_in_silence(tmp_path, form):
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "Un texto."}\n' * 400)
    with child("cli_fakes.install()", "read", path, "--format", form) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (141, b"")


def test_help_has_examples_and_fits_80_columns():
    for words in (["--help"], ["read", "--help"]):
        with child("pass", *words) as process:
            text = process.communicate(timeout=20)[0].decode()
        assert "dragoman read examples/" in text
        assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("command", "limit"),
    [(["-m", "dragoman", "--version"], 0.4), (["-c", "import dragoman"], 0.15)],
)
def test_the_start_is_quick(command, limit):
    best = 9.0
    for _ in range(5):
        begun = time.perf_counter()
        done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
        best = min(best, time.perf_counter() - begun)
        assert done.returncode == 0
        if "--version" in command:
            assert done.stdout == f"dragoman {__version__}\n"
    assert best < limit
