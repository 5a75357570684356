"""What the notice of a dossier de signature says: the file to sign, who signs it, what stays apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.tete import nom_ctg, tete
from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import compte, majuscule_initiale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import PieceProduite, Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "ALire", "build"]

_UN_PAR_LIGNE = 10
"""Signatories listed one a line; more of them stand in one paragraph, so that the notice keeps to its page."""


class PieceAPart(Bloc):
    """A piece that is not in the file to sign."""

    titre: str
    fichier: str


class ALire(Contexte):
    """The notice."""

    sous_titre: str
    fichier: str = Field(title="Fichier à signer", description="Nom du fichier complet")
    contenu: str = Field(title="Contenu", description="« 2 pièces, 64 pages »")
    signataires: tuple[str, ...] = Field(title="Signataires", description="Dans l’ordre des cases")
    enfilade: str = Field(
        title="Signataires à la suite", description="Les mêmes en un paragraphe, s’ils sont nombreux"
    )
    balises: bool = Field(title="Balises", description="Vrai si les cases portent les balises d’un parapheur")
    a_part: tuple[PieceAPart, ...] = Field(
        title="À part", description="Pièces jointes à côté du fichier à signer"
    )


CONTEXTE = ALire


def build(ctg: Ctg, situation: Situation) -> Sequence[ALire]:
    """Return the one notice.

    Raises:
        Inapplicable: no piece was made yet.
    """
    complet = next((p for p in situation.pieces if p.complet), None)
    if complet is None:
        raise Inapplicable("la notice se fait avec le dossier de signature, en version définitive et en PDF")
    pieces = [p for p in situation.pieces if not p.complet]
    reunies, a_part = [p for p in pieces if p.debut], [p for p in pieces if not p.debut]
    signataires = _signataires(reunies)
    nombreux = len(signataires) > _UN_PAR_LIGNE
    return [
        ALire(
            **tete(
                ctg,
                situation,
                stem=build_stem("a-lire", ctg.territoire.nom),
                titre=f"À lire – {nom_ctg(ctg)}",
                court="À lire",
            ),
            sous_titre=nom_ctg(ctg),
            fichier=complet.fichier,
            contenu=f"{compte(len(reunies), 'pièce')}, {compte(complet.pages, 'page')}",
            signataires=() if nombreux else signataires,
            enfilade="\u202f; ".join(f"{n}.\u00a0{s}" for n, s in enumerate(signataires, 1))
            if nombreux
            else "",
            balises=bool(situation.parapheur or ctg.parametres.forme_de_balise),
            a_part=tuple(PieceAPart(titre=p.titre, fichier=p.fichier) for p in a_part),
        )
    ]


def _signataires(pieces: Sequence[PieceProduite]) -> tuple[str, ...]:
    return tuple(majuscule_initiale(s) for s in dict.fromkeys(s for p in pieces for s in p.signataires))
