"""One kind and one dossier to documents in memory: choose the template, theme it, fill it, count the holes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.documents import load_kinds
from ctg_docs.documents._communs.palette import build_fonts, build_palette
from ctg_docs.documents.contexte import Contexte
from ctg_docs.documents.kind import Kind
from ctg_docs.documents.options import Options
from ctg_docs.engine import Properties, Template
from ctg_docs.engine.word.columns import fit_columns
from ctg_docs.errors import TemplateError
from ctg_docs.steps.build import build
from ctg_docs.steps.extensions import added_filters, added_templates, is_template_of, lost_filters
from ctg_docs.steps.holes import holes_of
from ctg_docs.steps.one_page import on_one_page
from ctg_docs.steps.types import Document

if TYPE_CHECKING:
    from ctg_docs.models import Ctg

Pairs = tuple[tuple[str, str], ...]

_LONGEST = 150
"""Letters of a file name, well under the 255 bytes that file systems allow."""

__all__ = [
    "asked_names",
    "file_name",
    "find_template",
    "own_template",
    "own_templates",
    "render_kind",
    "template_source",
    "template_sources",
    "templates_folder",
]


def render_kind(
    ctg: Ctg, kind: Kind, options: Options, contextes: Sequence[Contexte] | None = None
) -> list[Document]:
    """Return the documents of a kind, with the files that go beside them.

    Args:
        ctg: the dossier.
        kind: what to render.
        options: what is asked.
        contextes: what the documents show, when it is composed already.

    Raises:
        Inapplicable: the dossier has nothing for this kind.
    """
    documents: list[Document] = []
    for contexte in build(ctg, kind, options) if contextes is None else contextes:
        template = find_template(ctg, kind, options, contexte.variantes()) if kind.has_template else None
        data = template.render(contexte, properties=_properties(ctg, contexte, options)) if template else None
        body = (
            on_one_page(contexte.mettre_en_page(fit_columns(data)))
            if data is not None
            else kind.render(contexte)
        )
        documents.append(
            Document(file_name(contexte, kind), body, kind.nom, holes_of(contexte), contexte.envoi())
        )
        documents += [Document(side, more, kind.nom) for side, more in contexte.side_files().items()]
    return documents


def file_name(contexte: Contexte, kind: Kind) -> str:
    """Return the file's name: its stem never empty, never ending in a hyphen, never too long for a disk."""
    return (contexte.file_stem[:_LONGEST].strip("-. ") or kind.nom.replace("_", "-")) + kind.extension


def find_template(ctg: Ctg, kind: Kind, options: Options, variantes: Sequence[str] = ()) -> Template:
    """Return the template of a kind, ready to fill; one made for a variant comes before that of the kind."""
    data = template_source(ctg, kind, options, variantes)
    palette, fonts = build_palette(ctg.charte), build_fonts(ctg.charte)
    return _load(data, f"{kind.nom}.docx", tuple(palette.items()), tuple(fonts.items()), options.cache)


def template_source(ctg: Ctg, kind: Kind, options: Options, variantes: Sequence[str] = ()) -> bytes:
    """Return the Word template of a kind: in the folder asked for, then the dossier's own, then the shipped one."""
    own = own_template(ctg, kind, options, variantes)
    return own[1] if own is not None else _shipped(kind)


def template_sources(ctg: Ctg, options: Options) -> dict[str, bytes]:
    """Return the Word template of every kind that can be made, by name."""
    found: dict[str, bytes] = {}
    for kind in load_kinds():
        if kind.has_template:
            with suppress(TemplateError) if kind.externe else nullcontext():
                found[kind.nom] = template_source(ctg, kind, options)
    return found


def own_template(
    ctg: Ctg, kind: Kind, options: Options, variantes: Sequence[str] = ()
) -> tuple[str, bytes] | None:
    """Return the template that replaces the shipped one, with what messages call it; None when there is none."""
    own = own_templates(ctg, kind, options)
    names = [*(f"{kind.nom}-{variante}" for variante in variantes), kind.nom]
    return next((own[name] for name in names if name in own), None)


