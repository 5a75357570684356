"""Word templates as files: copy the shipped ones, check one's own, list what a template may print, measure examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from ctg_docs.documents import UnknownKindError, get_kind, load_kinds
from ctg_docs.documents.kind import Inapplicable, Kind, PieceProduite
from ctg_docs.documents.options import Choices, Options
from ctg_docs.errors import DataError, TemplateError
from ctg_docs.french import cle
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.ressources import examples
from ctg_docs.steps.extensions import added_filters, is_template_of, lost_filters
from ctg_docs.steps.given import Names, name_list
from ctg_docs.steps.write import write_all

if TYPE_CHECKING:
    from ctg_docs.documents.contexte import Contexte
    from ctg_docs.engine import Branch, TemplateField
    from ctg_docs.models import Ctg

__all__ = [
    "Coverage",
    "annotate_template",
    "check_own_templates",
    "check_template",
    "export_templates",
    "guess_kind",
    "template_coverage",
    "template_fields",
    "write_fields",
]

_PIECE = PieceProduite("Pièce", "01-piece.pdf", 1, 1, "0" * 64)
"""What a bordereau lists when only its template is looked at."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What dossiers exercise of one template.

    Attributes:
        kind: name of its document kind.
        name: what places call it, `modeles/…` when it is a dossier's own.
        documents: how many documents were rendered.
        branches: every way through its tags, with the number of times it was taken.
    """

    kind: str
    name: str
    documents: int
    branches: tuple[Branch, ...]

    @property
    def missed(self) -> tuple[Branch, ...]:
        """The ways never taken."""
        return tuple(branch for branch in self.branches if not branch.hits)


def _with_template(kind: str) -> Kind:
    """Return a kind that has a Word template.

    Raises:
        UnknownKindError: no such kind, or one that is no Word document.
    """
    found = get_kind(kind)
    if not found.has_template:
        raise UnknownKindError(f"« {kind} » n’a pas de modèle Word.")
    return found


def _kinds(names: Names | None) -> list[Kind]:
    if names:
        return [_with_template(name) for name in name_list(names)]
    return [kind for kind in load_kinds() if kind.has_template]


def _shipped(names: Names | None) -> Iterator[tuple[Kind, bytes]]:
    """Yield the shipped templates; that of an extension at fault, which `extensions` tells, is passed unless named."""
    for kind in _kinds(names):
        try:
            yield kind, kind.shipped_template()
        except TemplateError:
            if names or not kind.externe:
                raise


def export_templates(folder: str | Path, kinds: Names | None = None, *, force: bool = False) -> list[Path]:
    """Copy the shipped Word templates into a folder and return their paths.

    Args:
        folder: where; made when absent.
        kinds: names of document kinds; all that have a template by default.
        force: True to replace files that exist.

    Raises:
        OutputError: a file exists and `force` is False, or the folder can't be written.
        UnknownKindError: no kind has this name, or it has no Word template.
    """
    files = [(f"{kind.nom}.docx", data) for kind, data in _shipped(kinds)]
    return write_all(files, Path(folder), force=force)


def guess_kind(file: str | Path) -> str:
    """Return the kind that a template is for, from its file name: « Notre convention v2.docx » → `convention`.

    Raises:
        UnknownKindError: the name says none, or several.
    """
    stem = cle(Path(file).stem.replace("_", " "))
    near = [kind.nom for kind in _kinds(None) if cle(kind.nom.replace("_", " ")) in stem]
    widest = [nom for nom in near if not any(nom != other and nom in other for other in near)]
    if len(widest) == 1:
        return widest[0]
    known = ", ".join(kind.nom for kind in _kinds(None))
    raise UnknownKindError(
        f"Le nom « {Path(file).name} » ne dit pas de quel type de document c’est le modèle. Types : {known}."
    )


def check_template(
    source: str | Path | bytes, kind: str | None = None, *, name: str | None = None
) -> list[Problem]:
    """Return everything wrong in a template, without rendering it. Never raises on a bad template.

    Args:
        source: path of the Word file, or its bytes.
        kind: document kind it is for; guessed from its file name by default.
        name: what messages call it; the path by default.

    Raises:
        UnknownKindError: no such kind, or the file name does not tell it.
    """
    from ctg_docs.engine import lint_file

    name = name or ("modèle" if isinstance(source, bytes) else str(source))
    card = _with_template(kind or guess_kind(name))
    return lost_filters(lint_file(source, card.contexte_class(), name=name, filters=added_filters()[0]))


def check_own_templates(ctg: Ctg, options: Options, kinds: Iterable[Kind]) -> list[Problem]:
    """Return what is wrong in the templates that replace the shipped ones, the dossier's or those asked for."""
    from ctg_docs.steps.render import own_templates

    found = _useless(ctg, options)
    for kind in kinds:
        for name, data in own_templates(ctg, kind, options).values() if kind.has_template else ():
            found += check_template(data, kind.nom, name=name)
    return found


