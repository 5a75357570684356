"""What the branche Famille pays on activity, in rows: the quantity, the rate, the sum, what is still needed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.noms import appellation_organisme
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import compte, etp, euros, liste_et, majuscule_initiale, nombre
from ctg_docs.gabarit.charte import TEINTE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm
from ctg_docs.gabarit.xml import runs
from ctg_docs.models.baremes import ObjetBareme
from ctg_docs.models.financements import BASE_TRAJECTOIRE, financements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from ctg_docs.gabarit.gabarit import Gabarit
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.financements import Financement

__all__ = [
    "GroupeFinancements",
    "LigneFinancement",
    "add_financements",
    "groupes_financements",
    "lignes_financements",
    "resume_financements",
]

_O = ObjetBareme


class LigneFinancement(Bloc):
    """A sum worked out from a dated rate; `source` is empty while none is known."""

    annee: str
    objet: str
    qui: str
    calcul: str
    montant: str
    suite: str
    source: str


class GroupeFinancements(Bloc):
    """The sums of one object."""

    titre: str
    source: str
    lignes: tuple[LigneFinancement, ...]


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


def groupes_financements(ctg: Ctg, annees: Iterable[int]) -> tuple[GroupeFinancements, ...]:
    """Return the rows by object, each with where its rates are read and its sum of each year."""
    par_objet: dict[ObjetBareme, list[Financement]] = {}
    for annee in annees:
        for f in financements(ctg, annee):
            par_objet.setdefault(f.objet, []).append(f)
    return tuple(
        GroupeFinancements(
            titre=f"{objet.libelle}{_sommes(siens)}",
            source=_sources(siens),
            lignes=tuple(_ligne(ctg, f) for f in siens),
        )
        for objet, siens in par_objet.items()
    )


def _sommes(siens: Sequence[Financement]) -> str:
    """Return the sum of each year where several rows make it; nothing while a rate is unknown."""
    par_annee: dict[int, list[Decimal]] = {}
    for f in siens:
        if f.montant is None:
            return ""
        par_annee.setdefault(f.annee, []).append(f.montant)
    if all(len(montants) == 1 for montants in par_annee.values()):
        return ""
    dites = (f"{euros(sum(m[1:], m[0]), 'auto')} en {annee}" for annee, m in par_annee.items())
    return f"\u00a0: {', '.join(dites)}"


def _sources(siens: Sequence[Financement]) -> str:
    """Return where the rates are read, with their years, and the years that only an older one could be found for."""
    annees: dict[str, set[int]] = {}
    for bareme in (f.bareme for f in siens if f.bareme):
        annees.setdefault(bareme.source, set()).add(bareme.annee)
    dites = [f"{source} (tarif {liste_et(map(str, sorted(a)))})" for source, a in annees.items()]
    if anciens := sorted({f.annee for f in siens if f.depasses}):
        dites.append(f"tarif de {liste_et(map(str, anciens))} à confirmer")
    return majuscule_initiale("\u202f; ".join(dites)) + "." if dites else ""


def _ligne(ctg: Ctg, f: Financement) -> LigneFinancement:
    qui = appellation_organisme(ctg, f.qui)
    return LigneFinancement(
        annee=str(f.annee),
        objet=f.objet.libelle,
        qui=f"{f.nom} ({qui})" if f.nom else qui,
        calcul=_calcul(f),
        montant=euros(f.montant, "auto") if f.montant is not None else "tarif à donner",
        suite=_suite(f) or "–",
        source=f"{f.bareme.source} (tarif {f.bareme.annee})" if f.bareme else "",
    )


def _calcul(f: Financement) -> str:
    fois = f"\u00a0×\u00a0{euros(f.bareme.valeur, 'auto')}" if f.bareme else ""
    if f.objet is _O.TRAJECTOIRE:
        hausse = (f.quantite - f.depart) * 100 / f.depart
        dit = f"{nombre(f.depart)} places en {BASE_TRAJECTOIRE}, {nombre(f.quantite)} en {f.annee} ({_signe(hausse)}\u00a0%)"
        return f"{dit}\u00a0: {f'{nombre(f.quantite)}{fois}' if f.palier else 'premier palier non atteint'}"
    if f.objet is _O.HEURE_ALSH:
        plafond = f", plafond de {nombre(f.plafond.valeur)}\u00a0%" if f.plafond else ""
        return f"{nombre(f.depart)} heures au contrat{plafond}\u00a0: {nombre(f.quantite)} heures nouvelles retenues{fois}"
    unite = "heures" if f.objet is _O.COMPLEMENT_INCLUSIF else "ETP"
    return f"{nombre(f.quantite) if unite == 'heures' else etp(f.quantite)}\u00a0{unite}{fois}"


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
    quand = [Mm(18)] if annee else []
    qui, suite, montant = (Mm(70), Mm(60), Mm(28)) if g.page.paysage else (Mm(52), Mm(36), Mm(25))
    calcul = g.page.texte - sum(quand, qui + suite + montant)
    table = Tableau(
        [*quand, qui, calcul, suite, montant],
        titre="Financements de la branche Famille",
        description="Par financement : pour qui, le calcul, ce qui manque pour le palier suivant, le montant.",
    )
    annees = ["Année"] if annee else []
    table.entete(*annees, "Pour", "Calcul", "Pour aller plus loin", Cellule("Montant", "TableauEnteteNombre"))
    with table.boucle("for groupe in financements"):
        titre = Flux("Tableau")
        titre.paragraphe("{{ groupe.titre }}", "TableauGroupe")
        with titre.si("groupe.source"):
            titre.brut(runs("{{ groupe.source }}"), "TableauNote", lie=True)
        table.ligne(Cellule(titre, "TableauGroupe", len(table.largeurs), TEINTE))
        with table.boucle("for f in groupe.lignes"):
            table.ligne(
                *(["{{ f.annee }}"] if annee else []),
                "{{ f.qui }}",
                "{{ f.calcul }}",
                "{{ f.suite }}",
                Cellule("{{ f.montant }}", "TableauNombre"),
            )
    g.ajouter_tableau(table)
    g.note("Montants calculés d’après l’activité du dossier\u202f; la Caf notifie ceux qui sont dus.")
