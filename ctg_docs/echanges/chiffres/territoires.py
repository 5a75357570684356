"""The value of a territory among published measures: its EPCI's own, else the sum of its communes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ctg_docs.echanges.chiffres.variables import is_summable
from ctg_docs.french import cle, liste_et

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctg_docs.echanges.chiffres.lecture import Mesure
    from ctg_docs.models.ctg import Ctg

__all__ = ["Lot", "Territoires", "gather"]

_NAMED_MAX: Final = 4
_FRANCE: Final = frozenset(("F", "FR", "FRANCE", "FM", "METRO"))
_MAINLAND: Final = frozenset(("FM", "METRO"))


@dataclass(slots=True)
class Lot:
    """A variable: its name, and its values by year and place; None for one kept secret."""

    code: str
    libelle: str
    valeurs: dict[int | None, dict[tuple[str, str], Decimal | None]]

    @property
    def annees(self) -> list[int | None]:
        """The years, the oldest first."""
        return sorted(self.valeurs, key=lambda year: year or 0)


def gather(measures: Iterable[Mesure], wanted: frozenset[tuple[str, str]]) -> dict[str, Lot]:
    """Return the variables by their code, with the places that matter only."""
    lots: dict[str, Lot] = {}
    for m in measures:
        lot = lots.setdefault(m.code, Lot(m.code, m.libelle, {}))
        place = (m.zone.niveau, m.zone.code)
        if place in wanted:
            lot.valeurs.setdefault(m.annee, {})[place] = m.valeur
    return lots


class Territoires:
    """The codes of a dossier: its EPCI, its communes, its département, France."""

    def __init__(self, ctg: Ctg, measures: Iterable[Mesure]) -> None:
        """Look for them among the places of the measures, départements told from regions by their name."""
        seen = {(m.zone.niveau, m.zone.code): m.zone.nom for m in measures}
        sirens = [o.siren or (o.siret or "")[:9] for o in ctg.organismes]
        epcis = [s for s in dict.fromkeys(sirens) if ("EPCI", s) in seen]
        self.epci = ("EPCI", epcis[0]) if len(epcis) == 1 else None
        self.communes = {("COM", c.code_insee): c.nom for c in ctg.territoire.communes if c.code_insee}
        self.sans_code = [c.nom for c in ctg.territoire.communes if not c.code_insee]
        self.autres: dict[tuple[str, str], str] = {}
        departement = ("DEP", (ctg.territoire.code_departement or "").upper().removeprefix("0"))
        for place, name in seen.items():
            code = (place[0], place[1].removeprefix("0"))
            same = not name or not ctg.territoire.departement or cle(name) == cle(ctg.territoire.departement)
            if departement[1] and code == departement and same:
                self.autres[place] = ctg.territoire.departement or place[1]
        countries = [place for place in seen if place[0] == "FRANCE"]
        whole = [place for place in countries if place[1] not in _MAINLAND]
        for place in (whole or countries)[:1]:
            self.autres[place] = "France" if whole else "France métropolitaine"

    @staticmethod
    def codes(ctg: Ctg) -> frozenset[str]:
        """Return the codes whose rows are worth reading."""
        sirens = {(o.siren or (o.siret or "")[:9]) for o in ctg.organismes}
        communes = {c.code_insee for c in ctg.territoire.communes if c.code_insee}
        departement = (ctg.territoire.code_departement or "").upper()
        own = {departement, departement.removeprefix("0"), *sirens, *communes} - {""}
        return frozenset(own | _FRANCE)

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """Every place whose rows are picked."""
        return frozenset((*((self.epci,) if self.epci else ()), *self.communes, *self.autres))

    def value(
        self, code: str, values: Mapping[tuple[str, str], Decimal | None]
    ) -> tuple[Decimal | None, str]:
        """Return the value of the territory, or the reason why there is none."""
        if self.epci and self.epci in values:
            own = values[self.epci]
            return (
                own,
                "" if own is not None else "la valeur de l’EPCI est couverte par le secret statistique",
            )
        if not is_summable(code, code) and len(self.communes) + len(self.sans_code) > 1:
            return None, "un taux, une part ou une médiane ne s’additionne pas d’une commune à l’autre"
        return self._sum(values)

    def _sum(self, values: Mapping[tuple[str, str], Decimal | None]) -> tuple[Decimal | None, str]:
        if self.sans_code:
            return None, f"le dossier ne donne pas le code Insee de {_few(self.sans_code)}"
        if missing := [name for place, name in self.communes.items() if place not in values]:
            return None, f"le fichier n’a pas {_few(missing)}"
        if secret := [name for place, name in self.communes.items() if values[place] is None]:
            return None, f"la valeur est vide ou couverte par le secret statistique pour {_few(secret)}"
        return sum((values[place] or Decimal(0) for place in self.communes), Decimal(0)), ""


def _few(names: list[str]) -> str:
    more = len(names) - _NAMED_MAX
    return liste_et([*names[:_NAMED_MAX], f"{more} autres"] if more > 1 else names)
