"""Gaps left in texts (CTG001)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen, TexteLu
from ctg_docs.checks.outils import extrait
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.models.retroplanning import EtapeRetroplanning
from ctg_docs.models.reunion import Lieu
from ctg_docs.problems import Severity

__all__: list[str] = []

_TROU = re.compile(
    r"\b[Xx]{3,}\b"
    r"|\.{4,}|…{2,}|_{3,}"
    r"|\[\s*(?:…|\.{2,3})\s*\]"
    # « le … », « Fait à …, le » : not « les écoles… », nor a text that goes on with « … »
    r"|(?<=[\w’']\s)(?:…|\.\.\.)(?=\s+\w|\s*[,;)»])"
    r"|(?i:(?<=\bdu )|(?<=\bde )|(?<=\bdes )|(?<=\bla )|(?<=\bles )|(?<=\bl’)|(?<=\bd’)|(?<=\ble )|(?<=\bà )|(?<=\bn° )|(?<=\bn°\u00a0))(?:…|\.\.\.)(?=\s*$)"
    r"|^\s*(?:…|\.{2,3})\s*$"
)
#: what every gap holds: looked for first, since one text in a hundred has any
_SIGNE = re.compile(r"[xX]{3}|\.\.|…|___")
_DATE_VIDE = re.compile(r"\b(?:en date )?du\s*(?=[,;.)]|$)|\bdu\s+(?:__|//|/ /)")
_PROVISOIRE = re.compile(r"(?i)\bà (compléter|confirmer)\b")
_INVITATION = ("reunions", "retroplanning")


def _findings(lu: TexteLu) -> Iterator[Finding]:
    for trouve in _TROU.finditer(lu.texte) if _SIGNE.search(lu.texte) else ():
        autour = extrait(lu.texte, *trouve.span())
        yield Finding("Il reste un blanc à remplir dans ce texte.", lu.chemin, autour)
    if vide := _DATE_VIDE.search(lu.texte):
        autour = extrait(lu.texte, *vide.span())
        yield Finding("Une date manque après « du ».", lu.chemin, autour)
    for trouve in _PROVISOIRE.finditer(lu.texte):
        a_confirmer = trouve[1].lower() == "confirmer"
        yield Finding(
            f"Il reste « à {trouve[1].lower()} » dans ce texte.",
            lu.chemin,
            extrait(lu.texte, *trouve.span()),
            severity=Severity.WARNING if a_confirmer and lu.rubrique in _INVITATION else None,
        )


@regle(
    "CTG001",
    Severity.BLOCKING,
    "aucun blanc laissé dans un texte (xxx, ….., à compléter)",
    source="défaut relevé dans des actes signés",
)
def blancs_laisses(examen: Examen) -> Iterator[Finding]:
    """A row of x or of dots went through to the prefecture in real acts."""
    for lu in examen.textes:
        yield from _findings(lu)
    for champ in examen.champs:
        provisoire = isinstance(champ.modele, Lieu | EtapeRetroplanning) and champ.nom == "a_confirmer"
        if provisoire and champ.valeur:
            quoi = "Le lieu" if isinstance(champ.modele, Lieu) else "La date de l’étape"
            yield Finding(
                f"{quoi} est encore à confirmer.",
                champ.chemin,
                "oui",
                "Retirer `a_confirmer` une fois la réponse connue.",
                Severity.WARNING,
            )
