"""Contact details that words of the sentence give: medium, step, secrecy, and who asked or
mediated.

What comes in: a `Line`, its mentions and a CONSULT `Hit`. What goes out: attributes for the trigger
and roles for mentions (docs/codebook.md §6).
"""

from __future__ import annotations

from dragoman.encode.lexicon.cast import Cast
from dragoman.encode.lexicon.line import Line
from dragoman.encode.lexicon.triggers import Hit

# Names of grammar.toml's [contact] tables that point at a mention after the words.
# How many tokens away from the trigger a word may stand and still speak of it.
NEAR = {"medium": 8, "step": 3, "secret": 3, "outcome": 8}
POINTING = frozenset({"requested_by", "host", "mediator", "margins_of"})


def contact(line: Line, cast: Cast, hit: Hit) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """({attribute: value}, [(mention number, role)]) of one contact."""
    attributes: dict[str, str] = {}
    roles: list[tuple[int, str]] = []
    table = line.kit.grammar.contact
    for i in range(len(line)):
        far = max(i - hit.end, hit.start - i)
        for end, (name, value) in table.at(line.words, i, line.lemmas(i), line.is_form):
            if name in POINTING:
                target = next(
                    (
                        m
                        for m, c in enumerate(cast.chunks)
                        if 0 <= c.core - end <= 3 or c.start < end <= c.core
                    ),
                    None,
                )
                if target is not None:
                    roles.append((target, name))
            elif name in NEAR and name not in attributes and far <= NEAR[name]:
                attributes[name] = value
    if "medium" not in attributes and "phone" in hit.trigger.modes:
        attributes["medium"] = "phone"
    return attributes, roles
