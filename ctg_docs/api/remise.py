"""Hand over the documents of a dossier: Word, PDF, dossier de signature, version to publish. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from ctg_docs.api import load, prepare, write
from ctg_docs.api.output import write_all
from ctg_docs.api.rendering import render_kind, template_source
from ctg_docs.api.types import Batch, Choices, Document, Options, Progress
from ctg_docs.documents import get_kind, load_kinds
from ctg_docs.engine.pdf.conformite import Attachment
from ctg_docs.engine.pdf.fabrique import Finished, PdfOptions
from ctg_docs.engine.pdf.signature import SignReport
from ctg_docs.engine.pdf.signature import sign_check as check_signatures
from ctg_docs.errors import ConversionError, DataError, OutputError
from ctg_docs.problems import Problem
from ctg_docs.signature.donnees import ATTACHMENT, embed, extract, pack_data
from ctg_docs.signature.dossier import Demande, DossierSignature, SourcePiece, build_dossier
from ctg_docs.signature.manifeste import FICHIER, Manifeste
from ctg_docs.signature.verification import SOUS_DOSSIER
from ctg_docs.signature.verification import verify as verify_folder

if TYPE_CHECKING:
    from ctg_docs.documents.kind import PieceProduite
    from ctg_docs.models import Ctg

__all__ = ["Delivery", "Remise", "deliver", "extract", "sign_check", "verify"]


@dataclass(frozen=True, slots=True)
class Remise:
    """What is asked beside the documents themselves.

    Attributes:
        pdf: a PDF beside each Word document, and with a final convention its dossier de signature.
        archive: PDF/A-3b that carry the data of the dossier.
        sans_donnees: no data inside any file.
        options: workers and time limit of the converter.
    """

    pdf: bool = False
    archive: bool = False
    sans_donnees: bool = False
    options: PdfOptions = field(default_factory=PdfOptions)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was written, and what is worth knowing.

    Attributes:
        paths: every file written, in order.
        batch: what was rendered, with its holes.
        problems: warnings: a font replaced, an annexe left out of the complete file…
        signature: folder of the dossier de signature, None when none was made.
    """

    paths: tuple[Path, ...]
    batch: Batch
    problems: tuple[Problem, ...] = ()
    signature: Path | None = None


def deliver(
    source: Ctg | str | Path,
    kinds: Iterable[str] | None = None,
    *,
    out: str | Path,
    force: bool = False,
    remise: Remise | None = None,
    progress: Progress | None = None,
    **choices: Unpack[Choices],
) -> Delivery:
    """Write the documents of a dossier, and what is asked with them.

    The Word files are written first and stay whatever becomes of the PDFs.

    Args:
        source: a dossier, or where it is on disk.
        kinds: kinds to write; every kind the dossier allows by default.
        out: folder to write into, made when absent.
        force: True to replace files that exist.
        remise: PDF, archive, data.
        progress: told before each kind.
        **choices: draft or final, folder of templates, meeting…; see `Options`.

    Raises:
        ConversionError: a document could not be converted; all others are written.
        DataError: unreadable dossier, a kind asked by name does not apply, or a final document lacks something.
        MissingToolError: LibreOffice or an optional package is absent; the Word files are written.
        OutputError: a file exists and `force` is False, or the folder can't be written.
        TemplateError: a Word template is at fault.
    """
    asked, options, folder = remise or Remise(), Options(**choices), Path(out)
    ctg = load(source) if isinstance(source, str | Path) else source
    batch = prepare(ctg, kinds, progress=progress, **choices)
    ctg = batch.publication.ctg if batch.publication else ctg
    if asked.pdf and not force:
        _refuse_existing(folder, batch.documents)
    carried = batch.documents if asked.sans_donnees else _carry(ctg, batch.documents)
    paths = write(carried, folder, force=force)
    if not asked.pdf:
        return Delivery(tuple(paths), batch, batch.problems)
    work = _Pdfs(ctg, options, asked, folder)
    return work.write(batch, paths)


