"""The manifest of a dossier de signature: what was made, from what, with what. Read by programs."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ctg_docs.errors import DataError
from ctg_docs.limits import LIMITS

__all__ = ["FICHIER", "Empreinte", "Manifeste", "PieceManifeste", "fingerprint", "is_plain_name"]

FICHIER = "manifeste.json"

Role = Literal["piece", "complet", "bordereau", "notice", "donnees", "modele"]
_AROUND = ("bordereau", "notice")
"""What is made from the pieces, once they are known."""


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def is_plain_name(name: str) -> bool:
    """True for a name that stays inside its folder on any system: relative, without « .. », drive or link to a parent."""
    parts = name.split("/")
    return (
        0 < len(name) <= LIMITS.name
        and not re.search(r'[\x00-\x1f\\:*?"<>|]', name)
        and all(part and part not in {".", ".."} for part in parts)
    )


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Empreinte(_Frozen):
    """A file and its fingerprint."""

    fichier: str = Field(description="Chemin dans le répertoire du dossier.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Empreinte du fichier.")
    taille: int = Field(description="Taille en octets : une signature s’ajoute à la suite.")

    def is_start_of(self, data: bytes) -> bool:
        """True when the data begin with the file as it was made, and go on: what signing does to a PDF."""
        return len(data) > self.taille and self.is_whole_in(data)

    def is_whole_in(self, data: bytes) -> bool:
        """True when the data are the file as it was made, or begin with it."""
        return 0 <= self.taille <= len(data) and fingerprint(data[: self.taille]) == self.sha256


class PieceManifeste(Empreinte):
    """A file of the dossier and what it is."""

    role: Role = Field(description="piece, complet, bordereau, notice, donnees ou modele.")
    titre: str = Field(default="", description="Titre de la pièce.")
    type: str = Field(default="", description="Type de document (convention, fiches_actions…).")
    pages: int = Field(default=0, description="Nombre de pages d’un PDF.")
    debut: int = Field(default=0, description="Première page dans le fichier complet.")
    signataires: tuple[str, ...] = Field(default=(), description="Champs de signature, dans l’ordre.")
    conformite: tuple[str, ...] = Field(default=(), description="Normes du fichier : PDF/A-2b, PDF/UA-1…")


class Manifeste(_Frozen):
    """The whole manifest.

    Attributes:
        empreinte: SHA-256 of all the rest, so that a hand-made change of the manifest is seen.
    """

    format: Literal["ctg-docs/manifeste/1"] = "ctg-docs/manifeste/1"
    outil: str = Field(description="Outil et version.")
    dossier: str = Field(description="Nom du territoire et période.")
    version: str = Field(default="", description="Version du dossier.")
    date: str = Field(default="", description="Date de la version, AAAA-MM-JJ.")
    donnees: str = Field(description="SHA-256 des données validées.")
    modeles: dict[str, str] = Field(description="SHA-256 du modèle Word de chaque type.")
    joints: dict[str, str] = Field(
        default={}, description="SHA-256 des logos et des annexes du dossier d’origine."
    )
    fichiers: tuple[PieceManifeste, ...] = Field(description="Tous les fichiers, sauf ce manifeste.")
    empreinte: str = ""

    def sealed(self) -> Manifeste:
        """Return the same manifest with its own fingerprint."""
        return self.model_copy(update={"empreinte": self._seal()})

    def is_sealed(self) -> bool:
        """True when the manifest is as it was written."""
        return self.empreinte == self._seal()

    def _seal(self) -> str:
        held = self.model_dump(mode="json", exclude={"empreinte"})
        return fingerprint(json.dumps(held, ensure_ascii=False, sort_keys=True).encode())

    def identite(self) -> str:
        """Return the fingerprint that each piece carries inside: all that is known before the pieces have their own."""
        held = self.model_dump(mode="json", exclude={"empreinte", "fichiers"})
        held["fichiers"] = [
            [p.fichier, p.role, p.titre, p.type, list(p.signataires)]
            for p in self.fichiers
            if p.role not in _AROUND
        ]
        return fingerprint(json.dumps(held, ensure_ascii=False, sort_keys=True).encode())

    def contenu(self) -> str:
        """Return the fingerprint that the bordereau prints: the whole manifest, but for what is made from it."""
        others = tuple(piece for piece in self.fichiers if piece.role not in _AROUND)
        return self.model_copy(update={"fichiers": others})._seal()

    def to_json(self) -> bytes:
        """Return the file."""
        return (json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes) -> Manifeste:
        """Read the file.

        Raises:
            DataError: not a manifest of this tool.
        """
        try:
            if len(data) > LIMITS.manifest:
                raise ValueError(data)
            held: Any = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
            return cls.model_validate(held)
        except (ValueError, ValidationError, RecursionError) as error:
            raise DataError(f"« {FICHIER} » n’est pas le manifeste d’un dossier de signature.") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key written twice: programs do not agree on which one counts."""
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError(pairs)
    return held
