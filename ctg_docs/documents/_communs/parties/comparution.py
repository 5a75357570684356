"""The parties block: « Entre », one item per party, « Et », « D’une part » where the dossier takes sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from ctg_docs.documents._communs.parties.parties import acte_en_phrase
from ctg_docs.documents._communs.parties.personnes import (
    accorder_personnes,
    delegation_en_phrase,
    nommer,
    qualite_en_phrase,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Rich
from ctg_docs.french import cle, liste_et, siret
from ctg_docs.holes import hole
from ctg_docs.markdown import echapper
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.models.signataire import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.models.convention import Convention
    from ctg_docs.models.organisme import Organisme
    from ctg_docs.models.personne import Personne
    from ctg_docs.models.signataire import Representant

__all__ = ["LigneComparution", "annoncer", "build_comparution", "comparution"]

CONVENTION: Final = "la présente convention"
"""What the parties of the convention sign."""


class LigneComparution(Bloc):
    """A line of the block."""

    genre: Literal["partie", "membre", "lien"]
    texte: Rich


def annoncer(convention: Convention) -> str:
    """Return « Il est convenu et arrêté ce qui suit : », as the dossier says it."""
    return convention.formule.rstrip(" :\u00a0.") + "\u00a0:"


def build_comparution(parties: Sequence[Partie], signe: str = CONVENTION) -> tuple[LigneComparution, ...]:
    """Return the lines of the block; a hole when the dossier has no party.

    Args:
        parties: in their order.
        signe: what they sign: « la présente convention », « le présent avenant ».
    """
    if not parties:
        return (LigneComparution(genre="partie", texte=Rich(hole("parties à la convention", "signataires"))),)
    cotes = [(part, [p for p in parties if p.signataire.part is part]) for part in Part]
    sans_cote = [p for p in parties if p.signataire.part is None]
    if sans_cote or not all(groupe for _, groupe in cotes):
        return tuple(_groupe(parties, signe, fin="."))
    (_, premiers), (_, seconds) = cotes
    return (
        *_groupe(premiers, signe, fin=", d’une part,"),
        _lien("Et"),
        *_groupe(seconds, signe, fin=", d’autre part."),
    )


def _lien(texte: str) -> LigneComparution:
    return LigneComparution(genre="lien", texte=Rich(texte))


def _groupe(parties: Sequence[Partie], signe_quoi: str, fin: str) -> list[LigneComparution]:
    lignes: list[LigneComparution] = []
    for rang, partie in enumerate(parties, start=1):
        if rang > 1:
            lignes.append(_lien("Et"))
        signe = fin if rang == len(parties) else ","
        phrase, membres = comparution(partie, signe_quoi)
        lignes.append(LigneComparution(genre="partie", texte=Rich(f"{phrase}{' :' if membres else signe}")))
        for n, membre in enumerate(membres, start=1):
            dernier = n == len(membres)
            lignes.append(
                LigneComparution(genre="membre", texte=Rich(f"{membre}{signe if dernier else ' ;'}"))
            )
    return lignes


def comparution(partie: Partie, signe: str = CONVENTION) -> tuple[str, tuple[str, ...]]:
    """Return the sentence of a party (without its last sign) and the items that follow it, one per body of a group.

    Args:
        partie: the party.
        signe: what it signs.
    """
    tete = f"**{echapper(partie.nom.sujet)}**{_siege(partie)}"
    unies = partie.signataire.groupe and partie.signataire.ensemble
    fin = f"ci-après {partie.accorder('dénommé')}{' ensemble' if unies else ''} «\u00a0{partie.dit}\u00a0»"
    if partie.signataire.groupe:
        return _comparution_groupee(partie, signe, tete, fin)
    qui = _representation(partie)
    personnes = [personne for _, personne, _ in partie.representants]
    habilite = f"dûment {accorder_personnes('autorisé', personnes)} à signer {signe}{_par_acte(partie)}"
    return f"{tete}, {partie.accorder('représenté')} par {qui}, {habilite}, {fin}", ()


def _siege(partie: Partie) -> str:
    if len(partie.organismes) != 1:
        return ""
    organisme = partie.organismes[0]
    lignes = organisme.adresse.lignes if organisme.adresse else ()
    siege = f", dont le siège est situé {echapper(', '.join(lignes))}" if lignes else ""
    numero = f", SIRET {siret(organisme.siret)}" if organisme.siret else ""
    return f"{siege}{numero}"


def _representation(partie: Partie) -> str:
    if not partie.representants:
        return hole(f"représentant {partie.nom.de}", f"signataires.{partie.signataire.id}.representants")
    phrases = []
    for representant, personne, organisme in partie.representants:
        morceaux = [f"{qualite_en_phrase(representant, personne, organisme)}, {nommer(personne)}"]
        if delegation := delegation_en_phrase(representant, organisme):
            morceaux.append(delegation)
        phrases.append(echapper(", ".join(morceaux)))
    return liste_et(phrases, sep=", par ", dernier=", et par ")


def _par_acte(partie: Partie) -> str:
    if not partie.actes:
        return ""
    actes = [acte_en_phrase(a).removeprefix("la ") for a in partie.actes]
    return f" par {liste_et(actes)}"


def _comparution_groupee(partie: Partie, signe: str, tete: str, fin: str) -> tuple[str, tuple[str, ...]]:
    personnes = [personne for _, personne, _ in partie.representants]
    qualites = {cle(r.qualite) for r, _, _ in partie.representants if r.qualite}
    maires = partie.natures == {NatureOrganisme.COMMUNE} and qualites <= {"maire"}
    separement = ", signant séparément" if partie.signataire.ensemble else ""
    autorises = accorder_personnes("autorisé", personnes) if maires else "autorisées"
    phrase = (
        f"{tete}{separement}, {partie.accorder('représenté')} par "
        f"{'leurs maires' if maires else 'les personnes nommées ci-dessous'}, dûment {autorises} à signer {signe}, {fin}"
    )
    return phrase, tuple(_membre(partie, organisme) for organisme in partie.organismes)


def _membre(partie: Partie, organisme: Organisme) -> str:
    nom = echapper(str(organisme.groupe))
    siens = [(r, p) for r, p, o in partie.representants if o is not None and o.id == organisme.id]
    if siens:
        qui = liste_et(_membre_represente(r, p, organisme) for r, p in siens)
    else:
        qui = hole(f"représentant {organisme.groupe.de}", f"signataires.{partie.signataire.id}.representants")
    acte = next((acte_en_phrase(a) for a in partie.actes if a.organisme.id == organisme.id), "")
    return f"{nom}\u00a0: {echapper(qui)}{', par ' + acte.removeprefix('la ') if acte else ''}"


def _membre_represente(r: Representant, p: Personne | None, organisme: Organisme) -> str:
    """Return « Madame Anne PETIT, première adjointe, agissant par délégation du Maire (arrêté n° 12) »."""
    qualite = qualite_en_phrase(r, p, organisme).split(" ", 1)[-1]
    return ", ".join(m for m in (nommer(p), qualite, delegation_en_phrase(r, organisme)) if m)
