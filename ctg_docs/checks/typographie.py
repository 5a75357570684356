"""Typography of the texts, and texts that stand for pictures (CTG704, CTG803)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen, TexteLu
from ctg_docs.checks.outils import extrait
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import cle
from ctg_docs.models.organisme import Image, Photographie
from ctg_docs.models.personne import Personne
from ctg_docs.problems import Severity

__all__: list[str] = []

_DOUBLE = re.compile(r"(?i)(?<![\w’'-])([^\W\d_]{2,})[ \u00a0]+\1(?![\w’'-])")
_DOUBLES_PERMIS = frozenset(("nous", "vous", "très", "tout", "tous", "toutes", "faire", "blanc"))
#: what a text with the fault holds, the fault, what to say, what to write
_FAUTES = (
    ("  ", re.compile(r"(?<=\S)  +(?=\S)"), "Espaces doublées.", "une seule espace"),
    ("Mr", re.compile(r"\bMr\b\.?(?=\s)"), "« Mr » ne s’emploie pas.", "« M. »"),
    ("M ", re.compile(r"(?<![\w’'.-])M (?=[A-ZÀ-Þ][a-zà-ÿ])"), "« M » sans point.", "« M. »"),
    ("Mme.", re.compile(r"\bMme\.(?=\s)"), "« Mme » sans point.", "« Mme »"),
    ("1", re.compile(r"\b1(?:ER|Er)\b"), "« 1ER » s’écrit en minuscules.", "« 1er »"),
    (
        "1 ",
        re.compile(
            r"(?<![\d ]) ?\b1 (?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)\b"
        ),
        "Le premier du mois s’écrit « 1er ».",
        "« 1er »",
    ),
    ("me", re.compile(r"\b\d+(?:ème|ième|eme)\b"), "« 2ème » s’écrit « 2e ».", "« 2e »"),
    ("Etat", re.compile(r"\bEtats?\b(?!-)"), "Capitale sans accent.", "« État »"),
    (
        "E",
        re.compile(r"\bE(?=(?:cole|valuation|ducation|quipement|laboration|change|lu)s?\b)"),
        "Capitale sans accent.",
        "« É »",
    ),
    (
        "A ",
        re.compile(
            r"(?:^|(?<=[.!?] ))A (?=(?:ce|la|l’|l'|partir|noter|compléter|confirmer|définir|Melle|titre|venir)\b)"
        ),
        "Capitale sans accent.",
        "« À »",
    ),
    ('"', re.compile(r"(?<![\w\"])\"[^\"\n]+\""), "Guillemets droits.", "« … »"),
)


def _fautes(lu: TexteLu) -> Iterator[Finding]:
    for signe, motif, message, ecrire in _FAUTES:
        if signe in lu.texte and (trouve := motif.search(lu.texte)):
            yield Finding(message, lu.chemin, extrait(lu.texte, *trouve.span(), 15), f"Écrire {ecrire}.")
    for trouve in _DOUBLE.finditer(lu.texte):
        if trouve[1].lower() not in _DOUBLES_PERMIS:
            yield Finding("Mot écrit deux fois.", lu.chemin, trouve[0], f"Écrire « {trouve[1]} ».")


@regle(
    "CTG704",
    Severity.WARNING,
    "typographie (mots doublés, guillemets droits, « Mr », capitales)",
    source="règles en usage à l’Imprimerie nationale",
)
def typographie(examen: Examen) -> Iterator[Finding]:
    """Sloppiness met in signed acts; straight apostrophes, everywhere on a keyboard, are printed curved."""
    for lu in examen.textes:
        yield from _fautes(lu)
    for champ in examen.champs:
        if (
            isinstance(champ.modele, Personne)
            and champ.nom == "nom"
            and len(champ.valeur) > 2
            and champ.valeur.isupper()
        ):
            yield Finding(
                "Le nom s’écrit en casse ordinaire ; les documents le mettent en capitales.",
                champ.chemin,
                champ.valeur,
                f"Écrire « {champ.valeur.title()} ».",
            )


@regle(
    "CTG803",
    Severity.WARNING,
    "chaque image a un texte de remplacement, chaque document un titre",
    source="RGAA",
)
def textes_de_remplacement(examen: Examen) -> Iterator[Finding]:
    """What a screen reader says of a logo. The file's name says nothing."""
    for champ in examen.champs:
        if not isinstance(champ.modele, Image) or champ.nom != "texte_alternatif":
            continue
        nom = champ.modele.fichier.rsplit("/", 1)[-1]
        if not champ.valeur and isinstance(champ.modele, Photographie):
            continue  # CTG002: it says what no logo says
        if not champ.valeur:
            yield Finding(
                f"L’image « {nom} » n’a pas de texte de remplacement.",
                champ.chemin,
                suggestion="Par exemple « Logo de la Caf des Deux-Sèvres ».",
            )
        elif cle(champ.valeur) in (
            cle(nom),
            cle(nom.rsplit(".", 1)[0]),
            "logo",
            "image",
            "photo",
            "photographie",
        ):
            yield Finding("Ce texte de remplacement ne dit rien de l’image.", champ.chemin, champ.valeur)
    if not examen.ctg.convention.titre:
        yield Finding("La convention n’a pas de titre.", ("convention", "titre"))
