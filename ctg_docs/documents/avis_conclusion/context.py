"""What the notice tells: object, parties, where to read the contract, how to contest it.

Third parties contest the contract itself, within two months of a publicity that names its object, its parties and where
it can be read (CE, 4 April 2014, n° 358994; CE, 3 June 2020, n° 428845; CE, 19 July 2023, n° 465308).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.actes import juge_de
from ctg_docs.documents._communs.noms import bornes
from ctg_docs.documents._communs.parties.avenants import (
    base_de,
    convention_en_phrase,
    nommer_avenant,
    objets_de,
    parties_de,
)
from ctg_docs.documents._communs.parties.parties import presenter_toutes
from ctg_docs.documents._communs.reunions.reunion import Fait
from ctg_docs.documents._communs.tete import build_entete, nom_ctg
from ctg_docs.documents.contexte import Contexte, Lecture
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import date_longue, majuscule_initiale
from ctg_docs.holes import hole, holes_in
from ctg_docs.markdown import ponctuer
from ctg_docs.models.titres import titre_en_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.avenant import Avenant
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "AvisConclusion", "build"]


class AvisConclusion(Contexte):
    """The notice of one contract."""

    lecture: ClassVar[Lecture] = Lecture(phrases=frozenset(["annonce", "consultation", "recours"]))

    titre_avis: str = Field(title="Titre", description="« Avis de conclusion d’un avenant »")
    sous_titre: str
    faits: tuple[Fait, ...] = Field(title="Faits", description="Objet, territoire, signature, effet")
    annonce: str = Field(title="Annonce", description="« La convention … a été conclue le … entre : »")
    parties: tuple[str, ...]
    objets: tuple[str, ...] = Field(
        title="Objets", description="Ce que fait un avenant ; vide pour la convention"
    )
    consultation: str = Field(title="Consultation", description="Où le contrat se lit")
    recours: str = Field(title="Recours", description="Devant qui et dans quel délai les tiers le contestent")
    publication: str = Field(title="Publication", description="« Avis publié le … »")


CONTEXTE = AvisConclusion


@dataclass(frozen=True, slots=True)
class _Contrat:
    """What was concluded: « contrat » or « avenant », « la convention … », « conclue », on what day, by whom, told when, where the dossier says it."""

    stem: str
    genre: str
    quoi: str
    conclu: str
    signature: date
    effet: str
    parties: Sequence[Partie]
    publie: date | None
    chemin: str
    objets: tuple[str, ...] = ()


def build(ctg: Ctg, situation: Situation) -> Sequence[AvisConclusion]:
    """Return the notice of the convention, then of each avenant, once signed.

    Raises:
        Inapplicable: nothing is signed yet.
    """
    contrats = [_convention(ctg, ctg.convention.signee_le)] if ctg.convention.signee_le else []
    contrats += [_avenant(ctg, a, a.signe_le) for a in ctg.avenants if a.signe_le]
    if not contrats:
        raise Inapplicable("rien n’est encore signé")
    avis = [_avis(ctg, situation, contrat) for contrat in contrats]
    return _complets(ctg, avis) if situation.final else avis


def _complets(ctg: Ctg, avis: Sequence[AvisConclusion]) -> Sequence[AvisConclusion]:
    """Return the notices that a final version prints: a delay runs from a notice that says where to read, and its day."""
    complets = [a for a in avis if not holes_in(a.publication) and ctg.convention.lieu_consultation]
    if not complets:
        raise Inapplicable(
            "un avis dit où se consulte le contrat et son jour\u202f: remplissez `lieu_consultation` et `date_avis`"
        )
    return complets


def _convention(ctg: Ctg, signature: date) -> _Contrat:
    convention = ctg.convention
    titre = titre_en_phrase(convention.titre)
    debut, fin = convention.date_debut, convention.date_fin
    return _Contrat(
        stem="avis-conclusion",
        genre="contrat",
        quoi=f"{titre}{f' {convention.periode}' if convention.periode else ''}",
        conclu=titre.accorder("conclu"),
        signature=signature,
        effet=bornes(debut, fin) if debut and fin else "",
        parties=presenter_toutes(ctg),
        publie=convention.date_avis,
        chemin="convention.date_avis",
    )


def _avenant(ctg: Ctg, avenant: Avenant, signature: date) -> _Contrat:
    return _Contrat(
        stem=f"avis-conclusion-{avenant.id}",
        genre="avenant",
        quoi=f"{nommer_avenant(avenant)} à {convention_en_phrase(base_de(ctg, avenant))}",
        conclu="conclu",
        signature=signature,
        effet=f"à compter du {date_longue(avenant.date_effet)}" if avenant.date_effet else "",
        parties=parties_de(ctg, avenant),
        publie=avenant.date_avis,
        chemin=f"avenants.{avenant.id}.date_avis",
        objets=objets_de(ctg, avenant),
    )


def _avis(ctg: Ctg, situation: Situation, c: _Contrat) -> AvisConclusion:
    lieu = ctg.convention.lieu_consultation or hole("lieu de consultation", "convention.lieu_consultation")
    objet = majuscule_initiale(re.sub(r"^(?:la |le |l’|les )", "", c.quoi))
    jour = date_longue(c.signature)
    faits = (
        ("Objet", objet),
        ("Territoire", ctg.territoire.nom),
        ("Signature", jour),
        ("Effet", c.effet),
    )
    return AvisConclusion(
        **build_entete(ctg, situation, "Avis de conclusion", c.stem),
        titre_avis=f"Avis de conclusion d’un {c.genre}",
        sous_titre=nom_ctg(ctg),
        faits=tuple(Fait(etiquette=k, texte=v) for k, v in faits if v),
        annonce=f"{majuscule_initiale(c.quoi)} a été {c.conclu} le {jour} entre\u00a0:",
        parties=ponctuer(str(p.nom) for p in c.parties),
        objets=ponctuer(c.objets),
        consultation=f"Le texte signé et ses annexes se consultent {lieu}, dans le respect des secrets protégés par la loi.",
        recours=_recours(ctg, c.genre),
        publication=f"Avis publié le {date_longue(c.publie) if c.publie else hole('jour de publication de l’avis', c.chemin)}.",
    )


def _recours(ctg: Ctg, genre: str) -> str:
    conclusion = "la conclusion de l’avenant" if genre == "avenant" else "la passation du contrat"
    return (
        f"Tout tiers susceptible d’être lésé dans ses intérêts de façon suffisamment directe et certaine par {conclusion} ou "
        f"par ses clauses peut en contester la validité par un recours de pleine juridiction devant {juge_de(ctg.convention)}, "
        "dans un délai de deux mois à compter de la publication du présent avis."
    )
