"""What a fiche de mission shows: the post, its missions, the instances and the actions it serves, who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.gouvernance.instances import nom_instance
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.noms import appellation_organisme, nom_organisme, nom_personne
from ctg_docs.documents._communs.parties.cases import CaseSignature, RangSignatures, pair
from ctg_docs.documents._communs.reunions.reunion import Fait
from ctg_docs.documents._communs.suivi.financements import lignes_financements
from ctg_docs.documents._communs.tete import nom_ctg, tete
from ctg_docs.documents.contexte import ContexteDeTableaux
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import etp, minuscule_initiale, nombre
from ctg_docs.holes import hole
from ctg_docs.models.baremes import ObjetBareme
from ctg_docs.models.base import Genre
from ctg_docs.models.financements import annees_d_activite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.cooperation import PosteCooperation
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "FicheMission", "build"]


class FicheMission(ContexteDeTableaux):
    """The mission of one post."""

    fonction: str
    sous_titre: str
    faits: tuple[Fait, ...] = Field(
        title="Faits", description="Titulaire, employeur, temps, instances, financement"
    )
    communes: tuple[str, ...] = Field(title="Missions communes", description="Celles de tous les postes")
    missions: tuple[str, ...] = Field(title="Missions du poste", description="Celles de ce poste")
    actions: tuple[str, ...] = Field(title="Actions", description="Fiches que le titulaire pilote")
    rangs: tuple[RangSignatures, ...] = Field(title="Signatures", description="L’employeur et le titulaire")


CONTEXTE = FicheMission


def build(ctg: Ctg, situation: Situation) -> Sequence[FicheMission]:
    """Return one fiche per post.

    Raises:
        Inapplicable: the dossier has no post.
    """
    ctg = connu_le(ctg, situation)
    if not ctg.cooperation.postes:
        raise Inapplicable("le dossier n’a pas de poste de coopération")
    return [_fiche(ctg, poste, situation) for poste in ctg.cooperation.postes]


def _fiche(ctg: Ctg, poste: PosteCooperation, situation: Situation) -> FicheMission:
    titulaire = nom_personne(ctg, poste.personne, situation, "Poste à pourvoir")
    menees = [f for f in ctg.fiches_ordonnees if poste.personne and f.pilote_personne == poste.personne]
    codes = ctg.codes_fiches
    return FicheMission(
        **tete(
            ctg,
            situation,
            stem=build_stem("fiche-mission", poste.id),
            titre=f"Fiche de mission – {poste.intitule_fonction}",
            court="Fiche de mission",
        ),
        fonction=poste.intitule_fonction,
        sous_titre=f"Fiche de mission – {nom_ctg(ctg)}",
        faits=(*_faits(ctg, poste, titulaire), *_place(ctg, poste)),
        communes=ctg.cooperation.missions,
        missions=poste.missions,
        actions=tuple(f"{codes[f.id]} {f.intitule}" if f.id in codes else f.intitule for f in menees),
        rangs=pair(
            [
                _case(
                    1,
                    "l’employeur",
                    nom_organisme(
                        ctg, poste.employeur, hole("employeur", f"cooperation.postes.{poste.id}.employeur")
                    ),
                    "Nom et qualité\u00a0:",
                ),
                *(
                    []
                    if poste.vacant
                    else [_case(2, _le_titulaire(ctg, poste), poste.intitule_fonction, titulaire)]
                ),
            ]
        ),
    )


def _case(numero: int, pour: str, qualite: str, nom: str) -> CaseSignature:
    return CaseSignature(
        numero=numero, pour=f"Pour {pour}" if numero == 1 else pour.capitalize(), qualite=qualite, nom=nom
    )


def _le_titulaire(ctg: Ctg, poste: PosteCooperation) -> str:
    personne = ctg.personne(poste.personne)
    if personne is None or personne.genre is None:
        return "titulaire du poste"
    return "la titulaire" if personne.genre is Genre.FEMININ else "le titulaire"


def _faits(ctg: Ctg, poste: PosteCooperation, titulaire: str) -> tuple[Fait, ...]:
    temps = [
        f"{etp(poste.etp_ctg)}\u00a0ETP pour la convention" if poste.etp_ctg is not None else "",
        f"poste de {etp(poste.etp_poste)}\u00a0ETP" if poste.etp_poste is not None else "",
    ]
    bornes = [m.libelle for m in (poste.debut, poste.fin) if m]
    faits = (
        (
            "Titulaire",
            titulaire
            if not poste.vacant
            else f"{titulaire}{f' ({minuscule_initiale(poste.vacance)})' if poste.vacance else ''}",
        ),
        (
            "Employeur",
            nom_organisme(
                ctg, poste.employeur, hole("employeur", f"cooperation.postes.{poste.id}.employeur")
            ),
        ),
        ("Direction", poste.direction or ""),
        ("Périmètre", poste.perimetre or ""),
        (
            "Temps",
            ", ".join(t for t in temps if t)
            or hole("temps consacré à la convention", f"cooperation.postes.{poste.id}.etp"),
        ),
        ("Période", " – ".join(bornes)),
    )
    return tuple(Fait(etiquette=k, texte=v) for k, v in faits if v)


def _place(ctg: Ctg, poste: PosteCooperation) -> tuple[Fait, ...]:
    """Return where the holder sits, who pays the post, and the bonus of the last year told."""
    instances = ctg.gouvernance.instances if poste.personne else ()
    siege = [nom_instance(i) for i in instances if any(m.personne == poste.personne for m in i.membres)]
    parts = [
        f"{appellation_organisme(ctg, c.financeur)} {nombre(c.part_pourcent)}\u00a0%"
        for c in poste.cofinancements
    ]
    bonus = [
        (f"Bonus {ligne.annee}", f"{ligne.montant}\u00a0: {ligne.calcul}, {ligne.source}")
        for ligne in lignes_financements(ctg, annees_d_activite(ctg)[-1:])
        if ligne.objet == ObjetBareme.COORDINATION.libelle
        and ligne.qui.startswith(f"{poste.intitule_fonction} (")
    ]
    faits = (("Instances", ", ".join(siege)), ("Financement", ", ".join(parts)), *bonus)
    return tuple(Fait(etiquette=k, texte=v) for k, v in faits if v)
