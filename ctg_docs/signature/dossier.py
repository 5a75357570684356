"""Build the dossier de signature: every piece as Word and PDF, all of them in one file, a bordereau, a manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ctg_docs.documents.kind import PieceProduite
from ctg_docs.engine.opc.parts import read_properties
from ctg_docs.engine.pdf.assembly import Piece, merge
from ctg_docs.engine.pdf.conformance import Attachment, mend
from ctg_docs.engine.pdf.opening import open_pdf
from ctg_docs.engine.pdf.seals import write_seal
from ctg_docs.engine.pdf.signature_fields import SignatureBox, add_signature_fields, signature_boxes
from ctg_docs.engine.pdf.together import Asked, Work
from ctg_docs.engine.values import Properties
from ctg_docs.errors import ConversionError, DataError
from ctg_docs.problems import Problem
from ctg_docs.signature.donnees import ATTACHMENT, data_hash, embed, pack_data
from ctg_docs.signature.jointes import Jointe, prepare
from ctg_docs.signature.manifeste import FICHIER, Manifeste, PieceManifeste, Role, fingerprint
from ctg_docs.version import __version__

if TYPE_CHECKING:
    from ctg_docs.documents.options import Options
    from ctg_docs.models.ctg import Ctg

__all__ = ["BORDEREAU", "KINDS", "NOTICE", "DossierSignature", "SourcePiece", "avenant_of", "build_dossier"]

KINDS = ("convention", "avenant", "fiches_actions")
"""Kinds that go to signature, in their order in the dossier."""

_COURANT = "dossier complet : page {} / {}"
COMPLET, DONNEES = "dossier-complet.pdf", "donnees.json"
BORDEREAU, NOTICE = "bordereau", "a_lire"


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A document to put in the dossier, as it was rendered."""

    kind: str
    titre: str
    stem: str
    word: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DossierSignature:
    """The files of the dossier by path, and what is worth knowing about them."""

    files: Mapping[str, bytes]
    manifest: Manifeste
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ready:
    """A piece in its final form."""

    kind: str
    titre: str
    stem: str
    pdf: bytes = field(repr=False)
    word: bytes = b""
    boxes: tuple[SignatureBox, ...] = ()
    mergeable: bool = True


def build_dossier(
    ctg: Ctg,
    pieces: Sequence[SourcePiece],
    render: Callable[[str, tuple[PieceProduite, ...]], bytes],
    *,
    templates: Mapping[str, bytes],
    options: Options,
) -> Work[DossierSignature]:
    """Ask for the documents to finish, then return the dossier de signature, in memory; see `finish_together`.

    Args:
        ctg: the dossier it comes from.
        pieces: rendered documents, in order.
        render: makes the Word file of the bordereau, or of the notice, from the list of pieces.
        templates: Word templates used, by kind.
        options: archive, data, converter.

    Raises:
        ConversionError: a piece could not be converted; nothing is half-made.
        DataError: there is nothing to sign.
        MissingToolError: LibreOffice or pikepdf is absent.
    """
    if not pieces:
        raise DataError("Ce dossier n’a pas de document à signer.")
    work = _Builder(ctg, options, templates)
    ready, problems = yield from work.convert(pieces)
    jointes, more = work.joined_files(avenant_of(ctg, pieces))
    first = 1 + next((n for n, piece in enumerate(ready) if piece.kind == pieces[0].kind), 0)
    ready[first:first] = jointes
    work.write_pieces(ready)
    whole, debuts = work.merge(ready)
    boxes = [b for p in ready for b in p.boxes] if work.fields else ()
    work.write(COMPLET, whole, "complet", titre="Dossier complet", boxes=boxes)
    work.write_sources()
    work.seal(debuts)
    listed = work.listed(ready)
    around = yield from work.finish({BORDEREAU: render(BORDEREAU, listed), NOTICE: render(NOTICE, listed)})
    work.write(f"{BORDEREAU}.docx", around[BORDEREAU][0], "bordereau", titre="Bordereau des pièces")
    work.write(f"{BORDEREAU}.pdf", around[BORDEREAU][1], "bordereau", titre="Bordereau des pièces")
    work.write("00-a-lire.pdf", around[NOTICE][1], "notice", titre="À lire")
    manifest = work.manifest()
    return DossierSignature({**work.files, FICHIER: manifest.to_json()}, manifest, (*problems, *more))


