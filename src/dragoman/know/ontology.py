"""The event ontology: types, modes, quads, intensities and their codes in CAMEO.

What comes in: world/types.toml. What goes out: checked structs, and the intensity and codes of an
event. Source: PLOVER (Open Event Data Alliance), restated in docs/codebook.md; CAMEO (Schrodt
2012).
"""

from __future__ import annotations

import msgspec

from dragoman.know.table import HOME, load
from dragoman.records import Codes


class Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mode of a type; `intensity` and `cameo` where they differ from the type's."""

    intensity: float | None = None
    cameo: str | None = None


class Type(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event type. `planned` is the PLOVER type of a planned event of this type; `refused` the
    mode of REJECT that refusing it is, "" for no mode, None where a refusal is no REJECT."""

    quad: str
    intensity: float
    recipient: bool
    mutual: bool
    cameo: str
    planned: str | None = None
    refused: str | None = None
    planned_cameo: str | None = None
    modes: dict[str, Mode] = {}


class Ontology(msgspec.Struct, frozen=True):
    """All types by name."""

    types: dict[str, Type]

    def intensity(self, type_: str, modes: tuple[str, ...]) -> float:
        """PLOVER's conflict-cooperation value, −10 to +10; of several modes the strongest."""
        kind = self.types[type_]
        values = [m.intensity for name in modes if (m := kind.modes[name]).intensity is not None]
        return max((v for v in values if v is not None), key=abs, default=kind.intensity)

    def codes(self, type_: str, modes: tuple[str, ...], status: str) -> Codes:
        """The event in PLOVER and CAMEO; a negated event has no code there."""
        kind = self.types[type_]
        if status == "negated":
            return Codes(plover=None, cameo=None)
        if status == "planned" and kind.planned:
            return Codes(plover=kind.planned, cameo=kind.planned_cameo)
        special = next((c for name in modes if (c := kind.modes[name].cameo)), kind.cameo)
        return Codes(plover=type_, cameo=special)


def load_ontology() -> Ontology:
    """The ontology. Raises UsageError where the table is wrong."""
    return Ontology(load(HOME / "world" / "types.toml", dict[str, Type]))
