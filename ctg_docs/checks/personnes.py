"""Persons: no one twice, titles that agree (CTG105, CTG107)."""

from __future__ import annotations

from collections.abc import Iterator

from ctg_docs.checks.donnees.organes import FEMININS, MASCULINS
from ctg_docs.checks.examen import Examen
from ctg_docs.checks.outils import compact, distance
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.models.base import Genre
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.personne import Personne
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__ = ["nom_personne"]


def _peut_etre_la_meme(a: Personne, b: Personne) -> bool:
    """True when two entries look like one person; brothers, spouses and mixed couples must not."""
    if a.civilite and b.civilite and a.civilite is not b.civilite:
        return False
    nom_a, nom_b = compact(a.nom), compact(b.nom)
    prenom_a, prenom_b = compact(a.prenom or ""), compact(b.prenom or "")
    if not prenom_a or not prenom_b:
        return nom_a == nom_b
    if {nom_a, prenom_a} == {nom_b, prenom_b}:
        return True
    if prenom_a == prenom_b:
        court = min(len(nom_a), len(nom_b))
        return distance(nom_a, nom_b) <= (0 if court < 4 else 1 if court < 7 else 2)
    return nom_a == nom_b and min(len(prenom_a), len(prenom_b)) > 4 and distance(prenom_a, prenom_b) == 1


def nom_personne(ctg: Ctg, id: str) -> str:
    """Return the name by which a message calls a person."""
    personne = ctg.personne(id)
    return personne.nom_usuel if personne else f"« {id} »"


@regle(
    "CTG105",
    Severity.WARNING,
    "chaque personne n’est qu’une fois au registre",
    source="défaut relevé dans des actes signés",
)
def personnes_en_double(examen: Examen) -> Iterator[Finding]:
    """One person spelled two ways gets two lines in the attendance sheet."""
    personnes = examen.ctg.personnes
    for j, autre in enumerate(personnes):
        for premiere in personnes[:j]:
            if premiere.id != autre.id and _peut_etre_la_meme(premiere, autre):
                yield Finding(
                    f"« {autre.nom_usuel} » et « {premiere.nom_usuel} » désignent-ils la même personne ?",
                    ("personnes", j, "nom"),
                    autre.nom_usuel,
                    f"Si oui, garder un seul des identifiants « {premiere.id} » et « {autre.id} ».",
                )


def _qualites(examen: Examen) -> Iterator[tuple[CheminDonnee, str | None, Personne | None, Genre | None]]:
    ctg = examen.ctg
    for i, signataire in enumerate(ctg.signataires):
        for j, rep in enumerate(signataire.representants):
            chemin: CheminDonnee = ("signataires", i, "representants", j, "qualite")
            yield chemin, rep.qualite, ctg.personne(rep.personne), rep.genre_qualite
    for i, reunion in enumerate(ctg.reunions):
        if lettre := reunion.convocation:
            chemin = ("reunions", i, "convocation", "qualite_signataire")
            yield chemin, lettre.qualite_signataire, ctg.personne(lettre.signataire), None


@regle(
    "CTG107",
    Severity.WARNING,
    "la qualité s’accorde avec la civilité",
    source="usage des conventions signées",
)
def qualites_accordees(examen: Examen) -> Iterator[Finding]:
    """« Sa Présidente, Monsieur… » is met; `genre_qualite` says that it is meant (Madame le Maire)."""
    for chemin, qualite, personne, voulu in _qualites(examen):
        if not qualite or personne is None or personne.genre is None or voulu is not None:
            continue
        mots = qualite.replace("La ", "").replace("Le ", "").replace("L’", "").lower().split()
        mot = mots[0].strip(",") if mots else ""
        attendu = MASCULINS.get(mot) if personne.genre is Genre.FEMININ else FEMININS.get(mot)
        if attendu:
            yield Finding(
                f"« {qualite} » ne s’accorde pas avec {personne.nom_complet}.",
                chemin,
                qualite,
                f"Écrire « {attendu} », ou `genre_qualite` si c’est voulu.",
            )
