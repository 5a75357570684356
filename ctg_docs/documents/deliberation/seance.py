"""The sitting: its opening in letters, its members, what the vote adds up to. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.noms import nom_personne, personne_et_fonction
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import accord_participe, annee_lettres, compte, date_lettres, date_longue, heure
from ctg_docs.holes import hole
from ctg_docs.models.base import Genre
from ctg_docs.models.deliberation import Seance
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.models.parametres import FormatHeure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctg_docs.documents.deliberation.actes import Acte
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.deliberation import Vote

__all__ = [
    "LigneVote",
    "Membres",
    "build_membres",
    "build_vote",
    "exige_secretaire",
    "nom_organe",
    "ouverture",
    "president",
]


class Membres(Bloc):
    """Members in one state: « Présents (12) », by name."""

    titre: str = Field(title="État", description="État et nombre")
    noms: str = Field(title="Noms", description="Prénom et nom, séparés par des virgules")


class LigneVote(Bloc):
    """A number of the vote and how it is obtained."""

    libelle: str
    nombre: str
    calcul: str = Field("", title="Calcul", description="« 28 présents + 4 pouvoirs », ou vide")


def nom_organe(a: Acte) -> str:
    """Return « le conseil communautaire », with a hole when no organ is known."""
    return a.organe or hole("organe délibérant", f"deliberations.{a.acte.id}.organe")


def ouverture(ctg: Ctg, a: Acte, situation: Situation) -> str:
    """Return « L’an deux mille vingt-trois, le dix-neuf octobre à 18 h 30, le conseil … s’est réuni … ».

    An act already taken leaves out the hour and the place that were not recorded; whom it needs, and a projet, are holes.
    """
    seance = a.acte.seance or Seance()
    e = "e" if a.feminin else ""
    corps = f" {a.organisme.groupe.de}" if a.organisme else ""
    qui = f"{nom_organe(a)}{corps}"
    convoque = _si(a, _jour(seance.date_convocation), "date de convocation", du=_locale(a))
    if convoque and seance.date_convocation is None:
        convoque = f"le {convoque}"
    lieu = _si(a, seance.lieu, "lieu de la séance")
    preside = _si(a, _presidence(ctg, a, seance, situation), "présidence de la séance", du=True)
    phrase = f"{_quand(ctg, a, seance)}, {qui}"
    phrase += f", dûment convoqué{e} {convoque}, s’est réuni{e}" if convoque else f" s’est réuni{e}"
    phrase += _publicite(a, seance)
    phrase += f" ({lieu})" if lieu else ""
    return f"{phrase}{f' sous la présidence de {preside}' if preside else ''}."


_LOCALES = ("conseil municipal", "conseil communautaire", "conseil métropolitain", "comité syndical")
"""Assemblies convened in writing, with a secretary of the sitting (CGCT L. 2121-10, L. 2121-15, L. 5211-1)."""
_DEUX_SIGNATURES = date(2022, 7, 1)
"""From this day the secretary signs what a local assembly decides (CGCT L. 2121-23; ordonnance n° 2021-1310)."""
_PUBLICS = (*_LOCALES, "conseil départemental")
"""Assemblies whose sittings are public by law (CGCT L. 2121-18, L. 5211-1, L. 3121-11)."""


def _publicite(a: Acte, seance: Seance) -> str:
    if seance.publique is False:
        return " à huis clos"
    par_la_loi = (a.acte.seance is not None or not a.pris) and a.organe.lower().endswith(_PUBLICS)
    return " en séance publique" if seance.publique or par_la_loi else ""


def _locale(a: Acte) -> bool:
    return a.organe.lower().endswith(_LOCALES)


def exige_secretaire(a: Acte) -> bool:
    """True for a projet, and for an act taken that a secretary must sign."""
    return not a.pris or (_locale(a) and a.jour is not None and a.jour >= _DEUX_SIGNATURES)


def _si(a: Acte, texte: str | None, manque: str, *, du: bool = False) -> str:
    trou = du or not a.pris
    return texte or (hole(manque, f"deliberations.{a.acte.id}.seance") if trou else "")


def _jour(jour: date | None) -> str:
    return f"le {date_longue(jour)}" if jour else ""


def _quand(ctg: Ctg, a: Acte, seance: Seance) -> str:
    jour = a.acte.date or seance.date
    serree = ctg.parametres.format_heure is FormatHeure.COMPACT
    ouverte = heure(seance.heure, serree=serree) if seance.heure else ""
    moment = _si(a, ouverte, "heure d’ouverture")
    debut = (
        "L’an {}, le {}".format(*_en_lettres(jour))
        if jour
        else f"L’an {hole('date de la séance', f'deliberations.{a.acte.id}.date')}"
    )
    return f"{debut} à {moment}" if moment else debut


def _en_lettres(jour: date) -> tuple[str, str]:
    annee = annee_lettres(jour.year)
    return annee, date_lettres(jour).removesuffix(f" {annee}")


def _presidence(ctg: Ctg, a: Acte, seance: Seance, situation: Situation) -> str:
    """Return who presides; in a projet that does not say, the one who signs for the body."""
    return personne_et_fonction(ctg, seance.president or ("" if a.pris else president(a)), situation, "")


def president(a: Acte) -> str:
    """Return the identifier of the president or maire who signs for the body, or nothing."""
    preside = ("Président", "Maire")
    return next((r.personne for r, _, _ in a.representants if (r.qualite or "").startswith(preside)), "")


def build_membres(ctg: Ctg, a: Acte, situation: Situation) -> tuple[Membres, ...]:
    """Return the members by name, those states that the dossier lists."""
    seance, vote = a.acte.seance or Seance(), a.acte.vote
    pouvoirs = tuple(
        f"{nom_personne(ctg, p.mandant, situation)} a donné pouvoir à "
        f"{nom_personne(ctg, p.mandataire, situation)}"
        for p in seance.pouvoirs
    )
    groupes = [
        (
            _presents(ctg, seance, vote.presents if vote else None),
            _noms(ctg, a, seance.presents, situation),
        ),
        (_etat("pouvoir", pouvoirs, vote.pouvoirs if vote else None), pouvoirs),
        (
            _etat(_accorde(ctg, "excusé", seance.excuses), seance.excuses),
            _noms(ctg, a, seance.excuses, situation),
        ),
        (
            _etat(_accorde(ctg, "absent", seance.absents), seance.absents),
            _noms(ctg, a, seance.absents, situation),
        ),
    ]
    lignes = [Membres(titre=titre, noms="\u202f; ".join(noms)) for titre, noms in groupes if noms]
    if seance.secretaire:
        secretaire = personne_et_fonction(ctg, seance.secretaire, situation)
        lignes.append(Membres(titre="Secrétaire", noms=secretaire))
    elif exige_secretaire(a):
        lignes.append(
            Membres(
                titre="Secrétaire",
                noms=hole("secrétaire de séance", f"deliberations.{a.acte.id}.seance.secretaire"),
            )
        )
    return tuple(lignes)


def _presents(ctg: Ctg, seance: Seance, comptes: int | None) -> str:
    """Return « 12 présents »; all of them are named before they agree."""
    toutes = comptes is None or comptes <= len(seance.presents)
    return _etat(_accorde(ctg, "présent", seance.presents) if toutes else "présent", seance.presents, comptes)


def _accorde(ctg: Ctg, mot: str, ids: Sequence[str]) -> str:
    """Return the feminine when only women are named."""
    feminin = bool(ids) and all(
        (p := ctg.personne(id)) is not None and p.genre is Genre.FEMININ for id in ids
    )
    return accord_participe(mot, "f" if feminin else "m")


def _etat(mot: str, nommes: Sequence[str], comptes: int | None = None) -> str:
    """Return « 12 présents »; « 90 présents, dont » when the vote counts more than the list names."""
    if comptes is not None and comptes > len(nommes):
        return f"{compte(comptes, mot)}, dont"
    return compte(len(nommes), mot)


def _noms(ctg: Ctg, a: Acte, ids: Iterable[str], situation: Situation) -> tuple[str, ...]:
    """Return the names, each with its commune unless the assembly is that of one commune."""
    communal = a.organisme is not None and a.organisme.nature is NatureOrganisme.COMMUNE
    noms = []
    for id in ids:
        personne = ctg.personne(id)
        commune = "" if communal or personne is None else personne.commune
        nom = nom_personne(ctg, id, situation)
        noms.append(f"{nom} ({commune})" if commune else nom)
    return tuple(noms)


def build_vote(ctg: Ctg, vote: Vote | None) -> tuple[LigneVote, ...]:
    """Return the numbers of the vote in the order of the arithmetic, each total with its sum."""
    if vote is None:
        return ()
    abstenus = f"{compte(vote.abstentions, 'abstention')}"
    nuls = f" − {vote.blancs_nuls} blancs et nuls" if vote.blancs_nuls else ""
    retrait = f" − {vote.ne_participent_pas} sans part au vote" if vote.ne_participent_pas else ""
    votants = (
        ""
        if vote.presents is None
        else f"{compte(vote.presents, 'présent')} + {compte(vote.pouvoirs, 'pouvoir')}{retrait}"
    )
    exprimes = (
        ""
        if vote.votants_calcules is None
        else f"{compte(vote.votants_calcules, 'votant')} − {abstenus}{nuls}"
    )
    lignes: list[tuple[str, int | None, str]] = [
        ("Membres en exercice", vote.en_exercice, _quorum(ctg, vote)),
        ("Présents", vote.presents, ""),
        ("Pouvoirs", vote.pouvoirs, ""),
        ("Ne prennent pas part au vote", vote.ne_participent_pas or None, ""),
        ("Votants", vote.votants_calcules, votants),
        ("Abstentions", vote.abstentions, ""),
        ("Blancs et nuls", vote.blancs_nuls or None, ""),
        ("Suffrages exprimés", vote.exprimes_calcules, exprimes),
        ("Pour", vote.pour_calcules, ""),
        ("Contre", vote.contre, ""),
    ]
    return tuple(
        LigneVote(libelle=libelle, nombre=str(n), calcul=calcul)
        for libelle, n, calcul in lignes
        if n is not None
    )


def _quorum(ctg: Ctg, vote: Vote) -> str:
    """Return whether more than half of the members are present (usage: a setting)."""
    if not (ctg.parametres.quorum_moitie and vote.en_exercice and vote.presents is not None):
        return ""
    quorum = vote.en_exercice // 2 + 1
    return f"quorum de {quorum} {'atteint' if vote.presents >= quorum else 'non atteint'}"
