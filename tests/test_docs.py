"""The documents' code runs and prints what they say; the README's promises hold."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from docs import run  # noqa: E402


@pytest.mark.parametrize("name", ["docs/walk.md", "docs/record.md", "README.md"])
def test_prints_what_it_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run(ROOT / name) == (ROOT / name).read_text("utf-8"), "run `poe docs`"


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=str)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_codebook_and_ontology_agree() -> None:
    """Every type and mode of the tables stands in the codebook."""
    from dragoman.know.ontology import load_ontology

    text = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    for name, kind in load_ontology().types.items():
        assert name in text
        for mode in kind.modes:
            assert mode in text, f"{name}/{mode}"


def test_reject_codes_are_documented() -> None:
    from dragoman.errors import MEANING, Code

    text = (ROOT / "docs" / "record.md").read_text("utf-8")
    assert set(MEANING) == set(Code)
    for code in Code:
        assert f"`{code.value}`" in text, code
