"""What the bordereau shows: one line per piece, the rules to check them, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.parties.avenants import parties_de
from ctg_docs.documents._communs.parties.jointes import nommer_jointes
from ctg_docs.documents._communs.parties.parties import decrire_toutes, noms_couverture
from ctg_docs.documents._communs.tete import nom_ctg, tete
from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import compte
from ctg_docs.markdown import ponctuer
from ctg_docs.models.liste_annexes import list_annexes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import PieceProduite, Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "Bordereau", "LignePiece", "build"]


class LignePiece(Bloc):
    """A piece: its rank, its title, its file, its pages, its fingerprint."""

    numero: str
    titre: str
    fichier: str
    pages: str
    debut: str = Field(title="Début", description="Première page dans le fichier complet, ou un tiret")
    empreinte: str = Field(title="Empreinte", description="SHA-256, par groupes de huit caractères")


class Bordereau(Contexte):
    """The list of the pieces."""

    sous_titre: str
    resume: str = Field(title="Résumé", description="« 4 pièces, 96 pages »")
    lignes: tuple[LignePiece, ...]
    acte: str = Field(title="Acte", description="« la convention », « l’avenant »")
    annexes: tuple[str, ...] = Field((), title="Annexes", description="Ce que l’acte joint, dans l’ordre")
    parties: tuple[str, ...] = Field(title="Parties", description="Qui signe, dans l’ordre")


CONTEXTE = Bordereau


def build(ctg: Ctg, situation: Situation) -> Sequence[Bordereau]:
    """Return the one document.

    Raises:
        Inapplicable: no piece was made yet.
    """
    pieces = situation.pieces
    if not pieces:
        raise Inapplicable(
            "le bordereau se fait avec le dossier de signature, en version définitive et en PDF"
        )
    signees = [piece for piece in pieces if not piece.complet]
    avenant = next((a for a in ctg.avenants if a.id == situation.avenant), None)
    pages = sum(piece.pages for piece in signees)
    return [
        Bordereau(
            **tete(
                ctg,
                situation,
                stem=build_stem("bordereau", ctg.territoire.nom),
                titre=f"Bordereau des pièces – {nom_ctg(ctg)}",
                court="Bordereau des pièces",
            ),
            sous_titre=nom_ctg(ctg),
            resume=f"{compte(len(signees), 'pièce')}, {compte(pages, 'page')} à signer.",
            lignes=tuple(_ligne(rang, piece) for rang, piece in enumerate(pieces, 1)),
            acte="l’avenant" if avenant else "la convention",
            annexes=ponctuer(nommer_jointes(ctg, avenant) if avenant else _annexes(ctg)),
            parties=ponctuer(
                nom
                for p in (parties_de(ctg, avenant, unies=True) if avenant else decrire_toutes(ctg))
                for nom in noms_couverture(p)
            ),
        )
    ]


def _annexes(ctg: Ctg) -> tuple[str, ...]:
    return tuple(f"Annexe\u00a0{i} – {a.titre_effectif}" for i, a in enumerate(list_annexes(ctg), 1))


def _ligne(rang: int, piece: PieceProduite) -> LignePiece:
    empreinte = piece.sha256
    return LignePiece(
        numero="" if piece.complet else str(rang),
        titre=piece.titre,
        fichier=piece.fichier,
        pages=str(piece.pages) if piece.pages else "–",
        debut=str(piece.debut) if piece.debut else "–",
        empreinte=" ".join(empreinte[i : i + 8] for i in range(0, len(empreinte), 8)),
    )
