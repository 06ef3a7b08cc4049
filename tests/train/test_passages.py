"""The format of the corpus: what is read from it, and what each check finds."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.know.names import load_world
from dragoman.know.ontology import load_ontology
from dragoman.train.checks import check, untrimmed
from dragoman.train.corpus import load, main
from dragoman.train.passages import Passage, parse, unmark

ROOT = Path(__file__).parents[2]
WORLD, ONTOLOGY = load_world(), load_ontology()

GOOD = """\
T es agency
{q:{a:El canciller noruego} {t:visitará} {l:Lima} {w:el martes}}, {c:dijo} {s:la presidencia}.
E t CONSULT.visit planned actors=a recipients=s date=w place=l by=s
C t step=announced medium=in_person level=ministers host=s
A a=NOR/GOV/Odd Berg s=PER/GOV
Q q indirect speaker=s cue=c
"""


def details(source: str) -> list[str]:
    passages, faults = parse(source, "x.txt")
    faults += check(passages, WORLD, ONTOLOGY)
    return [f"{fault.line}: {fault.detail}" for fault in faults]


def one(source: str) -> Passage:
    passages, faults = parse(source, "x.txt")
    assert not faults
    return passages[0]


def test_a_passage_is_read_whole() -> None:
    passage = one(GOOD)
    assert details(GOOD) == []
    assert passage.text.startswith("El canciller noruego visitará Lima")
    assert passage.words("q") == "El canciller noruego visitará Lima el martes"
    (event,), (contact,), (quote,) = passage.events, passage.contacts, passage.quotes
    assert (event.type, event.modes, event.status) == ("CONSULT", ("visit",), "planned")
    assert (event.actors, event.by, event.line) == (("a",), ("s",), 3)
    assert (contact.step, contact.host, contact.mediator) == ("announced", ("s",), ())
    assert (quote.kind, quote.speaker, quote.cue) == ("indirect", ("s",), ("c",))
    assert passage.actors["a"].person == "Odd Berg"
    assert passage.actors["s"].person is None


def test_jsonl_gives_the_passage_back() -> None:
    passage = one(GOOD)
    assert msgspec.json.decode(msgspec.json.encode(passage), type=Passage) == passage


def test_an_article_has_a_line_a_paragraph() -> None:
    source = """\
T pt agency article
{a:Moscou} {t:condena} o ataque
A Rússia falou na terça-feira.
E a ONU pediu calma.
E t ACCUSE.disapprove occurred actors=a
A a=RUS/GOV
"""
    passage = one(source)
    assert details(source) == []
    _, second, third = passage.text.split("\n")
    assert (second[:8], third[:7]) == ("A Rússia", "E a ONU")
    assert passage.article


# What is put in the place of what, and what the check says to it.
BAD = [
    ("T es", "T de", "1: language 'de'"),
    ("agency", "letter", "1: register 'letter'"),
    ("agency", "agency long", "1: 'long'"),
    ("agency", "agency article", "1: an article is"),
    ("agency", "negative", "1: a negative passage has no events"),
    ("T es agency\n", "", "1: a passage begins with"),
    ("{a:El", "{a:{:El", "2: '{:El canc"),
    ("Lima}", "Lima", "2: the mark {q: is never closed"),
    ("Lima}", "Lima}}}}", "2: "),
    ("{c:dijo}", "{s:dijo}", "2: id s is used twice"),
    ("{c:dijo}", "{c:dijo }", "2: span c 'dijo ' has outer spaces"),
    ("{c:dijo} ", "{c:dijo} {x:ya} ", "2: span x 'ya' is on no line"),
    ("{w:el martes}}", "{w:el martes,}}", "2: span w 'el martes,' ends with ,"),
    ("{l:Lima}", "{l:«Lima»}", "2: span l '«Lima»' includes its marks"),
    ("{t:visitará}", "{t:va a ir muy pronto hoy}", "3: trigger t has over 5 words"),
    ("CONSULT.visit", "CONSULTA.visit", "3: type 'CONSULTA'"),
    ("CONSULT.visit", "CONSULT.call", "3: mode 'call'"),
    ("CONSULT.visit", "AID.visit", "4: no CONSULT has the trigger t"),
    ("CONSULT.visit", "CONSULT.visit+visit", "3: the same mode stands twice"),
    ("planned", "future", "3: an event is"),
    ("planned", "planned soon", "3: an event is"),
    ("recipients=s", "recipients=z", "3: no span 'z'"),
    ("recipients=s", "recipient=s", "3: unknown key recipient="),
    ("recipients=s", "actors=s", "3: actors= stands twice"),
    ("by=s", "by=s retold=z", "3: no span 'z'"),
    ("by=s", "by=s retold=t", "3: retold=t is the trigger itself"),
    (" by=s", "", "3: t is told inside quote q; add by=s"),
    ("by=s\n", "by=s\nE t CONSULT.visit planned actors=a by=s\n", "4: CONSULT of t stands twice"),
    ("C t step", "C a step", "3: CONSULT t has no C line"),
    ("step=announced ", "", "4: step= is missing"),
    ("step=announced", "step=soon", "4: step=soon"),
    ("host=s", "hosts=s", "4: unknown key hosts="),
    ("level=ministers", "level=ministers yes", "4: 'yes'"),
    ("a=NOR", "a=NRW", "5: code 'NRW' of a"),
    ("a=NOR", "a=uno", "5: code 'uno' of a: write UNO"),
    ("a=NOR/GOV", "a=NOR/NGO", "5: sector NGO of a"),
    ("a=NOR/GOV", "a=NOR/GVT", "5: sector 'GVT' of a"),
    ("a=NOR/GOV/Odd Berg ", "", "3: a is on no A line"),
    ("s=PER/GOV", "a=PER/GOV", "5: actor a stands twice"),
    ("indirect", "reported", "6: a quote is"),
    ("indirect", "direct", "6: quote q is direct but stands in no quotation marks"),
    ("indirect", "mixed", "6: quote q is mixed but stands without"),
    ("indirect", "indirect sourcing=rumour", "6: sourcing=rumour"),
    ("Q q", "P q", "6: not an E, C, A or Q line"),
]


@pytest.mark.parametrize(("old", "new", "said"), BAD)
def test_each_check_finds_its_fault(old: str, new: str, said: str) -> None:
    assert old in GOOD
    found = details(GOOD.replace(old, new, 1))
    assert any(detail.startswith(said) for detail in found), found


def test_the_same_text_twice_is_found() -> None:
    found = details(f"{GOOD}\n{GOOD}")
    assert found == ["8: the same text as x.txt:1; remove one of them"]


def test_a_quote_in_its_marks_is_direct() -> None:
    source = """\
