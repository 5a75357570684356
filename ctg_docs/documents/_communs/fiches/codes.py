"""How a fiche is cited: its computed code, with the name that the territory gives to its fiches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.french import accord, cle, le, liste_et

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction

__all__ = ["citer_fiche", "citer_fiches", "code_de"]


def code_de(ctg: Ctg, fiche: FicheAction, vide: str = "–") -> str:
    """Return the computed number of a fiche; `vide` while it is attached to nothing."""
    return ctg.codes_fiches.get(fiche.id) or vide


def _nom(ctg: Ctg, pluriel: bool = False) -> str:
    """Return « fiche » for « fiche action », else the name as it is: « action », « mesure »."""
    nom, noms = ctg.strategie.nom_fiche, ctg.strategie.nom_fiche_pluriel
    if nom.lower().startswith("fiche"):
        return "fiches" if pluriel else "fiche"
    return noms if pluriel else nom


def _numero(ctg: Ctg, fiche: FicheAction) -> str:
    """Return the code, without a prefix that only repeats the name: « 3 » for « Action 3 »."""
    prefixe = ctg.strategie.numerotation.prefixe
    code = code_de(ctg, fiche, f"«\u00a0{fiche.intitule}\u00a0»")
    redit = prefixe and cle(prefixe) in (cle(_nom(ctg)), cle(ctg.strategie.nom_fiche))
    return code.removeprefix(prefixe).lstrip("\u00a0 ") if redit else code


def citer_fiche(ctg: Ctg, fiche: FicheAction) -> str:
    """Return « la fiche 2.1.3 », « l’action 3 »."""
    return f"{le(_nom(ctg), 'f')} {_numero(ctg, fiche)}"


def citer_fiches(ctg: Ctg, fiches: Sequence[FicheAction], maximum: int = 12) -> str:
    """Return « fiches 1.1, 2.1 et 2.2 »; beyond `maximum`, how many are left."""
    numeros = [_numero(ctg, fiche) for fiche in fiches]
    reste = len(numeros) - maximum
    cites = [*numeros[:maximum], f"{reste}\u00a0{accord(reste, 'autre')}"] if reste > 0 else numeros
    return f"{_nom(ctg, len(numeros) > 1)} {liste_et(cites)}"
