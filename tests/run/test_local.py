"""The pool: one record a page, in order, whatever goes wrong and however many workers."""

import functools
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
import run_fakes

from dragoman.errors import UsageError
from dragoman.records import Page
from dragoman.run import local
from dragoman.run.local import read_pages

LOAD = functools.partial(run_fakes.load, os.getpid())


def pages(bodies):
    return [Page(path=f"{n}.txt", body=body) for n, body in enumerate(bodies)]


def codes(records):
    return [r.code for record in records for r in record.rejects]


def test_one_worker_and_two_give_the_same():
    made = pages([f"text {n}" for n in range(130)] + ["fail"] + ["más"] * 20)
    alone = list(read_pages(made, workers=1, load=LOAD))
    pooled = list(read_pages(iter(made), workers=2, load=LOAD))
    assert alone == pooled
    assert msgspec.json.encode(alone) == msgspec.json.encode(pooled)
    assert [r.article.path for r in alone] == [page.path for page in made]
    assert codes(alone) == ["internal"]


def test_a_page_that_fails_costs_only_itself():
    records = list(read_pages(pages(["a", "fail", "b"]), workers=1, load=LOAD))
    assert [r.article.text for r in records] == ["a", "", "b"]
    assert "RuntimeError: no good" in records[1].rejects[0].detail


def test_a_worker_that_dies_costs_only_its_page():
    bodies = ["x"] * 30 + ["die"] + ["y"] * 70
    records = list(read_pages(pages(bodies), workers=2, load=LOAD))
    assert [r.article.path for r in records] == [f"{n}.txt" for n in range(101)]
    assert [r.article.text for r in records if r.article.text] == ["x"] * 30 + ["y"] * 70
    assert codes(records) == ["internal"]


def test_workers_that_cannot_start_are_a_usage_error():
    with pytest.raises(UsageError, match="__main__"):
        list(read_pages(pages(["a"]), workers=2, load=run_fakes.no_start))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_wrong_configuration_is_no_fault_of_the_page(workers):
    with pytest.raises(UsageError, match="line 3"):
        list(read_pages(pages(["a", "misconfigured"]), workers=workers, load=LOAD))


def test_auto_stays_alone_for_few_pages(monkeypatch):
    monkeypatch.setattr(local, "_pooled", lambda *_: iter(["pooled"]))
    assert len(list(read_pages(pages(["a"] * 10), workers=0, load=LOAD))) == 10
    monkeypatch.setattr(local, "_cores", lambda: 2)
    assert list(read_pages(pages(["a"] * 64), workers=0, load=LOAD)) == ["pooled"]


def test_only_a_few_batches_are_on_their_way():
    taken = 0

    def endless():
        nonlocal taken
        for page in pages(["a"]) * 10_000:
            taken += 1
            yield page

    records = read_pages(endless(), workers=2, load=LOAD)
    next(records)
    assert taken <= local.BATCH * local.AHEAD * 2
    records.close()


def test_half_a_surrogate_pair_is_no_fault():
    (record,) = read_pages([Page(path="caf\udce9.txt", body="a\ud800b")], load=LOAD)
    assert (record.article.path, record.article.text) == ("caf?.txt", "a?b")


@pytest.mark.skipif(os.name != "posix", reason="sends a signal to a process group")
def test_ctrl_c_ends_at_once_and_in_silence():
    script = (
        "import signal, run_fakes\n"
        # A shell's background job is born deaf to Ctrl-C.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from dragoman.records import Page\n"
        "from dragoman.run.local import read_pages\n"
        "if __name__ == '__main__':\n"
        "    pages = [Page(path='p', body='a')] * 48 + [Page(path='p', body='sleep')] * 200\n"
        "    try:\n"
        "        for n, _ in enumerate(read_pages(pages, workers=2, load=run_fakes.load)):\n"
        "            if n == 0: print('going', flush=True)\n"
        "    except KeyboardInterrupt:\n"
        "        raise SystemExit(130)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    ) as child:
        try:
            assert child.stdout.readline() == "going\n"
            begun = time.monotonic()
            os.killpg(child.pid, signal.SIGINT)
            _, errors = child.communicate(timeout=20)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
    assert (child.returncode, errors) == (130, "")
    assert time.monotonic() - begun < 10
