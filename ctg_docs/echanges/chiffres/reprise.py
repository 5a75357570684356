"""Put published figures in the diagnosis: those it has by their code are updated, the known and the asked are added."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from ctg_docs.echanges.chiffres.lecture import find_header, read_measures
from ctg_docs.echanges.chiffres.ouverture import picked_sheets
from ctg_docs.echanges.chiffres.territoires import Lot, Territoires, gather
from ctg_docs.echanges.chiffres.variables import Variable, is_summable, variable_of
from ctg_docs.echanges.constats import note
from ctg_docs.errors import DataError
from ctg_docs.french import cle
from ctg_docs.models.chiffre import DonneeCle, ValeurAnnee, ValeurTerritoire
from ctg_docs.models.diagnostic import Diagnostic
from ctg_docs.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctg_docs.models.ctg import Ctg

__all__ = ["Reprise", "take_figures"]

_ALL_TAKEN: Final = 12
"""Variables of a file small enough to be meant whole."""
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Reprise:
    """The dossier with the figures of a file, and what the file holds that was not taken."""

    ctg: Ctg
    problems: tuple[Problem, ...]


def take_figures(
    data: bytes, name: str, ctg: Ctg, *, variables: Sequence[str] = (), source: str | None = None
) -> Reprise:
    """Return the dossier with the figures that a published file has for its territory.

    Args:
        data: the file: CSV of any separator and encoding, or a workbook.
        name: how the user calls it.
        ctg: the dossier, whose communes, EPCI and département are looked for.
        variables: codes to take beside those that the diagnosis has and those that are known.
        source: what is printed as source of the new ones; « Insee » or « Caf » by default, else the name of the file.

    Raises:
        DataError: the file can't be read, names no places, or has no row of the territory.
    """
    sheets = picked_sheets(data, name, Territoires.codes(ctg))
    measures = tuple(m for sheet in sheets for m in read_measures(sheet))
    if not any(find_header(sheet) for sheet in sheets):
        raise DataError(
            f"« {name} »\u00a0: aucune colonne ne donne de code de commune ou d’EPCI (« GEO », « CODGEO », « Code commune »…)."
        )
    territoires = Territoires(ctg, measures)
    if not any((m.zone.niveau, m.zone.code) in {*territoires.communes, territoires.epci} for m in measures):
        raise DataError(
            f"« {name} » n’a aucune ligne du territoire\u00a0: ni ses communes ni son EPCI. Vérifiez les codes Insee "
            "des communes (« territoire.communes ») et le SIREN de l’EPCI (« organismes »)."
        )
    lots = gather(measures, territoires.places)
    builder = _Builder(territoires, lots, source or _publisher(name, lots), name)
    return builder.build(ctg, _asked(variables, lots, name, builder.problems))


def _asked(wanted: Sequence[str], lots: Mapping[str, Lot], name: str, problems: list[Problem]) -> set[str]:
    """Return the codes asked for, as the file spells them; one that it has not is told."""
    by_key = {cle(code): code for code in lots}
    for code in wanted:
        if cle(code) not in by_key:
            reason = "aucune variable du fichier n’a ce nom"
            problems.append(note("TAB070", Place(name), value=code, reason=reason))
    return {by_key[cle(code)] for code in wanted if cle(code) in by_key}


def _publisher(name: str, lots: Mapping[str, Lot]) -> str:
    if any(variable_of(code) for code in lots):
        return "Insee"
    return (
        "Caf"
        if "caf" in cle(f"{name} {' '.join(lots)}".replace("_", " "))
        else name.rpartition(".")[0] or name
    )


class _Builder:
    """Makes figures of variables, and tells what it could not take."""

    def __init__(self, territoires: Territoires, lots: Mapping[str, Lot], source: str, name: str) -> None:
        self.territoires, self.lots, self.source, self.name = territoires, lots, source, name
        self.problems: list[Problem] = []

    def build(self, ctg: Ctg, asked: set[str]) -> Reprise:
        diagnostic = ctg.diagnostic or Diagnostic()
        held = {d.code: rank for rank, d in enumerate(diagnostic.donnees) if d.code}
        known = {code for code in self.lots if variable_of(code)}
        few = set(self.lots) if len(self.lots) <= _ALL_TAKEN and not asked else set()
        wanted = [code for code in self.lots if code in asked | few | known | held.keys()]
        donnees = list(diagnostic.donnees)
        for code in wanted:
            before = donnees[held[code]] if code in held else None
            made = self._figure(self.lots[code], before)
            if made is not None and before is not None:
                donnees[held[code]] = made
            elif made is not None:
                donnees.append(made)
        if left := [code for code in self.lots if code not in wanted]:
            shown = ", ".join(left[:_SHOWN]) + ("…" if len(left) > _SHOWN else "")
            self.problems.append(note("TAB071", Place(self.name), count=len(left), codes=shown))
        new = diagnostic.model_copy(update={"donnees": tuple(donnees)})
        return Reprise(ctg.model_copy(update={"diagnostic": new}) if donnees else ctg, tuple(self.problems))

    def _figure(self, lot: Lot, before: DonneeCle | None) -> DonneeCle | None:
        """Return the figure of a variable: its last year, the others beside it, other territories for what compares."""
        found = variable_of(lot.code)
        known = found[1] if found else Variable(lot.libelle)
        years = {y: v for y in lot.annees if (v := self._year(lot, known, y)) is not None}
        if not years:
            return None
        last = max(years, key=lambda year: year or 0)
        compared = known.part_de or not is_summable(lot.code, lot.libelle)
        others = self._others(lot, known, last) if compared else ()
        values = {
            "code": lot.code,
            "nombre": years[last],
            "annee": last,
            "comparaisons": others or (before.comparaisons if before else ()),
            "evolution": self._evolution(years, last, before),
        }
        if before is not None:
            return before.model_copy(update={**values, "valeur": None})
        return DonneeCle(
            **values,
            intitule=known.intitule,
            unite=known.unite or None,
            domaine=known.domaine or None,
            graphique=known.graphique or None,
            source=f"{self.source} {last}" if last else self.source,
        )

    def _year(self, lot: Lot, known: Variable, year: int | None) -> Decimal | None:
        value, reason = self.territoires.value(lot.code, lot.valeurs[year])
        if value is not None and known.part_de:
            whole, reason = self._whole(known.part_de, year)
            value = value * 100 / whole if whole else None
            reason = reason or "son total manque au fichier"
        if value is None:
            when = f"{lot.code} ({year})" if year else lot.code
            self.problems.append(note("TAB070", Place(self.name), value=when, reason=reason))
            return None
        return _rounded(value, share=bool(known.part_de) or not is_summable(lot.code, lot.libelle))

    def _whole(self, code: str, year: int | None) -> tuple[Decimal | None, str]:
        whole = self._total(code)
        if whole is None or year not in whole.valeurs:
            return None, f"son total, « {code} », manque au fichier"
        return self.territoires.value(whole.code, whole.valeurs[year])

    def _total(self, code: str) -> Lot | None:
        return next((lot for key, lot in self.lots.items() if set(key.split()) == set(code.split())), None)

    def _others(self, lot: Lot, known: Variable, year: int | None) -> tuple[ValeurTerritoire, ...]:
        found = []
        for place, name in self.territoires.autres.items():
            value = lot.valeurs[year].get(place)
            if value is not None and known.part_de:
                total = self._total(known.part_de)
                whole = total.valeurs.get(year, {}).get(place) if total else None
                value = value * 100 / whole if whole else None
            if value is not None:
                found.append(ValeurTerritoire(territoire=name, nombre=_rounded(value, share=True)))
        return tuple(found)

    @staticmethod
    def _evolution(
        years: Mapping[int | None, Decimal], last: int | None, before: DonneeCle | None
    ) -> tuple[ValeurAnnee, ...]:
        """Return the other years: those of the file, and those that the dossier knew already."""
        if last is None:
            return ()
        known = {v.annee: v.nombre for v in before.serie} if before else {}
        if before and before.annee and before.nombre is not None:
            known[before.annee] = before.nombre
        known |= {year: value for year, value in years.items() if year}
        return tuple(ValeurAnnee(annee=y, nombre=n) for y, n in sorted(known.items()) if y != last)


def _rounded(value: Decimal, *, share: bool) -> Decimal:
    """Return what a page can say: people whole, shares and small means to the tenth."""
    step = Decimal("0.1") if share and abs(value) < 1000 else Decimal(1)
    rounded = value.quantize(step, rounding=ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
