"""What the schéma shows: the convention that stands for it, then the schéma itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.annexes.schema import AnnexeSchema, build_schema, tient_lieu
from ctg_docs.documents._communs.tete import build_entete, nom_ctg
from ctg_docs.documents.contexte import ContexteLong, Lecture
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import compte
from ctg_docs.models.schema_petite_enfance import dit_un_schema, fiches_du_schema, objectifs_du_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "SchemaPetiteEnfance", "build"]


class SchemaPetiteEnfance(ContexteLong):
    """The schéma pluriannuel."""

    lecture: ClassVar[Lecture] = Lecture(phrases=frozenset(["chapeau", "tient_lieu"]))

    titre_document: str
    sous_titre: str
    chapeau: str
    tient_lieu: str = Field(title="Tient lieu", description="Si la convention vaut schéma ; vide sinon")
    contenu: AnnexeSchema = Field(title="Schéma", description="Compétences, parties, conformité")


CONTEXTE = SchemaPetiteEnfance


def build(ctg: Ctg, situation: Situation) -> Sequence[SchemaPetiteEnfance]:
    """Return the one schéma.

    Raises:
        Inapplicable: the dossier says nothing of it.
    """
    if not dit_un_schema(ctg):
        raise Inapplicable("le dossier ne dit rien du schéma de l’accueil du jeune enfant")
    titre = "Schéma pluriannuel de maintien et de développement de l’offre d’accueil du jeune enfant"
    return [
        SchemaPetiteEnfance(
            **build_entete(ctg, situation, titre, "schema-petite-enfance"),
            titre_document=titre,
            sous_titre=nom_ctg(ctg),
            chapeau=_chapeau(ctg),
            tient_lieu=f"{tient_lieu('La convention territoriale globale')} Le tableau de conformité qui termine ce document le "
            "montre, élément par élément."
            if ctg.convention.vaut_schema
            else "",
            contenu=build_schema(ctg),
        )
    ]


def _chapeau(ctg: Ctg) -> str:
    fiches = len(fiches_du_schema(ctg))
    objectifs = len(objectifs_du_schema(ctg))
    return (
        f"Ce document réunit ce que le dossier de la convention dit de l’accueil des enfants de moins de trois ans\u00a0: "
        f"{compte(objectifs, 'objectif')} et {compte(fiches, 'fiche action', 'fiches actions')}."
    )
