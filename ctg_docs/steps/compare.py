"""Two dossiers compared: sentences, redlines of their documents, the avenant between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ctg_docs.documents import get_kind
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.options import Options
from ctg_docs.errors import DataError
from ctg_docs.french import FINE, INSECABLE
from ctg_docs.limits import receiving
from ctg_docs.steps.given import Names, name_list
from ctg_docs.steps.types import Document

if TYPE_CHECKING:
    from ctg_docs.echanges.comparaison import Change, Draft
    from ctg_docs.models import Ctg

__all__ = ["Difference", "avenant", "continue_with", "diff", "open_state", "redlines"]

_AUTHOR: Final = "ctg-docs"
_TYPED: Final = str.maketrans({INSECABLE: " ", FINE: " "})
"""A text goes back to the dossier as it would be typed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two dossiers.

    Attributes:
        changes: every difference, one sentence each.
        articles: numbers and titles of the articles of the convention whose text differs as a consequence.
    """

    changes: tuple[Change, ...]
    articles: tuple[str, ...]


def open_state(source: str | Path) -> Ctg:
    """Return the dossier of a folder, a file, a git revision (`REV:chemin`) or a document that carries its data.

    Raises:
        DataError: nothing can be read there.
        MissingToolError: git is needed and absent.
    """
    from ctg_docs.signature.donnees import extract
    from ctg_docs.steps.load import load
    from ctg_docs.steps.revision import at_revision, is_revision

    if is_revision(str(source)):
        with at_revision(str(source)) as folder:
            return load(folder)
    if Path(source).suffix.lower() in (".docx", ".pdf"):
        return extract(source)
    if Path(source).suffix.lower() == ".xlsx":
        return _of_workbook(Path(source))
    return load(source)


def _of_workbook(path: Path) -> Ctg:
    from ctg_docs.steps.take import read_file

    with receiving(path.name):
        read = read_file(path, None, path)
    if read.ctg is None or read.is_partial:
        raise DataError(f"« {path} » ne peut pas être lu.", read.problems)
    return read.ctg


def diff(old: Ctg | str | Path, new: Ctg | str | Path) -> Difference:
    """Return what changed, and which articles of the convention it touches.

    Raises:
        DataError: a dossier can't be read.
    """
    from ctg_docs.echanges.comparaison import compare

    a, b = _open(old), _open(new)
    before, after = _wordings(a), _wordings(b)
    touched = [
        f"article {rank}, « {title} »"
        for rank, (id, (title, text)) in enumerate(after.items(), 1)
        if before.get(id, ("", ""))[1] != text
    ]
    return Difference(compare(a, b), tuple(touched))


def avenant(old: Ctg | str | Path, new: Ctg | str | Path) -> tuple[Draft, Ctg]:
    """Return the avenant between two dossiers, and the dossier that holds it.

    That dossier is the new one, its convention as signed and the avenant last: what the avenant changes in the
    convention is said by the avenant alone.

    Raises:
        DataError: a dossier can't be read, or nothing differs.
    """
    from ctg_docs.echanges.comparaison import align, draft_avenant

    b = _open(new)
    a, _ = align(_open(old), b)
    if a == b:
        raise DataError("Les deux dossiers sont identiques : il n’y a pas d’avenant à écrire.")
    draft = draft_avenant(a, b, _wordings(a), _wordings(b))
    known = {s.id for s in a.signataires}
    gone = [s for s in a.signataires if s.id not in {n.id for n in b.signataires}]
    whole = b.model_copy(
        update={
            "convention": a.convention,
            "signataires": (*(s for s in b.signataires if s.id in known), *gone),
            "avenants": (*a.avenants, draft.avenant),
        }
    )
    return draft, whole.with_provenance(b.provenance)


def continue_with(dossier: str | Path, ancien: str | Path, nouveau: str | Path) -> tuple[Draft, Ctg, Ctg]:
    """Return the avenant between two dossiers, the dossier that goes on as it is, and as it holds the avenant.

    One of the two compared takes the new state whole; another one only takes the avenant.

    Raises:
        DataError: a dossier can't be read, or nothing differs.
    """
    from ctg_docs.steps.load import load

    draft, whole = avenant(ancien, nouveau)
    current = load(dossier)
    place = Path(dossier).resolve()
    if place in (Path(ancien).resolve(), Path(nouveau).resolve()):
        return draft, current, whole.with_provenance(current.provenance)
    taken = {a.id for a in current.avenants}
    free = next(n for n in count(len(taken) + 1) if f"avenant-{n}" not in taken)
    entry = draft.avenant.model_copy(update={"id": f"avenant-{free}"})
    added = current.model_copy(update={"avenants": (*current.avenants, entry)})
    return draft, current, added.with_provenance(current.provenance)


def redlines(
    old: Ctg | str | Path, new: Ctg | str | Path, kinds: Names = (), *, date: datetime
) -> list[Document]:
    """Return the documents of some kinds with the changes tracked; a file that one side lacks is left out.

    Args:
        old: the former dossier.
        new: the new one.
        kinds: the kind or kinds of documents; the convention by default.
        date: written in each mark.

    Raises:
        DataError: a dossier can't be read, or nothing can be compared.
    """
    from ctg_docs.engine.redline import redline

    a, b = _open(old), _open(new)
    found: list[Document] = []
    for name in name_list(kinds) or ("convention",):
        before, after = _documents(a, name), _documents(b, name)
        for stem, data in after.items():
            if stem in before:
                marked = redline(before[stem], data, author=_AUTHOR, date=date)
                found.append(Document(f"{stem}-modifications.docx", marked, name))
    if not found:
        raise DataError("Aucun document n’existe des deux côtés : rien à comparer.")
    return found


def _documents(ctg: Ctg, name: str) -> dict[str, bytes]:
    from ctg_docs.steps.render import render_kind

    try:
        made = render_kind(ctg, get_kind(name), Options())
    except Inapplicable:
        return {}
    words = [d for d in made if d.name.endswith(".docx")]
    return {d.name.removesuffix(".docx") if len(words) > 1 else get_kind(name).nom: d.data for d in words}


def _wordings(ctg: Ctg) -> dict[str, tuple[str, str]]:
    """Return the title and the text of each article of the convention, by identifier."""
    from ctg_docs.documents._communs.parties.articles import ordonner_articles
    from ctg_docs.documents.convention.articles.assemblage import build_articles
    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.holes import plain

    articles = build_articles(Faits(ctg, Options().situation(ctg)))
    return {
        id: (
            article.titre,
            plain(article.mots).translate(_TYPED),
        )
        for id, article in zip(ordonner_articles(ctg.convention), articles, strict=True)
    }


def _open(source: Ctg | str | Path) -> Ctg:
    return open_state(source) if isinstance(source, str | Path) else source
