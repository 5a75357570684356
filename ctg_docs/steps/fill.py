"""Any Word file filled with a dossier, checked before. No document kind is needed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.documents.libre import DossierEtReunion, dossier_et_reunion
from ctg_docs.documents.options import Options
from ctg_docs.engine import Limits, Template, lint_file
from ctg_docs.engine.opc.files import read_bytes
from ctg_docs.engine.opc.package import read_members
from ctg_docs.errors import DataError, TemplateError
from ctg_docs.models import Ctg
from ctg_docs.problems import Problem, Severity
from ctg_docs.steps.choose import refuse_unknown
from ctg_docs.steps.load import opened
from ctg_docs.steps.types import Document

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ctg_docs.models.reunion import Reunion

__all__ = ["check_fill", "fill"]

_HOLE = re.compile("\\[à compléter\u00a0: ([^\\]<]*)\\]")


def fill(
    template: str | Path | bytes,
    source: Ctg | str | Path,
    *,
    reunion: str | None = None,
    name: str | None = None,
) -> Document:
    """Return any Word file filled with a dossier.

    A template may print each field of the dossier, `{{ territoire.nom }}`, and, when a meeting is chosen, its plain
    words too: `{{ date }}`, `{{ lieu }}`, `{%p for m in membres %}`.

    Args:
        template: the Word file, or its bytes.
        source: the dossier, or where it is.
        reunion: identifier of the meeting; the only one of the dossier by default.
        name: what messages call the template; its path by default.

    Raises:
        DataError: the dossier can't be read, has not that meeting, or the template speaks of a meeting and none is chosen.
        TemplateError: the template asks for what the dossier has not; its problems carry their place.
    """
    ctg = opened(source).avec_trous
    label = name or ("modèle" if isinstance(template, bytes) else str(template))
    data, chosen = read_bytes(template), _chosen(ctg, reunion)
    problems = _problems(data, label, DossierEtReunion if chosen else Ctg)
    if problems and chosen is None and len(_problems(data, label, DossierEtReunion)) < len(problems):
        raise DataError(f"« {label} » parle d’une réunion. {_which(ctg)}")
    if problems:
        raise TemplateError(f"Le modèle « {label} » ne peut pas être rempli.", problems)
    options = Options(reunion=chosen.id if chosen else None)
    context: BaseModel = dossier_et_reunion(ctg, chosen, options.situation(ctg)) if chosen else ctg
    made = Template.load(data, name=label).render(context)
    stem = Path(label).stem if not isinstance(template, bytes) or name else "document"
    return Document(f"{stem}.docx", made, "libre", _holes(made))


def check_fill(template: str | Path | bytes, *, name: str | None = None) -> list[Problem]:
    """Return what would keep a Word file from being filled with a dossier and one of its meetings."""
    label = name or ("modèle" if isinstance(template, bytes) else str(template))
    return lint_file(template, DossierEtReunion, name=label)


def _problems(data: bytes, name: str, model: type[BaseModel]) -> list[Problem]:
    return [p for p in lint_file(data, model, name=name) if p.severity is not Severity.WARNING]


def _chosen(ctg: Ctg, reunion: str | None) -> Reunion | None:
    refuse_unknown(reunion, ctg.ids("reunions"), "réunion", "de réunion")
    if reunion is None and len(ctg.reunions) == 1:
        return ctg.reunions[0]
    return ctg.reunion(reunion)


def _which(ctg: Ctg) -> str:
    ids: Sequence[str] = ctg.ids("reunions")
    if not ids:
        return "Le dossier n’en a pas."
    return f"Choisir laquelle : {', '.join(ids)}."


def _holes(document: bytes) -> tuple[str, ...]:
    """Return what is missing on the pages, each once."""
    members = read_members(document, Limits())
    texts = (
        m.unpack().decode("utf-8") for n, m in members.items() if n.startswith("word/") and n.endswith(".xml")
    )
    return tuple(dict.fromkeys(label for text in texts for label in _HOLE.findall(text)))