class _Pdfs:
    def __init__(self, ctg: Ctg, options: Options, asked: Remise, folder: Path) -> None:
        self.ctg, self.options, self.asked, self.folder = ctg, options, asked, folder

    def write(self, batch: Batch, paths: list[Path]) -> Delivery:
        to_sign = self._to_sign(batch)
        failed: list[ConversionError] = []
        signature = self._build(to_sign, failed) if to_sign else None
        done = self._finish([d for d in batch.documents if d not in to_sign])
        failed += [found.error for found in done.values() if found.error]
        made = {name: data for found in done.values() for name, data in _files(found).items()}
        if signature:
            made |= _copies(to_sign, signature)
        written = write_all(list(made.items()), self.folder, force=True)
        place = self.folder / SOUS_DOSSIER if signature else None
        if signature and place:
            written += _write_signature(signature, place)
        if failed:
            raise ConversionError("\n".join(error.message for error in failed))
        if signature:
            batch = replace(batch, skipped=tuple(s for s in batch.skipped if s[0].nom != "bordereau"))
        problems = [*batch.problems, *(p for found in done.values() for p in found.problems)]
        problems += signature.problems if signature else ()
        return Delivery(
            tuple(dict.fromkeys([*paths, *written])), batch, tuple(dict.fromkeys(problems)), place
        )

    def _to_sign(self, batch: Batch) -> list[Document]:
        """Return the documents of the dossier de signature, in order: the convention and its fiches, or the avenants."""
        if not self.options.final or self.options.publication:
            return []
        words = [d for d in batch.documents if d.name.endswith(".docx")]
        for kinds in (("convention", "fiches_actions"), ("avenant",)):
            if any(d.kind == kinds[0] for d in words):
                return [d for kind in kinds for d in words if d.kind == kind]
        return []

    def _build(self, documents: Sequence[Document], failed: list[ConversionError]) -> DossierSignature | None:
        """Return the dossier de signature; when a piece can't be converted, say so in `failed`."""
        ctg, options = self.ctg, self.options
        kinds = list(dict.fromkeys(d.kind for d in documents))
        pieces = [SourcePiece(d.kind, get_kind(d.kind).titre, _stem(d), d.data) for d in documents]

        def render_bordereau(listed: tuple[PieceProduite, ...]) -> bytes:
            return render_kind(ctg, get_kind("bordereau"), options, listed)[0].data

        demande = Demande(
            archive=self.asked.archive,
            sans_donnees=self.asked.sans_donnees,
            champs=not ctg.parametres.text_tags,
            pdf=self.asked.options,
        )
        templates = {kind: template_source(ctg, get_kind(kind), options) for kind in (*kinds, "bordereau")}
        try:
            return build_dossier(ctg, pieces, render_bordereau, templates=templates, demande=demande)
        except ConversionError as error:
            failed.append(error)
            return None

    def _finish(self, documents: Sequence[Document]) -> dict[str, Finished]:
        from ctg_docs.engine.pdf.parties import finish_any

        words = [d for d in documents if d.name.endswith(".docx")]
        carried = words if self.asked.sans_donnees else _carry(self.ctg, words)
        attachments: tuple[Attachment, ...] = ()
        if self.asked.archive and not self.asked.sans_donnees:
            data = Attachment(ATTACHMENT, pack_data(self.ctg), "Données validées dont ce document est tiré")
            attachments = (data,)
        return finish_any(
            {_stem(d): d.data for d in carried},
            attachments={_stem(d): attachments for d in carried},
            options=self.asked.options,
        )


def _stem(document: Document) -> str:
    return document.name.removesuffix(".docx")


def _carry(ctg: Ctg, documents: Sequence[Document]) -> tuple[Document, ...]:
    carried = embed([(d.name, d.data) for d in documents], ctg)
    return tuple(replace(d, data=data) for d, (_, data) in zip(documents, carried, strict=True))


def _files(found: Finished) -> dict[str, bytes]:
    return {} if found.error else {f"{found.name}.docx": found.word, f"{found.name}.pdf": found.pdf}


def _copies(documents: Sequence[Document], signature: DossierSignature) -> dict[str, bytes]:
    """Return the pieces under the names they would have without a dossier de signature."""
    wanted = {_stem(d) + extension for d in documents for extension in (".docx", ".pdf")}
    return {path[3:]: data for path, data in signature.files.items() if path[3:] in wanted}


def _refuse_existing(folder: Path, documents: Sequence[Document]) -> None:
    """Refuse before anything is written.

    Raises:
        OutputError: a PDF or a dossier de signature is already there.
    """
    wanted = [folder / f"{_stem(d)}.pdf" for d in documents if d.name.endswith(".docx")]
    present = [path for path in (*wanted, folder / SOUS_DOSSIER / FICHIER) if path.exists()]
    if present:
        listed = ", ".join(f"« {path} »" for path in present[:5])
        raise OutputError(
            f"Déjà présent : {listed}. Ajoutez --force pour remplacer, ou -o pour un autre dossier."
        )


def _write_signature(signature: DossierSignature, place: Path) -> list[Path]:
    """Write the dossier de signature in the place of an older one, of which nothing stays."""
    old = place / FICHIER
    if old.is_file():
        for piece in Manifeste.from_json(old.read_bytes()).fichiers:
            (place / piece.fichier).unlink(missing_ok=True)
    folders: dict[Path, list[tuple[str, bytes]]] = {}
    for name, data in signature.files.items():
        path = place / name
        folders.setdefault(path.parent, []).append((path.name, data))
    return [path for folder, files in folders.items() for path in write_all(files, folder, force=True)]


def verify(
    folder: str | Path, source: Ctg | str | Path | None = None, **choices: Unpack[Choices]
) -> list[Problem]:
    """Return what changed in a dossier de signature since it was made; nothing when all is as it was.

    Args:
        folder: the folder, or the one it lies in.
        source: the dossier as it is now, to compare its data and its templates too.
        **choices: folder of templates; see `Options`.

    Raises:
        DataError: no dossier de signature there, or the source is unreadable.
    """
    if source is None:
        return verify_folder(folder)
    ctg = load(source) if isinstance(source, str | Path) else source
    options = Options(**choices)
    kinds = [kind for kind in load_kinds() if kind.has_template]
    return verify_folder(folder, ctg, {kind.nom: template_source(ctg, kind, options) for kind in kinds})


def sign_check(pdf: str | Path, authorities: Sequence[str | Path] = ()) -> SignReport:
    """Return which signature fields of a PDF are signed, by whom, and whether it changed since.

    Args:
        pdf: the file.
        authorities: certificates to trust; without any, trust is left unsaid.

    Raises:
        ConversionError: not a readable PDF.
        DataError: the file can't be read.
        MissingToolError: pyHanko is absent.
    """
    try:
        return check_signatures(Path(pdf), [Path(a) for a in authorities])
    except OSError as error:
        raise DataError(f"« {error.filename} » ne peut pas être lu.") from error
