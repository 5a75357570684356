"""The PDFs of a delivery: one beside each document, the dossier de signature. Loaded only when PDFs are asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.documents import get_kind
from ctg_docs.documents._communs.parties.avenants import numero_avenant
from ctg_docs.engine.pdf.conformance import Attachment
from ctg_docs.engine.pdf.together import Asked, Work, finish_together
from ctg_docs.errors import ConversionError, OutputError
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.liste_annexes import list_annexes
from ctg_docs.signature.donnees import ATTACHMENT, pack_data
from ctg_docs.signature.dossier import BORDEREAU, NOTICE, SourcePiece, avenant_of, build_dossier
from ctg_docs.signature.manifeste import FICHIER
from ctg_docs.signature.verification import SOUS_DOSSIER
from ctg_docs.steps.messages import message_names, write_messages
from ctg_docs.steps.piles import pile_names, pile_up
from ctg_docs.steps.render import render_kind, template_source
from ctg_docs.steps.signed import write_signature
from ctg_docs.steps.types import Delivery
from ctg_docs.steps.write import CONVERTIBLE, carry, stem, write_all

if TYPE_CHECKING:
    from ctg_docs.documents.kind import PieceProduite
    from ctg_docs.documents.options import Options
    from ctg_docs.engine.pdf.making import Finished
    from ctg_docs.models import Ctg
    from ctg_docs.problems import Problem
    from ctg_docs.signature.dossier import DossierSignature
    from ctg_docs.steps.types import Batch, Document

__all__ = ["Pdfs", "refuse_existing", "refuse_signed"]


class Pdfs:
    """What is made of the Word files of one delivery; `whole` is the dossier before it was masked for a publication."""

    def __init__(self, ctg: Ctg, options: Options, folder: Path, whole: Ctg) -> None:
        self.ctg, self.options, self.folder, self.whole = ctg, options, folder, whole

    def write(self, batch: Batch, paths: list[Path]) -> Delivery:
        """Write them all; what can be converted is, whatever becomes of the rest.

        Args:
            batch: the documents.
            paths: Word files already written.

        Raises:
            ConversionError: a document could not be converted.
        """
        failed: list[ConversionError] = []
        to_sign = self._to_sign(batch)
        signed = [document for pieces in to_sign.values() for document in pieces]
        works = {name: self._build(pieces) for name, pieces in to_sign.items()}
        others = self._asked([d for d in batch.documents if d not in signed])
        made_of, done = finish_together(works, others, self.options.converter)
        signatures = {n: found for n, found in made_of.items() if not isinstance(found, ConversionError)}
        failed += [found for found in made_of.values() if isinstance(found, ConversionError)]
        failed += [found.error for found in done.values() if found.error]
        made = {name: data for found in done.values() for name, data in _files(found).items()}
        made |= pile_up(self.ctg, batch.documents, made)
        if self.options.messages:
            made |= write_messages(batch.documents, made)
        for name, signature in signatures.items():
            made |= _copies(to_sign[name], signature)
        problems = [*batch.problems, *(p for found in done.values() for p in found.problems)]
        problems += self._leaks(made, problems)
        written = write_all(list(made.items()), self.folder, force=True)
        for name, signature in signatures.items():
            more, kept = write_signature(signature, self.folder / name)
            written += more
            problems += (*signature.problems, *kept)
        if failed:
            raise ConversionError("\n".join(error.message for error in failed))
        if signatures:
            batch = replace(
                batch, skipped=tuple(s for s in batch.skipped if s[0].nom not in {BORDEREAU, NOTICE})
            )
        place = next((self.folder / name for name in signatures), None)
        return Delivery(
            tuple(dict.fromkeys([*paths, *written])), batch, tuple(dict.fromkeys(problems)), place
        )

    def _leaks(self, made: Mapping[str, bytes], told: Sequence[Problem]) -> list[Problem]:
        """Return what the PDFs to put online would tell of persons and their Word files did not; see `refuse_leaks`."""
        if not self.options.publication:
            return []
        from ctg_docs.steps.publish import refuse_leaks

        known = {(p.code, p.value) for p in told}
        return [p for p in refuse_leaks(self.whole, made.items()) if (p.code, p.value) not in known]

    def _to_sign(self, batch: Batch) -> dict[str, list[Document]]:
        """Return the documents of each dossier de signature, in order, by the name of its folder.

        The convention goes with its fiches, unless it holds them; an avenant made beside it is signed on another day
        and has a folder of its own. Avenants alone share one.
        """
        if not self.options.final or self.options.publication:
            return {}
        words = [d for d in batch.documents if d.name.endswith(".docx")]
        annexees = any(a.contenu is ContenuAnnexe.FICHES_ACTIONS for a in list_annexes(self.ctg))
        kinds = ("convention",) if annexees else ("convention", "fiches_actions")
        avenants = [d for d in words if d.kind == "avenant"]
        if not any(d.kind == "convention" for d in words):
            return {SOUS_DOSSIER: avenants} if avenants else {}
        convention = [d for kind in kinds for d in words if d.kind == kind]
        return {SOUS_DOSSIER: convention} | {f"{SOUS_DOSSIER}-{stem(d)}": [d] for d in avenants}

    def _build(self, documents: Sequence[Document]) -> Work[DossierSignature]:
        """Return what makes a dossier de signature."""
        ctg, options = self.ctg, self.options
        kinds = list(dict.fromkeys(d.kind for d in documents))
        pieces = [SourcePiece(d.kind, get_kind(d.kind).titre, stem(d), d.data) for d in documents]
        alone = avenant_of(ctg, pieces) if len(pieces) == 1 else None
        signed = replace(options, avenant=alone)
        pieces = [
            replace(p, titre=numero_avenant(a)) for p in pieces for a in ctg.avenants if a.id == alone
        ] or pieces

        def render(kind: str, listed: tuple[PieceProduite, ...]) -> bytes:
            return render_kind(ctg, get_kind(kind), replace(signed, pieces=listed))[0].data

        used = (*kinds, BORDEREAU, NOTICE)
        templates = {kind: template_source(ctg, get_kind(kind), options) for kind in used}
        return build_dossier(ctg, pieces, render, templates=templates, options=options)

    def _asked(self, documents: Sequence[Document]) -> Asked:
        words = [d for d in documents if d.name.endswith(CONVERTIBLE)]
        data = Attachment(ATTACHMENT, pack_data(self.ctg), "Données validées dont ce document est tiré")
        holding = [d for d in words if self.options.archive and self.options.carries(get_kind(d.kind))]
        return Asked(
            {stem(d): d.data for d in carry(self.ctg, words, self.options)},
            {stem(d): (data,) for d in holding},
        )


def _files(found: Finished) -> dict[str, bytes]:
    return (
        {} if found.error else {f"{found.name}{found.extension}": found.word, f"{found.name}.pdf": found.pdf}
    )


def _copies(documents: Sequence[Document], signature: DossierSignature) -> dict[str, bytes]:
    """Return the pieces under the names they would have without a dossier de signature."""
    wanted = {stem(d) + extension for d in documents for extension in (".docx", ".pdf")}
    return {path[3:]: data for path, data in signature.files.items() if path[3:] in wanted}


def refuse_existing(folder: Path, documents: Sequence[Document], options: Options) -> None:
    """Refuse before anything is written.

    Raises:
        OutputError: a PDF, a message or a dossier de signature is already there.
    """
    wanted = [folder / f"{stem(d)}.pdf" for d in documents if d.name.endswith(CONVERTIBLE)]
    wanted += [folder / name for name in pile_names(documents)]
    wanted += [folder / name for name in message_names(documents)] if options.messages else []
    present = [path for path in (*wanted, *folder.glob(f"{SOUS_DOSSIER}*/{FICHIER}")) if path.exists()]
    if present:
        listed = ", ".join(f"« {path} »" for path in present[:5])
        raise OutputError(f"Déjà présent : {listed}. Demandez de remplacer, ou choisissez un autre endroit.")


def refuse_signed(folder: Path) -> None:
    """Refuse to write over signatures, whatever is forced.

    Raises:
        OutputError: a PDF of the folder, or of its dossier de signature, is signed.
    """
    found = [*folder.glob("*.pdf"), *folder.glob(f"{SOUS_DOSSIER}*/**/*.pdf")]
    signed = [path for path in sorted(found) if path.is_file() and b"/ByteRange" in path.read_bytes()]
    if signed:
        listed = ", ".join(f"« {path} »" for path in signed[:5])
        raise OutputError(
            f"Ce fichier porte des signatures, rien n’a été écrit : {listed}. Mettez-le à l’abri, ou choisissez un autre endroit."
        )
