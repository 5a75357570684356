"""Numbers written in texts against what the dossier holds (CTG005)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.outils import extrait
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import compte, nombre_lettres
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.reunion import Sondage
from ctg_docs.problems import Severity

__all__: list[str] = []

_LETTRES = {nombre_lettres(n, feminin): n for n in range(2, 100) for feminin in (False, True)}
_NOMBRE = "|".join([r"\d{1,3}", *sorted(_LETTRES, key=len, reverse=True)])
_ANNONCE = (
    r"(?:les|nos|ses|ces|leurs|aux|des|en|autour de|comporte|compte|comprend|comprenant|définit|retient|identifie|"
    r"décline|déclinée? en|regroupe|mobilise|soit|ensemble des)"
)
_ANNONCES = re.compile(rf"(?i)\b{_ANNONCE}\s+({_NOMBRE})\s+(?=\w)")
_PASSE = ("evaluations", "articulation", "diagnostic", "avenants", "historique")


def _comptes(ctg: Ctg) -> Iterator[tuple[str, int]]:
    """Yield each countable noun as a pattern, with its number in the dossier."""
    strategie = ctg.strategie
    for rang, niveau in enumerate(strategie.niveaux, 1):
        total = sum(niv == rang for _, niv, _ in strategie.walk())
        yield re.escape(niveau.nom_pluriel), total
    yield re.escape(strategie.nom_fiche_pluriel), len(ctg.fiches_actions)
    yield (
        r"(?:chargé(?:·e|\(e\)|e)?s de coopération|coopérateurs|postes de coopération)",
        len(ctg.cooperation.postes),
    )
    yield r"communes (?:membres|du territoire)", len(ctg.territoire.communes)


@regle(
    "CTG005",
    Severity.WARNING,
    "un nombre écrit dans un texte est celui du dossier",
    source="défaut relevé dans des actes signés",
)
def nombres_annonces(examen: Examen) -> Iterator[Finding]:
    """« Trois dates » announced with two given: met twice in one real presentation."""
    for champ in examen.champs:
        if isinstance(champ.modele, Sondage) and champ.nom == "annoncees" and champ.valeur is not None:
            donnees = len(champ.modele.proposees)
            if champ.valeur != donnees:
                yield Finding(
                    f"{compte(champ.valeur, 'date annoncée', 'dates annoncées')}, mais "
                    f"{compte(donnees, 'donnée')}.",
                    champ.chemin,
                    champ.valeur,
                )
    motifs = [(re.compile(rf"(?i){nom}\b"), total) for nom, total in _comptes(examen.ctg) if total]
    for lu in examen.textes:
        for trouve in _ANNONCES.finditer(lu.texte) if lu.rubrique not in _PASSE else ():
            ecrit = trouve[1].lower()
            annonce = int(ecrit) if ecrit.isdigit() else _LETTRES[ecrit]
            for motif, total in motifs:
                nom = motif.match(lu.texte, trouve.end())
                if nom and annonce != total:
                    yield Finding(
                        f"Ce texte en annonce {annonce}, le dossier en compte {total}.",
                        lu.chemin,
                        extrait(lu.texte, trouve.start(), nom.end()),
                    )
