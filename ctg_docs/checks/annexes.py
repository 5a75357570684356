"""The annexes: cited ones exist, each once, with something to show (CTG007)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.liste_annexes import list_annexes, manque_de
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__: list[str] = []

_ANNEXE_CITEE = re.compile(
    r"(?i)\bannexes?\s+(?:n[°º]\s*)?(\d{1,2})(?:\s*(?:et|à|,)\s*(\d{1,2}))?"
    r"(?!\d|\s+(?:de la (?:circulaire|loi)|du (?:code|décret|règlement)|de l[’'](?:arrêté|avenant)))"
)


@regle(
    "CTG007",
    Severity.BLOCKING,
    "chaque annexe citée existe, une seule fois, avec son contenu ou son fichier",
    source="usage des conventions signées",
)
def annexes_presentes(examen: Examen) -> Iterator[Finding]:
    """A gap among the annexes is found at signature, too late."""
    nombre = len(list_annexes(examen.ctg))
    for lu in examen.textes:
        for trouve in _ANNEXE_CITEE.finditer(lu.texte) if lu.rubrique == "convention" else ():
            for rang in filter(None, trouve.groups()):
                if not 1 <= int(rang) <= nombre:
                    yield Finding(
                        f"L’annexe {rang} est citée, mais la convention n’a que {nombre} annexes.",
                        lu.chemin,
                        trouve[0],
                    )
    yield from _annexes_doubles(examen.ctg)
    yield from _annexes_creuses(examen.ctg)
    yield from _fichiers_absents(examen)


def _annexes_doubles(ctg: Ctg) -> Iterator[Finding]:
    vues: dict[object, int] = {}
    for i, annexe in enumerate(ctg.convention.annexes):
        libre = annexe.contenu in (ContenuAnnexe.TEXTE, ContenuAnnexe.FICHIER)
        marque = (annexe.fichier or annexe.titre_effectif) if libre else annexe.contenu
        if marque in vues:
            yield Finding(
                f"Cette annexe est déjà la n° {vues[marque]}.",
                ("convention", "annexes", i),
                annexe.titre_effectif,
                "Ne garder qu’une des deux.",
            )
        vues.setdefault(marque, i + 1)


def _annexes_creuses(ctg: Ctg) -> Iterator[Finding]:
    """An annexe announced among what is « partie intégrante » and blank once printed."""
    for i, annexe in enumerate(ctg.convention.annexes):
        manque = manque_de(ctg, annexe)
        if manque and manque != "fichier":
            yield Finding(
                f"L’annexe « {annexe.titre_effectif} » n’a rien à montrer.",
                ("convention", "annexes", i),
                annexe.contenu.value,
                "Écrire son `texte`, ou la retirer."
                if manque == "texte"
                else f"Remplir `{manque}`, écrire un `texte` à l’annexe, ou la retirer.",
            )


def _fichiers_absents(examen: Examen) -> Iterator[Finding]:
    ctg, base, joints = examen.ctg, examen.ctg.provenance.base, examen.ctg.provenance.files
    attendus: list[tuple[CheminDonnee, str | None]] = []
    for i, annexe in enumerate(ctg.convention.annexes):
        if annexe.contenu is ContenuAnnexe.FICHIER:
            attendus.append((("convention", "annexes", i, "fichier"), annexe.fichier))
    attendus += [
        (("deliberations", i, "fichier"), acte.fichier)
        for i, acte in enumerate(ctg.deliberations)
        if acte.fichier
    ]
    for chemin, fichier in attendus:
        if not fichier:
            yield Finding("Le fichier de cette annexe n’est pas indiqué.", chemin)
        elif base is not None and fichier not in joints:
            yield Finding("Ce fichier n’est pas dans le dossier.", chemin, fichier)
