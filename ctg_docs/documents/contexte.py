"""The base of every context: what each document carries whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctg_docs.documents.envoi import Envoi

__all__ = ["Bloc", "Contexte", "ContexteDeTableaux", "ContexteLong", "Lecture", "LigneSigle"]


@dataclass(frozen=True, slots=True)
class Lecture:
    """How the texts of a piece of page are read when sigles are looked for; long texts (`Rich`) are sentences.

    Attributes:
        phrases: fields of short text that are sentences too, not titles nor cells of a table.
        intacts: fields whose wording is never touched.
        citations: fields that cite legal texts one after the other: a code already named takes its sigle there.
        imprimes: sigles that the template itself prints around this piece.
    """

    phrases: frozenset[str] = frozenset()
    intacts: frozenset[str] = frozenset()
    citations: frozenset[str] = frozenset()
    imprimes: tuple[str, ...] = ()


class Bloc(BaseModel):
    """A frozen piece of a page; unknown fields are refused so that a renamed field is seen at once."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    lecture: ClassVar[Lecture] = Lecture()


class Contexte(Bloc):
    """What one file shows. One instance is one output file.

    Attributes:
        offerts: fields that templates of others may print, and ours never do: no gap of theirs is missing in ours.
    """

    offerts: ClassVar[frozenset[str]] = frozenset()

    file_stem: str = Field(title="Nom du fichier", description="Nom du fichier sans son extension")
    titre: str = Field(title="Titre", description="Titre du document, dans ses propriétés")
    titre_courant: str = Field(
        default="", title="Titre courant", description="Texte de l’en-tête de chaque page"
    )
    pied: str = Field(default="", title="Pied de page", description="Texte à gauche du pied de page")
    auteur: str = Field(default="", title="Auteur", description="Organisme qui émet le document")
    sujet: str = Field(default="", title="Sujet", description="Sujet du document, dans ses propriétés")
    mots_cles: str = Field(default="", title="Mots-clés", description="Mots-clés, dans les propriétés")
    projet: bool = Field(
        default=True, title="Projet", description="Vrai tant que le document n’est pas définitif"
    )
    mention: str = Field(
        default="", title="Mention", description="« PROJET – version du … », vide si définitif"
    )
    langue: str = Field(default="fr-FR", title="Langue", description="Langue du document")

    def ordre_de_lecture(self) -> Iterable[str]:
        """Return the fields printed, in the order of the pages."""
        own = [f for f in type(self).model_fields if f not in self.offerts]
        return [f for f in own if f in _EN_TETE or f not in Contexte.model_fields]

    def variantes(self) -> tuple[str, ...]:
        """Return what may stand after the kind in the name of a template, the most precise first: « copil »."""
        return ()

    def mettre_en_page(self, word: bytes) -> bytes:
        """Return the Word file once filled, with what its pages leave room for."""
        return word

    def side_files(self) -> Mapping[str, bytes]:
        """Return the files to write beside the document (`.ics` of an invitation…), by name."""
        return {}

    def envoi(self) -> Envoi | None:
        """Return how the document leaves, when it is a letter to one person."""
        return None


_EN_TETE = ("titre_courant", "pied", "mention")


class LigneSigle(Bloc):
    """A sigle and its meaning."""

    sigle: str
    sens: str


class ContexteDeTableaux(Contexte):
    """What a document of cells shows, where nothing can be named in full: its sigles have their key at its foot."""

    cle_sigles: str = Field(
        default="",
        title="Clé des sigles",
        description="« Sigles – ETP : équivalent temps plein. », ou vide",
    )


class ContexteLong(Contexte):
    """What a document of many pages shows: its sigles may need a table."""

    sigles: tuple[LigneSigle, ...] = Field(
        default=(),
        title="Table des sigles",
        description="Ceux du document, par ordre alphabétique ; vide s’ils sont peu",
    )
