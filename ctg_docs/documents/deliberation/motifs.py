"""What an act says: visas, considérants, what is decided; proposed for a projet, never for an act already taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.actes import juge_de
from ctg_docs.documents._communs.parties.avenants import (
    base_de,
    convention_en_phrase,
    nommer_avenant,
    objets_de,
)
from ctg_docs.documents._communs.parties.citations import fusionner, normalise, sans_vu
from ctg_docs.documents._communs.parties.parties import decrire_toutes
from ctg_docs.documents._communs.parties.personnes import genre_de_qualite, qualite_affichee
from ctg_docs.french import accord, de, le, liste_et, minuscule_initiale, nombre_lettres
from ctg_docs.holes import hole
from ctg_docs.markdown import echapper, ponctuer
from ctg_docs.models.au_jour import au_jour
from ctg_docs.models.base import Genre
from ctg_docs.models.deliberation import NatureActe
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.models.passages import rediger
from ctg_docs.models.strategie import Niveau
from ctg_docs.models.suites import jour_de
from ctg_docs.models.titres import titre_en_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.deliberation.actes import Acte
    from ctg_docs.models.ctg import Ctg

__all__ = ["build_considerants", "build_dispositif", "build_objet", "build_visas", "decide_de", "recours"]

_INFINITIF = re.compile(r"(?i)d(?:e\s|['’])")
_VERBE = re.compile(r"^([A-ZÀ-Þ]{3,}(?:[ -][A-ZÀ-Þ]{3,})*)(?=\s)")

_DE = {"son": "du", "sa": "de la", "ses": "des"}


def build_objet(ctg: Ctg, a: Acte) -> str:
    """Return the object, proposed when the dossier has none."""
    if a.acte.objet:
        return a.acte.objet
    if a.avenant:
        nom = nommer_avenant(a.avenant)
        quoi = f"{nom[2:3].upper()}{nom[3:]} à {convention_en_phrase(base_de(ctg, a.avenant))}"
    else:
        quoi = " ".join(p for p in (ctg.convention.titre, ctg.convention.periode) if p)
    return f"{quoi} – approbation et autorisation de signature"


def build_visas(ctg: Ctg, a: Acte) -> tuple[str, ...]:
    """Return « Vu … ; » for each text cited, each once; a vote taken does not take them away."""
    textes = [normalise(sans_vu(t)) for t in _visas(ctg, a)]
    return tuple(f"Vu {echapper(t).rstrip(' ;.')}\u202f;" for t in fusionner([], textes))


def _visas(ctg: Ctg, a: Acte) -> Sequence[str]:
    ecrits = _ecrits(a, "visas")
    return _visas_proposes(ctg, a) if ecrits is None else ecrits


def _ecrits(a: Acte, champ: str) -> tuple[str, ...] | None:
    """Return what the act says, None when it says nothing: an empty list that was written means none."""
    textes: tuple[str, ...] = getattr(a.acte, champ)
    return textes if textes or champ in a.acte.model_fields_set else None


def _visas_proposes(ctg: Ctg, a: Acte) -> list[str]:
    textes = ["le code général des collectivités territoriales"] if a.territoriale else []
    msa = a.organisme is not None and a.organisme.nature is NatureOrganisme.MSA
    propre = (
        "L. 726-1 du code rural et de la pêche maritime" if msa else "L. 263-1 du code de la sécurité sociale"
    )
    textes += ["le code de l’action sociale et des familles", f"l’article {propre}"]
    if a.organisme and a.organisme.nature is NatureOrganisme.CAF:
        textes.append(
            "l’arrêté du 3 octobre 2001 relatif à l’action sociale des caisses d’allocations familiales"
        )
    if a.avenant:
        base = base_de(ctg, a.avenant)
        signee = f" signée {base.signature.quand}" if base.signature else ""
        textes += [f"{convention_en_phrase(base)}{signee}", f"le projet d’{nommer_avenant(a.avenant)[2:]}"]
    else:
        textes.append(f"le projet {de(titre_en_phrase(ctg.convention.titre).nom)}")
    return textes


def build_considerants(ctg: Ctg, a: Acte) -> tuple[str, ...]:
    """Return « Considérant … ; » for each ground."""
    ecrits = _ecrits(a, "considerants")
    motifs = _motifs_proposes(ctg, a) if ecrits is None else ecrits
    textes = [re.sub(r"^\s*considérant\s+", "", m, flags=re.IGNORECASE).rstrip(" ;.") for m in motifs]
    return tuple(f"Considérant {echapper(t)}\u202f;" for t in textes)


def _motifs_proposes(ctg: Ctg, a: Acte) -> list[str]:
    if a.avenant:
        objets = objets_de(ctg, a.avenant)
        return [
            f"que le projet d’avenant a pour objet {liste_et(objets) if objets else hole('objet', f'avenants.{a.avenant.id}')}"
        ]
    convention, parties = ctg.convention, decrire_toutes(ctg)
    jour = a.jour or jour_de(ctg)
    periode = f" pour la période {convention.periode}" if convention.periode else ""
    motifs = [
        f"que la convention territoriale globale formalise un projet partagé entre "
        f"{liste_et(str(nom) for p in parties for nom in p.noms)} au service des familles du territoire{periode}"
    ]
    if nombres := _nombres(au_jour(ctg, jour)):
        motifs.append(f"que ce projet retient {nombres}")
    if financement := rediger("considerant_financement", jour):
        motifs.append(financement)
    return motifs


def _nombres(ctg: Ctg) -> str:
    """Return « trois enjeux et dix-huit fiches actions », counted; a single one is no reason to decide."""
    sommets, fiches = len(ctg.strategie.objectifs), len(ctg.fiches_actions)
    if sommets + fiches < 2:
        return ""
    niveau = ctg.strategie.niveaux[0]
    parts = []
    if sommets:
        lettres = nombre_lettres(sommets, niveau.genre is Genre.FEMININ)
        parts.append(f"{lettres} {accord(sommets, niveau.nom, niveau.nom_pluriel)}")
    if fiches:
        nom = Niveau(nom=ctg.strategie.nom_fiche)
        parts.append(f"{nombre_lettres(fiches, True)} {accord(fiches, nom.nom, nom.nom_pluriel)}")
    return liste_et(parts)


def build_dispositif(ctg: Ctg, a: Acte) -> tuple[str, ...]:
    """Return what is decided, the verb in bold; a projet proposes APPROUVE and AUTORISE, an act taken invents nothing."""
    if a.pris and not a.acte.dispositif:
        return (hole("dispositif de l’acte", f"deliberations.{a.acte.id}.dispositif"),)
    decisions = a.acte.dispositif or _dispositif_propose(ctg, a)
    textes = [echapper(minuscule_initiale(t) if decide_de(a) else t) for t in decisions]
    return tuple(_VERBE.sub(r"**\1**", t) for t in ponctuer(textes))


def decide_de(a: Acte) -> bool:
    """True when what the act decides follows « décide »: « d’approuver… », « de créer… »."""
    return bool(a.acte.dispositif) and all(_INFINITIF.match(t) for t in a.acte.dispositif)


def _dispositif_propose(ctg: Ctg, a: Acte) -> list[str]:
    annexe = f"à la présente {a.acte.nature.libelle.lower()}"
    if a.avenant:
        nom, convention = nommer_avenant(a.avenant), convention_en_phrase(base_de(ctg, a.avenant))
        approuve = f"APPROUVE {nom} à {convention}, annexé {annexe}"
        if a.partie and a.partie.signataire in a.avenant.nouveaux_signataires and a.organisme:
            adhesion = f"l’adhésion {a.organisme.groupe.de} à {convention}"
            approuve = f"APPROUVE {adhesion}, par {nom} annexé {annexe}"
        signe = "ledit avenant"
    else:
        titre = titre_en_phrase(ctg.convention.titre)
        dite = ctg.convention.periode if ctg.convention.periode not in str(titre) else ""
        periode = f" pour la période {dite}" if dite else ""
        charte = f", valant {ctg.convention.charte}," if ctg.convention.charte else ""
        approuve = f"APPROUVE {titre}{charte}{periode}, {titre.accorder('annexé')} {annexe}"
        signe = "ladite convention"
    return [
        approuve,
        f"AUTORISE {_signataires(a)} à signer {signe} et tout document s’y rapportant",
    ]


def _signataires(a: Acte) -> str:
    """Return « Madame la Présidente », « Monsieur le Président et Madame la Directrice »."""
    if not a.representants:
        return hole(
            "qualité du signataire",
            f"signataires.{a.partie.signataire.id}.representants" if a.partie else "signataires",
        )
    noms = []
    for representant, personne, organisme in a.representants:
        civilite = (
            personne.civilite.libelle
            if personne and personne.civilite
            else hole("civilité", f"personnes.{representant.personne}.civilite")
        )
        qualite = _sans_possessif(qualite_affichee(representant, personne))
        genre = genre_de_qualite(representant, personne, organisme).value
        noms.append(f"{civilite} {le(qualite, genre) if representant.qualite else qualite}")
    return liste_et(noms)


def _sans_possessif(qualite: str) -> str:
    """Return « Président du conseil d’administration » from « Président de son conseil… »: the council is the one that speaks."""
    return re.sub(r"\bde (son|sa|ses)\b", lambda m: _DE[m[1]], qualite)


def recours(ctg: Ctg, a: Acte) -> str:
    """Return the ways of appeal: those of the act, else the usual ones for a collectivité.

    An act that approves a contract: the delay runs from its publication, whatever its transmission (CE 19 July 2023,
    n° 465308).
    """
    if a.acte.voies_recours or not a.territoriale:
        return a.acte.voies_recours or ""
    nature = a.acte.nature.libelle.lower()
    article = "Le présent" if a.acte.nature is NatureActe.ARRETE else "La présente"
    return (
        f"{article} {nature} peut faire l’objet d’un recours contentieux devant {juge_de(ctg.convention)}, dans un délai de deux mois à compter "
        "de sa publication."
    )