T es agency
«{q:Nos vamos}», {c:dijo} {s:el enviado}.
A s=/GOV
Q q direct speaker=s cue=c
"""
    assert details(source) == []
    wrong = details(source.replace("direct", "indirect"))
    assert wrong == ["4: quote q is indirect but stands wholly in quotation marks; it is direct"]


@pytest.mark.parametrize(
    ("text", "span", "fine"),
    [
        ("Vuelve a EE. UU. hoy", "EE. UU.", True),
        ("la OTAN (Alianza)", "la OTAN (Alianza)", True),
        ("El «Chapo» Guzmán", "«Chapo» Guzmán", True),
        ("¿Quién va?", "¿Quién va?", True),
        ("Pues... no sé", "... no sé", True),
        ("Va el lunes. Luego no.", "el lunes.", False),
        ("Dice (hoy) poco", "(hoy)", False),
        ("Dice “hoy” poco", "hoy”", False),
        ("Dice “hoy” poco", "“hoy", False),
    ],
)
def test_edges_of_spans(text: str, span: str, fine: bool) -> None:
    start = text.index(span)
    assert (untrimmed(text, start, start + len(span)) is None) is fine


@st.composite
def marked(draw: st.DrawFn, depth: int = 2) -> tuple[str, str]:
    """A text with marks, and the same without."""
    parts, plain, words = [], [], st.text(alphabet="aé ñ", min_size=1, max_size=5)
    for _ in range(draw(st.integers(1, 3))):
        word = draw(words)
        if depth and draw(st.booleans()):
            inner, bare = draw(marked(depth=depth - 1))
            name = f"x{draw(st.uuids()).hex}"
            parts += [f"{{{name}:{inner}}}"]
            plain += [bare]
        parts += [word]
        plain += [word]
    return "".join(parts), "".join(plain)


@settings(max_examples=60, deadline=None)
@given(marked())
def test_marks_come_off_and_spans_fit(pair: tuple[str, str]) -> None:
    source, plain = pair
    text, spans = unmark(source)
    assert text == plain
    assert len(spans) == source.count("{")
    assert all(0 <= a < b <= len(text) for a, b in spans.values())


def test_the_tool_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "pt"
    home.mkdir()
    (home / "a.txt").write_text(GOOD, "utf-8")
    assert main(["check", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert "a.txt:1: a passage in es stands under pt/; move it" in printed.err
    assert "1 passages, 1 faults" in printed.out
    assert main(["check", str(tmp_path / "none")]) == 1
    assert "no such file" in capsys.readouterr().err
    home.rename(tmp_path / "es")
    assert main(["check", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["jsonl", str(tmp_path)]) == 0
    row = msgspec.json.decode(capsys.readouterr().out)
    assert row["text"][slice(*row["spans"]["t"])] == "visitará"


def test_the_corpus_has_no_fault() -> None:
    if not any((ROOT / "corpus").glob("*/*.txt")):
        pytest.skip("no passages yet")
    _, faults = load([ROOT / "corpus"])
    assert not faults, "\n".join(map(str, faults[:20]))


@pytest.mark.parametrize("page", ["FORMAT.md", "GUIDE.md"])
def test_the_passages_in_the_pages_are_sound(page: str) -> None:
    blocks = (ROOT / "corpus" / page).read_text("utf-8").split("```")[1::2]
    passages = [b.removeprefix("text").strip() for b in blocks if b.startswith("text\nT ")]
    assert passages
    assert details("\n\n".join(passages)) == []
