"""The annexes that are files of their own: which can be read, which are kept as they are, which enter the complete file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.engine.pdf.inspection import inspect
from ctg_docs.errors import ConversionError, DataError
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.liste_annexes import list_annexes
from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from ctg_docs.models.annexe import Annexe
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.provenance import CheminDonnee

__all__ = ["Jointe", "faults", "joined", "prepare"]

_STRANGE = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]|[ .]$')
"""What a name can't have on every system that the dossier de signature goes through."""
_LONGEST: Final = 120
_APART: Final = frozenset(["SIG003", "SIG005"])
"""What keeps an annexe out of the complete file."""


@dataclass(frozen=True, slots=True)
class Jointe:
    """An annexe that is a file.

    Attributes:
        fichier: its path in the dossier.
        titre: « Annexe 3 – Convention d’échange de données ».
        data: its bytes; None when nobody gave them.
        chemin: where the dossier names it.
    """

    fichier: str
    titre: str
    data: bytes | None
    chemin: CheminDonnee

    @property
    def nom(self) -> str:
        """Its name, without its folder."""
        return self.fichier.rsplit("/", 1)[-1]

    @property
    def pdf(self) -> bool:
        """True by its name: other files are not pieces to sign."""
        return self.nom.lower().endswith(".pdf")

    @property
    def stem(self) -> str:
        """The name it takes in the dossier de signature, one that every system accepts."""
        own = self.nom.rsplit(".", 1)[0]
        return (
            own
            if not _STRANGE.search(own) and len(own) <= _LONGEST
            else build_stem(own)[:_LONGEST] or "annexe"
        )


def joined(ctg: Ctg, avenant: str | None = None) -> Iterator[Jointe]:
    """Yield the annexes of the convention, or of an avenant, that are files."""
    rang = next((n for n, a in enumerate(ctg.avenants) if a.id == avenant), None)
    annexes: Sequence[Annexe] = list_annexes(ctg) if rang is None else ctg.avenants[rang].annexes
    for number, annexe in enumerate(annexes, 1):
        if annexe.contenu is not ContenuAnnexe.FICHIER or not annexe.fichier:
            continue
        if rang is None:
            chemin: CheminDonnee = ("convention", "annexes", ctg.convention.annexes.index(annexe), "fichier")
            titre = f"Annexe {number} – {annexe.titre_effectif}"
        else:
            chemin = ("avenants", rang, "annexes", number - 1, "fichier")
            titre = f"Annexe – {annexe.titre_effectif}"
        yield Jointe(annexe.fichier, titre, ctg.provenance.files.get(annexe.fichier), chemin)


def faults(jointe: Jointe) -> Iterator[Problem]:
    """Yield what a signatory would find wrong with a joined PDF, and what becomes of it.

    Raises:
        MissingToolError: pikepdf is absent.
    """
    if jointe.data is None or not jointe.pdf:
        return
    seen = inspect(jointe.data)
    if seen.fault:
        yield _problem("SIG004", Severity.BLOCKING, jointe, f"ne peut pas être jointe\u00a0: {_suite(seen.fault)}",
                       "Remplacez ce fichier par un PDF qui s’ouvre sans mot de passe.")  # fmt: skip
    if seen.signed:
        yield _problem("SIG003", Severity.WARNING, jointe, "est déjà signée\u00a0: elle est jointe telle quelle, hors du fichier complet.",
                       "Rien à faire\u202f: réunie aux autres, elle perdrait sa signature.")  # fmt: skip
    elif seen.fields:
        yield _problem("SIG005", Severity.WARNING, jointe, "a des champs à remplir\u00a0: elle est jointe telle quelle, hors du fichier complet.",
                       "Remplissez-la, puis enregistrez-la en PDF sans formulaire.")  # fmt: skip
    if jointe.stem != jointe.nom.rsplit(".", 1)[0]:
        yield _problem("SIG006", Severity.WARNING, jointe, f"s’appelle «\u00a0{jointe.stem}.pdf\u00a0» dans le dossier de signature.",
                       "Renommez-la sans : ? * < > | ni barre, pour qu’elle garde son nom partout.")  # fmt: skip


def prepare(
    ctg: Ctg, avenant: str | None, conform: Callable[[Jointe], bytes]
) -> tuple[list[tuple[Jointe, bytes, bool]], list[Problem]]:
    """Return each PDF to join with its bytes and whether it enters the complete file, and a warning for each that does not.

    What is signed, or may still be filled, keeps its own bytes; so does what can't be made conform.

    Raises:
        DataError: one of them can't be read: what is signed would not be what is announced.
    """
    kept: list[tuple[Jointe, bytes, bool]] = []
    problems: list[Problem] = []
    for piece in joined(ctg, avenant):
        if piece.data is None:
            continue
        if not piece.pdf:
            problems.append(_not_merged(piece, "ce n’est pas un PDF"))
            continue
        found = list(faults(piece))
        if blocking := [problem for problem in found if problem.blocking]:
            raise DataError("Une annexe jointe ne peut pas être lue.", blocking)
        problems += found
        merged, data = not any(problem.code in _APART for problem in found), piece.data
        if merged:
            try:
                data = conform(piece)
            except ConversionError as error:
                merged = False
                problems.append(_not_merged(piece, error.message))
        kept.append((piece, data, merged))
    return kept, problems


def _not_merged(jointe: Jointe, reason: str) -> Problem:
    return Problem(
        "SIG001",
        Severity.WARNING,
        f"L’annexe « {jointe.fichier} » n’est pas dans le fichier complet : {reason}",
        suggestion="Enregistrez-la en PDF balisé (PDF/UA) depuis son logiciel.",
    )


def _problem(code: str, severity: Severity, jointe: Jointe, what: str, remedy: str) -> Problem:
    return Problem(
        code, severity, f"L’annexe « {jointe.fichier} » {what}", Place(jointe.fichier), suggestion=remedy
    )


def _suite(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