def _useless(ctg: Ctg, options: Options) -> list[Problem]:
    """Tell the Word templates that bear the name of no document kind, or of a variant that this dossier never asks for."""
    from ctg_docs.steps.render import asked_names

    kinds = [kind.nom for kind in _kinds(None)]
    variants = {*ctg.ids("instances"), *(r.modele for r in ctg.reunions if r.modele)}
    known = [*kinds, *(f"{kind}-{variant}" for kind in kinds for variant in variants)]
    own = {f"modeles/{name}.docx": name for name in ctg.provenance.templates if name not in known}
    asked = {
        place: name for place, name in asked_names(options) if not any(is_template_of(name, k) for k in kinds)
    }
    return [
        Problem(
            "GEN002",
            Severity.WARNING,
            f"Aucun type de document, aucune instance ni réunion ne demande le modèle « {name} » : il ne servira pas.",
            Place(place),
            suggestion=" ".join(
                f"Vouliez-vous « {near}.docx » ?" for near in get_close_matches(name, known, n=1)
            ),
        )
        for place, name in (own | asked).items()
    ]


def annotate_template(
    source: str | Path, problems: Sequence[Problem], copy: str | Path, *, force: bool = False
) -> Path:
    """Write a copy of a template with a Word comment at each faulty tag.

    Raises:
        OutputError: the copy exists and `force` is False, or can't be written.
        TemplateError: the template can't be read at all.
    """
    from ctg_docs.engine import annotated_copy

    copy = Path(copy)
    return write_all([(copy.name, annotated_copy(source, problems))], copy.parent, force=force)[0]


def template_fields(kind: str) -> list[TemplateField]:
    """Return every field that the template of a kind may print, the plain words first: « date », « lieu »."""
    from ctg_docs.engine import list_fields

    model = _with_template(kind).contexte_class()
    return sorted(list_fields(model), key=lambda f: _plainness(f.path, model.offerts))


def _plainness(path: str, words: frozenset[str]) -> int:
    """Rank a field: a plain word, a piece of a list of such words, what ours compose, the depths of the data."""
    root, _, rest = path.partition(".")
    if root.removesuffix("[]") not in words:
        return 2
    return 0 if not rest else 1 if root.endswith("[]") else 3


def write_fields(kind: str, file: str | Path, *, force: bool = False) -> Path:
    """Write the same as a Word document.

    Raises:
        OutputError: the file exists and `force` is False, or can't be written.
    """
    from ctg_docs.engine import fields_document

    card, file = _with_template(kind), Path(file)
    data = fields_document(template_fields(kind), f"{card.titre} : champs du modèle")
    return write_all([(file.name, data)], file.parent, force=force)[0]


def template_coverage(
    kinds: Names | None = None,
    dossiers: Ctg | str | Path | Iterable[Ctg | str | Path] = (),
    **choices: Unpack[Choices],
) -> list[Coverage]:
    """Render dossiers, as drafts and as final documents, and tell which ways through the templates they take.

    Args:
        kinds: kinds to look at; all that have a template by default.
        dossiers: the dossiers, or where they are; the examples by default.
        **choices: folder of templates…; see `Options`.

    Raises:
        DataError: a dossier can't be read.
        TemplateError: a template can't be loaded or rendered.
        UnknownKindError: no such kind, or it has no Word template.
    """
    from ctg_docs.models import Ctg
    from ctg_docs.steps.load import opened

    options = Options(**choices)
    given = [dossiers] if isinstance(dossiers, Ctg | str | Path) else list(dossiers)
    read = [opened(dossier) for dossier in given or examples()]
    if not read:
        raise DataError("Aucun dossier d’exemple dans cette installation de ctg-docs.")
    return [found for kind, data in _shipped(kinds) for found in _measure(kind, data, read, options)]


def _measure(kind: Kind, template: bytes, dossiers: Sequence[Ctg], options: Options) -> list[Coverage]:
    from ctg_docs.engine import template_coverage as measure
    from ctg_docs.steps.render import own_template

    groups: dict[tuple[str, bytes], list[Contexte]] = {}
    shipped = (f"{kind.nom}.docx", template)
    for ctg in dossiers:
        own = own_template(ctg, kind, options) or shipped
        groups.setdefault(own, []).extend(_contexts(ctg, kind, options))
    return [
        Coverage(
            kind.nom,
            name,
            len(contexts),
            tuple(measure(data, contexts, name=name, filters=added_filters()[0])),
        )
        for (name, data), contexts in groups.items()
    ]


def _contexts(ctg: Ctg, kind: Kind, options: Options) -> list[Contexte]:
    from ctg_docs.steps.build import build

    found: list[Contexte] = []
    for final in (False, True):
        try:
            found += build(ctg, kind, replace(options, final=final, pieces=(_PIECE,)))
        except Inapplicable:
            break
    return found
