"""What the branche Famille pays on activity, in rows: the quantity, the rate, the sum, what is still needed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.noms import appellation_organisme
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import compte, etp, euros, nombre
from ctg_docs.gabarit.tableau import Cellule, Colonne
from ctg_docs.gabarit.unites import Mm
from ctg_docs.models.baremes import ObjetBareme
from ctg_docs.models.financements import BASE_TRAJECTOIRE, financements

if TYPE_CHECKING:
    from decimal import Decimal

    from ctg_docs.gabarit.gabarit import Gabarit
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.financements import Financement

__all__ = ["LigneFinancement", "add_financements", "lignes_financements", "resume_financements", "sources"]

_O = ObjetBareme


class LigneFinancement(Bloc):
    """A sum worked out from a dated rate."""

    annee: str
    objet: str
    qui: str
    calcul: str
    montant: str
    suite: str
    source: str


def lignes_financements(ctg: Ctg, annees: Iterable[int]) -> tuple[LigneFinancement, ...]:
    """Return a row per sum, year by year."""
    return tuple(_ligne(ctg, f) for annee in annees for f in financements(ctg, annee))


def resume_financements(ctg: Ctg, annee: int) -> tuple[tuple[str, str, str], ...]:
    """Return one row per object for a slide: what is paid, what is still needed when one body is concerned, the sum."""
    lignes = []
    trouves = financements(ctg, annee)
    for objet in dict.fromkeys(f.objet for f in trouves):
        siens = [f for f in trouves if f.objet is objet]
        montants = [f.montant for f in siens if f.montant is not None]
        total = euros(sum(montants[1:], montants[0]), "auto") if montants else "tarif à donner"
        suites = dict.fromkeys(s for f in siens if (s := _suite(f)))
        lignes.append((objet.libelle, next(iter(suites)) if len(suites) == 1 else "", total))
    return tuple(lignes)


def sources(lignes: Iterable[LigneFinancement]) -> tuple[str, ...]:
    """Return where the rates are read, each source once."""
    dites = dict.fromkeys(f"{ligne.objet}\u00a0: {ligne.source}." for ligne in lignes if ligne.source != "–")
    return (
        (*dites, "Montants calculés d’après l’activité du dossier\u202f; la Caf notifie ceux qui sont dus.")
        if dites
        else ()
    )


def _ligne(ctg: Ctg, f: Financement) -> LigneFinancement:
    qui = appellation_organisme(ctg, f.qui)
    return LigneFinancement(
        annee=str(f.annee),
        objet=f.objet.libelle,
        qui=f"{f.nom} ({qui})" if f.nom else qui,
        calcul=_calcul(f),
        montant=euros(f.montant, "auto") if f.montant is not None else "tarif à donner",
        suite=_suite(f) or "–",
        source=f"{f.bareme.source} (tarif {f.bareme.annee})" if f.bareme else "–",
    )


def _calcul(f: Financement) -> str:
    taux = euros(f.bareme.valeur, "auto") if f.bareme else "?"
    if f.objet is _O.TRAJECTOIRE:
        hausse = (f.quantite - f.depart) * 100 / f.depart
        dit = f"{nombre(f.depart)} places en {BASE_TRAJECTOIRE}, {nombre(f.quantite)} en {f.annee} ({_signe(hausse)}\u00a0%)"
        return (
            f"{dit}\u00a0: {nombre(f.quantite)} × {taux}"
            if f.palier
            else f"{dit}\u00a0: premier palier non atteint"
        )
    if f.objet is _O.HEURE_ALSH:
        return (
            f"{nombre(f.depart)} heures au contrat, plafond de {nombre(f.prochain)}\u00a0%\u00a0: "
            f"{nombre(f.quantite)} heures nouvelles retenues{f' × {taux}' if f.bareme else ''}"
        )
    if f.objet is _O.COMPLEMENT_INCLUSIF:
        return f"{nombre(f.quantite)} heures × {taux}"
    return f"{etp(f.quantite)}\u00a0ETP × {taux}" if f.bareme else f"{etp(f.quantite)}\u00a0ETP"


def _signe(hausse: Decimal) -> str:
    texte = nombre(round(hausse, 1))
    return texte if texte.startswith(("-", "−")) else f"+{texte}"


def _suite(f: Financement) -> str:
    if f.objet is _O.TRAJECTOIRE:
        if f.suivant is None:
            return "Dernier palier atteint"
        return f"{compte(int(f.suivant), 'place')} de plus pour le palier de {nombre(f.prochain)}\u00a0%"
    if f.objet is _O.HEURE_ALSH and f.refuse:
        return f"{nombre(f.refuse)} heures au-delà du plafond, sans bonus"
    if f.objet is _O.HEURE_ALSH and f.suivant:
        return f"Encore {nombre(f.suivant)} heures sous le plafond"
    if f.bareme is None:
        return f"Donner le tarif ({f.objet.value}) dans les barèmes du dossier"
    return ""


def add_financements(g: Gabarit, *, annee: bool) -> None:
    """Add the table of the list `financements`; without the year when the document is of one year."""
    quand = [Colonne("Année", Mm(16), "{{ f.annee }}")] if annee else []
    large = g.page.paysage
    objet, qui, suite, montant = (
        (Mm(44), Mm(48), Mm(54), Mm(26)) if large else (Mm(33), Mm(29), Mm(30), Mm(22))
    )
    autres = objet + qui + suite + montant + (Mm(16) if annee else Mm(0))
    g.tableau(
        [
            *quand,
            Colonne("Financement", objet, Cellule("{{ f.objet }}", "TableauGras")),
            Colonne("Pour", qui, "{{ f.qui }}"),
            Colonne("Calcul", g.page.texte - autres, "{{ f.calcul }}"),
            Colonne("Pour aller plus loin", suite, "{{ f.suite }}"),
            Colonne("Montant", montant, "{{ f.montant }}", droite=True),
        ],
        boucle="for f in financements",
        titre="Financements de la branche Famille",
        legende="",
    )
    with g.boucle("for source in sources_financements"):
        g.note("{{ source }}")
