"""Lengths that carry their unit, so that no layout holds a bare number."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Longueur", "Mm", "Pt"]


@dataclass(frozen=True, slots=True, order=True)
class Longueur:
    """A length, kept in EMU (914,400 to the inch), the unit in which Word loses nothing."""

    emu: int

    @property
    def twips(self) -> int:
        """Twentieths of a point: margins, indents, widths of columns."""
        return round(self.emu / 635)

    @property
    def points(self) -> float:
        """Points."""
        return self.emu / 12_700

    @property
    def half_points(self) -> int:
        """Half points: sizes of characters."""
        return round(self.emu / 6_350)

    @property
    def eighths(self) -> int:
        """Eighths of a point: thickness of rules."""
        return round(self.emu / 1_587.5)

    @property
    def mm(self) -> float:
        """Millimetres."""
        return self.emu / 36_000

    def __add__(self, other: Longueur) -> Longueur:
        return Longueur(self.emu + other.emu)

    def __sub__(self, other: Longueur) -> Longueur:
        return Longueur(self.emu - other.emu)

    def __mul__(self, factor: float) -> Longueur:
        return Longueur(round(self.emu * factor))

    def __neg__(self) -> Longueur:
        return Longueur(-self.emu)


def Mm(value: float) -> Longueur:  # noqa: N802 - reads as a unit
    """Return a length given in millimetres."""
    return Longueur(round(value * 36_000))


def Pt(value: float) -> Longueur:  # noqa: N802 - reads as a unit
    """Return a length given in points."""
    return Longueur(round(value * 12_700))
