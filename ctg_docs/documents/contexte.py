"""The base of every context: what each document carries whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Bloc", "Contexte"]


class Bloc(BaseModel):
    """A frozen piece of a page; unknown fields are refused so that a renamed field is seen at once."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Contexte(Bloc):
    """What one file shows. One instance is one output file."""

    file_stem: str = Field(title="Nom du fichier", description="Nom du fichier sans son extension")
    titre: str = Field(title="Titre", description="Titre du document, dans ses propriétés")
    titre_courant: str = Field("", title="Titre courant", description="Texte de l’en-tête de chaque page")
    pied: str = Field("", title="Pied de page", description="Texte à gauche du pied de page")
    auteur: str = Field("", title="Auteur", description="Organisme qui émet le document")
    sujet: str = Field("", title="Sujet", description="Sujet du document, dans ses propriétés")
    mots_cles: str = Field("", title="Mots-clés", description="Mots-clés, dans les propriétés")
    projet: bool = Field(True, title="Projet", description="Vrai tant que le document n’est pas définitif")
    mention: str = Field("", title="Mention", description="« PROJET – version du … », vide si définitif")
    langue: str = Field("fr-FR", title="Langue", description="Langue du document")

    def side_files(self) -> Mapping[str, bytes]:
        """Return the files to write beside the document (`.ics` of an invitation…), by name."""
        return {}
