"""Numbers written in texts against what the dossier holds (CTG005)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen, TexteLu
from ctg_docs.checks.outils import extrait
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import compte, nombre_lettres
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.reunion import Sondage
from ctg_docs.problems import Severity

__all__: list[str] = []

_LETTRES = {nombre_lettres(n, feminin): n for n in range(2, 100) for feminin in (False, True)}
_NOMBRE = "|".join([r"\d{1,3}", *sorted(_LETTRES, key=len, reverse=True)])
_ANNONCE = (
    r"(?:les|nos|ses|ces|leurs|aux|des|en|autour de|comporte|compte|comprend|comprenant|définit|retient|identifie|"
    r"décline|déclinée? en|regroupe|mobilise|soit|ensemble des|dégage|fixe|propose|présente|contient|fédère|réunit|"
    r"rassemble|couvre|(?:composée?|constituée?|formée?|territoire|communauté|intercommunalité) de|(?:a|ont) \w+é|et|par|"
    r"totalise|prévoit|structurée? en|s[’']ét(?:end|ire|ale) sur|regroupant|réunissant|rassemblant|fédérant|associant|associe)"
)
_D_AUTREFOIS = re.compile(
    r"(?i)\bpréc[ée]dent|\bancien|\bpremière? (?:ctg|convention)|\bavai(?:t|ent)\b|\bcomptai(?:t|ent)\b"
)
"""A sentence about another convention counts other things."""
_PERIMETRE = re.compile(
    r"(?i)\bterritoire|\bcommunauté|\bintercommunalité|\bagglomération|\bmétropole|\bEPCI|\bpérimètre"
)
_AUTRE_PERIMETRE = re.compile(
    r"(?i)\bdépartement|\bcanton|\barrondissement|\bsyndicat|\bsecteur|\bpôle|\bbassin|\bpays\b"
)
_ANNONCES = re.compile(rf"(?i)\b{_ANNONCE}\s+({_NOMBRE})\s+(?=\w)")
_PASSE = ("evaluations", "articulation", "diagnostic", "avenants", "historique")


def _comptes(ctg: Ctg) -> Iterator[tuple[str, int]]:
    """Yield each countable noun as a pattern, with its number in the dossier."""
    strategie = ctg.strategie
    for rang, niveau in enumerate(strategie.niveaux, 1):
        if total := sum(niv == rang for _, niv, _ in strategie.walk()):
            yield re.escape(niveau.nom_pluriel), total
    fiches = re.escape(strategie.nom_fiche_pluriel).replace("\\ ", "[ -]")
    jointes = any(a.contenu is ContenuAnnexe.FICHIER for a in ctg.convention.annexes)
    if ctg.fiches_actions or not jointes:  # none in the dossier: they may be in an attached file
        yield rf"(?:{fiches}|fiches?[ -]actions?|actions au total)", len(ctg.fiches_actions)
    if ctg.cooperation.postes:
        yield (
            r"(?:chargé(?:·e|\(e\)|e)?s de coopération|coopérateurs|postes de coopération)",
            len(ctg.cooperation.postes),
        )
    if ctg.territoire.communes:
        yield r"communes(?: membres| du territoire)?", len(ctg.territoire.communes)


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
    motifs = [(re.compile(rf"(?i){nom}\b"), total) for nom, total in _comptes(examen.ctg)]
    for lu in examen.textes:
        if lu.rubrique not in _PASSE:
            yield from _dans_un_texte(lu, motifs)


def _dans_un_texte(lu: TexteLu, motifs: list[tuple[re.Pattern[str], int]]) -> Iterator[Finding]:
    for trouve in _ANNONCES.finditer(lu.texte):
        ecrit = trouve[1].lower()
        annonce = int(ecrit) if ecrit.isdigit() else _LETTRES[ecrit]
        for motif, total in motifs:
            nom = motif.match(lu.texte, trouve.end())
            if nom and annonce != total and not _compte_autre_chose(lu.texte, nom):
                yield Finding(
                    f"Ce texte en annonce {annonce}, le dossier en compte {total}."
                    if total
                    else f"Ce texte en annonce {annonce}, le dossier n’en a pas.",
                    lu.chemin,
                    extrait(lu.texte, trouve.start(), nom.end()),
                )


def _compte_autre_chose(texte: str, nom: re.Match[str]) -> bool:
    """True in a sentence about an older convention, or about the communes of another area."""
    avant = re.split(r"[.;!?\n]", texte[: nom.start()])[-1]
    apres = re.split(r"[.;!?\n]", texte[nom.end() :])[0]
    if _D_AUTREFOIS.search(f"{avant}{apres}"):
        return True
    if not nom[0].lower().startswith("communes") or "communes " in nom[0].lower():
        return False
    return not _PERIMETRE.search(avant) or _AUTRE_PERIMETRE.search(f"{avant}{apres}") is not None