def own_templates(ctg: Ctg, kind: Kind, options: Options) -> dict[str, tuple[str, bytes]]:
    """Return all the templates made for a kind or for one of its variants, by their stem.

    Args:
        ctg: the dossier, whose `modeles/` holds `ordre_du_jour.docx`, `ordre_du_jour-copil.docx`…
        kind: the document kind.
        options: may give a folder or a mapping of templates, which come before those of the dossier.
    """
    own = {stem: (f"modeles/{stem}.docx", data) for stem, data in ctg.provenance.templates.items()}
    asked = options.templates
    if isinstance(asked, Mapping):
        own |= {stem: (f"{stem}.docx", data) for stem, data in asked.items()}
    elif asked is not None:
        folder = templates_folder(asked)
        near = sorted((f for f in folder.iterdir() if is_template_of(f.name, kind.nom)), key=str)
        own |= {f.name.removesuffix(".docx"): (str(f), _read(f)) for f in near if f.name.endswith(".docx")}
    return {stem: found for stem, found in own.items() if is_template_of(stem, kind.nom)}


def asked_names(options: Options) -> list[tuple[str, str]]:
    """Return the place and the stem of every template asked for, whatever its name."""
    asked = options.templates
    if isinstance(asked, Mapping):
        return [(f"{stem}.docx", stem) for stem in asked]
    if asked is None:
        return []
    files = sorted((f for f in templates_folder(asked).iterdir() if f.name.endswith(".docx")), key=str)
    return [(str(f), f.name.removesuffix(".docx")) for f in files if not f.name.startswith("~$")]


def templates_folder(asked: str | Path) -> Traversable:
    """Return a folder of the disk, or a family of templates that another package adds.

    Raises:
        TemplateError: neither.
    """
    if Path(asked).is_dir():
        return Path(asked)
    families, extensions = added_templates()
    if str(asked) in families:
        return families[str(asked)]
    for extension in extensions:
        if extension.name == str(asked) and extension.problem:
            raise TemplateError(f"{extension.problem.message} {extension.problem.suggestion}")
    known = f" Familles installées : {', '.join(families)}." if families else ""
    raise TemplateError(f"« {asked} » n’existe pas : ni dossier de modèles, ni famille de modèles.{known}")


def _shipped(kind: Kind) -> bytes:
    try:
        return kind.shipped_template()
    except OSError as fault:
        raise TemplateError(f"Le modèle « {fault.filename} » ne peut pas être lu.") from fault


def _read(file: Traversable) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise TemplateError(f"Le modèle « {file} » ne peut pas être lu.") from fault


@lru_cache(maxsize=64)
def _load(data: bytes, name: str, palette: Pairs, fonts: Pairs, folder: Path | None) -> Template:
    """Compile a template once for the same bytes and the same theme."""
    try:
        return Template.load(
            data,
            name=name,
            palette=dict(palette),
            fonts=dict(fonts),
            cache=folder,
            filters=added_filters()[0],
        )
    except TemplateError as fault:
        if fault.problems:
            raise TemplateError(fault.message, lost_filters(fault.problems)) from fault
        raise TemplateError(f"{fault} Modèle : « {name} ».") from fault


def _properties(ctg: Ctg, contexte: Contexte, options: Options) -> Properties:
    """Return the file's properties; its dates come from the data, so that the same dossier gives the same bytes."""
    day = options.date_version or ctg.version.date or ctg.convention.signee_le
    return Properties(
        title=contexte.titre,
        subject=contexte.sujet,
        author=contexte.auteur,
        keywords=contexte.mots_cles,
        status="projet" if contexte.projet else "définitif",
        language=contexte.langue,
        created=day,
        modified=day,
        version=ctg.version.numero or "",
    )
