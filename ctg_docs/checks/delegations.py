"""Who may sign and who may decide: the organ of the body, the delegation of whoever is not its head (CTG104)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.donnees.organes import ORGANES, TITULAIRES
from ctg_docs.checks.examen import Examen
from ctg_docs.checks.parties import toutes_les_parties
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import cle
from ctg_docs.problems import Severity

__all__: list[str] = []


def _usuel(attendus: tuple[str, ...], ecrit: str) -> bool:
    mots = cle(ecrit)
    return any(cle(a) in mots for a in attendus)


@regle(
    "CTG104",
    Severity.WARNING,
    "organe de la bonne nature, délégation de qui signe à la place",
    source="usage des conventions signées",
)
def autorite_pour_signer(examen: Examen) -> Iterator[Finding]:
    """The organ follows from the kind of body; an adjoint signs by delegation. An explicit organ silences."""
    ctg = examen.ctg
    for i, acte in enumerate(ctg.deliberations):
        organisme = ctg.organisme(acte.organisme)
        organes = ORGANES.get(organisme.nature) if organisme else None
        if (
            organisme
            and organes
            and acte.organe
            and not organisme.organe_deliberant
            and not _usuel(organes, acte.organe)
        ):
            yield Finding(
                f"« {acte.organe} » n’est pas un organe habituel pour {organisme.groupe}.",
                ("deliberations", i, "organe"),
                acte.organe,
                f"Habituel : {organes[0]}.",
            )
    for chemin, signataire in toutes_les_parties(ctg):
        for j, rep in enumerate(signataire.representants):
            organisme = ctg.organisme(rep.organisme or signataire.organismes[0])
            titulaires = TITULAIRES.get(organisme.nature) if organisme else None
            if (
                not titulaires
                or not rep.qualite
                or rep.par_interim
                or (rep.delegation and rep.delegation.reference)
            ):
                continue
            if not _titulaire(rep.qualite, titulaires):
                yield Finding(
                    f"« {rep.qualite} » signe d’ordinaire par délégation ; la référence de l’acte manque.",
                    (*chemin, "representants", j, "delegation"),
                    rep.qualite,
                    "Ajouter `delegation:` avec `reference` et `date`.",
                )


def _titulaire(qualite: str, titulaires: tuple[str, ...]) -> bool:
    mots = cle(re.sub(r"(?i)^(?:monsieur|madame)\s+", "", qualite)).split()
    if mots and mots[0] in ("le", "la", "l"):
        mots = mots[1:]
    texte = " ".join(mots)
    feminins = [re.sub(r"teur\b", "trice", t) for t in titulaires] + [f"{t}e" for t in titulaires]
    return any(
        (suite := re.match(rf"(?:co )?{cle(t)}\b(.*)", texte)) and _est_la_tete(cle(t), suite[1].split())
        for t in (*titulaires, *feminins)
    )


def _est_la_tete(titre: str, suite: list[str]) -> bool:
    """True when what follows a title does not make its bearer the head of a part only.

    « Directrice générale », « Directeur de la Caf », « Maire de Melle » head the body; « Directrice de l’action sociale »,
    « Maire délégué », « Président de la commission » head a part of it and sign by delegation.
    """
    mots = re.sub(r" ?\bpar interim$", "", " ".join(suite))
    if re.search(r"\b(?:adjointe?|deleguee?|honoraire)\b", mots):
        return False
    if titre.startswith(("directeur", "directrice")):
        mots = re.sub(r"^(?:generale?|departementale?) ?", "", mots)
        return not mots or bool(re.match(_CORPS, mots))
    return not re.match(r"(?:de la|du|des?) (?:commission|comite|groupe|pole|service)\b", mots)


_CORPS = r"(?:de la|du|de l|de) (?:caf|caisse|msa|mutualite|cpam|carsat|organisme|cgss|cssm|ccss|agence|etablissement)\b"