def avenant_of(ctg: Ctg, pieces: Sequence[SourcePiece]) -> str | None:
    """Return the avenant that is signed, None for the convention."""
    stems = {piece.stem for piece in pieces if piece.kind == "avenant"}
    signes = (a.id for a in ctg.avenants if stems & {a.id, f"avenant-{a.id}"})
    return None if any(piece.kind == "convention" for piece in pieces) else next(signes, None)


class _Builder:
    def __init__(self, ctg: Ctg, options: Options, templates: Mapping[str, bytes]) -> None:
        self.ctg, self.options, self.templates = ctg, options, templates
        # the tags of a parapheur take the place of the empty fields
        self.fields = not (options.parapheur or ctg.parametres.forme_de_balise)
        self.files: dict[str, bytes] = {}
        self.entries: list[PieceManifeste] = []
        self.problems: list[Problem] = []
        data = Attachment(ATTACHMENT, pack_data(ctg), "Données validées dont ce document est tiré")
        self.attachments = (data,) if options.archive and not options.sans_donnees else ()
        self.norms = ("PDF/A-3b" if self.attachments else "PDF/A-2b", "PDF/UA-1")

    def finish(self, words: Mapping[str, bytes]) -> Work[dict[str, tuple[bytes, bytes]]]:
        """Ask for documents; return Word and PDF of each.

        Raises:
            ConversionError: one of them could not be converted.
        """
        carried = words if self.options.sans_donnees else dict(_embedded(words, self.ctg))
        done = yield Asked(carried, dict.fromkeys(words, self.attachments))
        failed = [found.error for found in done.values() if found.error]
        if failed:
            raise ConversionError("\n".join(error.message for error in failed))
        self.problems += [problem for found in done.values() for problem in found.problems]
        return {name: (found.word, found.pdf) for name, found in done.items()}

    def convert(self, pieces: Sequence[SourcePiece]) -> Work[tuple[list[_Ready], list[Problem]]]:
        done = yield from self.finish({piece.stem: piece.word for piece in pieces})
        ready = []
        for piece in pieces:
            word, pdf = done[piece.stem]
            ready.append(_Ready(piece.kind, piece.titre, piece.stem, pdf, word, tuple(signature_boxes(word))))
        return ready, list(dict.fromkeys(self.problems))

    def joined_files(self, avenant: str | None) -> tuple[list[_Ready], list[Problem]]:
        """Return the annexes that are files, made conform when they can be; a warning for each that is not."""

        def conform(piece: Jointe) -> bytes:
            properties = replace(self._properties(), title=piece.titre)
            return mend(piece.data or b"", properties, attachments=self.attachments)

        kept, problems = prepare(self.ctg, avenant, conform)
        return [_Ready("annexe", p.titre, p.stem, pdf, mergeable=m) for p, pdf, m in kept], problems

    def _properties(self) -> Properties:
        word = next((e for e in self.files if e.endswith(".docx")), "")
        return read_properties(self.files[word]) if word else Properties(title=self.ctg.territoire.nom)

    def write_pieces(self, ready: Sequence[_Ready]) -> None:
        for number, piece in enumerate(ready, 1):
            stem = f"{number:02d}-{piece.stem}"
            if piece.word:
                self.write(f"{stem}.docx", piece.word, "piece", titre=piece.titre, kind=piece.kind)
            boxes = piece.boxes if self.fields else ()
            self.write(
                f"{stem}.pdf",
                add_signature_fields(piece.pdf, boxes),
                "piece",
                titre=piece.titre,
                kind=piece.kind,
                boxes=boxes,
                conform=piece.mergeable,
            )

    def merge(self, ready: Sequence[_Ready]) -> tuple[bytes, dict[str, int]]:
        """Return the complete file and the first page in it of each PDF, by its name."""
        kept = [piece for piece in ready if piece.mergeable]
        names = [f"{n:02d}-{piece.stem}.pdf" for n, piece in enumerate(ready, 1) if piece.mergeable]
        parts = [Piece(piece.pdf, piece.titre, f"p{n}.") for n, piece in enumerate(kept)]
        properties = read_properties(kept[0].word)
        title = f"Dossier de signature – {properties.title}"
        merged = merge(parts, replace(properties, title=title), self.attachments, running=_COURANT)
        data = merged.pdf
        for number, piece in enumerate(kept):
            data = add_signature_fields(data, piece.boxes if self.fields else (), f"p{number}.")
        return data, {name: span[0] for name, span in zip(names, merged.spans, strict=True)}

    def seal(self, starts: Mapping[str, int]) -> None:
        """Write in each PDF to sign what the manifest says of all of them, so that a signature covers it."""
        self.entries = [e.model_copy(update={"debut": starts.get(e.fichier, 0)}) for e in self.entries]
        seal = self.manifest().identite()
        for rank, entry in enumerate(self.entries):
            if entry.fichier.endswith(".pdf") and entry.conformite:
                data = self.files[entry.fichier] = write_seal(self.files[entry.fichier], seal)
                changed = {"sha256": fingerprint(data), "taille": len(data)}
                self.entries[rank] = entry.model_copy(update=changed)

    def listed(self, ready: Sequence[_Ready]) -> tuple[PieceProduite, ...]:
        """Return what the bordereau lists: each PDF, the complete file, then what the manifest says of them all."""
        boxes = {f"{n:02d}-{piece.stem}.pdf": piece.boxes for n, piece in enumerate(ready, 1)}
        rows = [
            PieceProduite(
                e.titre,
                e.fichier,
                e.pages,
                e.debut,
                e.sha256,
                complet=e.role == "complet",
                signataires=tuple(
                    box.label.removeprefix("Signature de ") for box in boxes.get(e.fichier, ())
                ),
            )
            for e in self.entries
            if e.fichier.endswith(".pdf")
        ]
        whole = PieceProduite("Manifeste des pièces", FICHIER, 0, 0, self.manifest().contenu(), complet=True)
        return (*rows, whole)

    def write(
        self,
        name: str,
        data: bytes,
        role: Role,
        *,
        titre: str = "",
        kind: str = "",
        boxes: Sequence[SignatureBox] = (),
        conform: bool = True,
    ) -> None:
        pdf = name.endswith(".pdf")
        self.files[name] = data
        self.entries.append(
            PieceManifeste(
                fichier=name,
                sha256=fingerprint(data),
                taille=len(data),
                role=role,
                titre=titre,
                type=kind,
                pages=_pages(data) if pdf else 0,
                signataires=tuple(box.name for box in boxes),
                conformite=self.norms if pdf and conform else (),
            )
        )

    def write_sources(self) -> None:
        """Write the data and the templates."""
        if not self.options.sans_donnees:
            self.write(DONNEES, pack_data(self.ctg), "donnees")
        for kind, data in sorted(self.templates.items()):
            self.write(f"modeles/{kind}.docx", data, "modele", kind=kind)

    def manifest(self) -> Manifeste:
        """Return the manifest of all files written so far."""
        ctg = self.ctg
        return Manifeste(
            outil=f"ctg-docs {__version__}",
            dossier=" ".join(part for part in ("CTG", ctg.territoire.nom, ctg.convention.periode) if part),
            version=ctg.version.numero or "",
            date=ctg.version.date.isoformat() if ctg.version.date else "",
            donnees=data_hash(ctg),
            modeles={kind: fingerprint(data) for kind, data in sorted(self.templates.items())},
            joints={name: fingerprint(data) for name, data in sorted(ctg.provenance.files.items())},
            fichiers=tuple(self.entries),
        ).sealed()


def _embedded(words: Mapping[str, bytes], ctg: Ctg) -> list[tuple[str, bytes]]:
    carried = embed([(f"{name}.docx", data) for name, data in words.items()], ctg)
    return [(name.removesuffix(".docx"), data) for name, data in carried]


def _pages(data: bytes) -> int:
    with open_pdf(data) as pdf:
        return len(pdf.pages)
