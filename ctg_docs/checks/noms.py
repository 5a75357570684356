"""One name, one spelling (CTG004)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.outils import singulier
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import cle
from ctg_docs.models.organisme import Organisme
from ctg_docs.problems import Severity

__all__: list[str] = []

_LISTES = ("tags", "publics_cibles", "direction", "directions", "domaine", "pilote_service", "service")
_VIDES = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "sur"]
)


def _initiales(nom: str) -> str:
    return "".join(mot[0] for mot in cle(nom).split() if mot not in _VIDES)


def _est_sigle(nom: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Za-z]{1,5}\d{0,3}", nom)) and sum(c.isupper() for c in nom) > 1


def _marques(organisme: Organisme) -> Iterator[tuple[str, str]]:
    """Yield what shows that two bodies are one: their names, their sigles, a name that is the sigle of the other."""
    yield "nom", cle(organisme.nom)
    if organisme.sigle:
        yield "sigle", cle(organisme.sigle)
    for sigle in (organisme.sigle, organisme.nom_court, _initiales(organisme.nom)):
        if sigle:
            yield "long", cle(sigle)
    if _est_sigle(organisme.nom):
        yield "court", cle(organisme.nom)


_EN_FACE = {"nom": "nom", "sigle": "sigle", "long": "court", "court": "long"}


def _memes(organismes: Sequence[Organisme]) -> Iterator[tuple[int, Organisme]]:
    """Yield each body that looks like one before it: its rank, and that one."""
    vus: dict[tuple[str, str], list[int]] = {}
    for rang, organisme in enumerate(organismes):
        marques = set(_marques(organisme))
        avant = {i for sorte, mot in marques for i in vus.get((_EN_FACE[sorte], mot), ())}
        yield from ((rang, organismes[i]) for i in sorted(avant) if organismes[i].id != organisme.id)
        for marque in marques:
            vus.setdefault(marque, []).append(rang)


@regle(
    "CTG004", Severity.WARNING, "un même nom n’a qu’une graphie", source="défaut relevé dans des actes signés"
)
def graphies_voisines(examen: Examen) -> Iterator[Finding]:
    """One partner written two ways is counted twice."""
    organismes = examen.ctg.organismes
    for rang, premier in _memes(organismes):
        autre = organismes[rang]
        yield Finding(
            f"« {autre.nom} » et « {premier.nom} » semblent être le même organisme.",
            ("organismes", rang, "nom"),
            autre.nom,
            f"Garder un seul des identifiants « {premier.id} » et « {autre.id} ».",
        )
    vues: dict[tuple[str, str], str] = {}
    for lu in examen.textes:
        if lu.nom not in _LISTES:
            continue
        famille = lu.nom.rstrip("s")
        premiere = vues.setdefault((famille, singulier(lu.texte)), lu.texte)
        if premiere != lu.texte:
            yield Finding(
                f"« {lu.texte} » est écrit ailleurs « {premiere} ».",
                lu.chemin,
                lu.texte,
                f"Écrire partout « {premiere} ».",
            )
