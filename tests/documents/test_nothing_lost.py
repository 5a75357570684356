"""Nothing that somebody wrote is lost: every value of the complete example stands in at least one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

import ctg_docs
from ctg_docs.documents import load_kinds
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.options import Options
from ctg_docs.french import date_courte, date_longue, etp, heure, nombre, pourcent, sans_accents
from ctg_docs.models.base import Choix, reference_of
from ctg_docs.models.moments import Moment
from ctg_docs.ressources import COMPLETE_EXAMPLE
from ctg_docs.steps.render import render_kind
from tests.documents.texts import texts_of

EXEMPLE = Path(__file__).parents[2] / "examples" / COMPLETE_EXAMPLE

IDENTIFIERS = {"id", "point", "apres", "article"}
FILES = {"fichier", "documents"}
NEVER_PRINTED = {
    "Bareme.objet": "heads the sums that it opens; a cap is a word of their reckoning, « plafond de 25 % »",
    "Annexe.contenu": "chooses what fills an annexe; its title is printed",
    "Charte.accent": "seen, not read",
    "Charte.couleur": "seen, not read",
    "Charte.police": "seen, not read",
    "Convention.date_transmission": "comes after the signed text; the prefecture stamps it",
    "DonneeCle.code": "pairs a figure with the published file that it comes from",
    "Indicateur.nature": "an indicator with a unit is quantitative; the others are told",
    "Instance.nature": "the name of the body says it",
    "Niveau.genre": "heard in the agreement",
    "Organisme.genre": "heard in the agreement",
    "RegleFinanceur.source": "cited by the check that applies the rule",
    "Representant.genre_qualite": "heard in the agreement",
    "Sondage.proposees": "the poll is over once the date is chosen",
    "Version.commentaire": "a note for those who write the dossier",
}
"""Field and reason. Each must still be missing somewhere, or it leaves this list."""


@cache
def printed() -> tuple[str, str]:
    """The text of every document: as letters and figures only, and with single blanks."""
    ctg = letter_for_letter(ctg_docs.load(EXEMPLE))
    texts: list[str] = []
    for kind in load_kinds():
        try:
            documents = render_kind(ctg, kind, Options())
        except Inapplicable:
            continue
        texts += [text for d in documents for text in texts_of(d.name, d.data)]
    whole = "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines()))
    return letters(whole), blanks(whole)


def letter_for_letter(ctg: ctg_docs.Ctg) -> ctg_docs.Ctg:
    """Switch off the glosses put between the words of a text; `test_sigles` shows that they only add to it."""
    return ctg.model_copy(
        update={"parametres": ctg.parametres.model_copy(update={"developper_sigles": False})}
    )


def letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", sans_accents(text).lower())


def blanks(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def leaves(model: BaseModel, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield the path, the field (`Modele.champ`) and the value of every leaf that a person wrote."""
    for name in sorted(model.model_fields_set):
        field = f"{type(model).__name__}.{name}"
        if name in IDENTIFIERS | FILES or reference_of(type(model), name):
            continue
        value = getattr(model, name)
        items = list(enumerate(value)) if isinstance(value, tuple) else [("", value)]
        for rank, item in items:
            where = f"{path}.{name}" + (f"[{rank}]" if rank != "" else "")
            if isinstance(item, BaseModel):
                yield from leaves(item, where)
            elif item is not None and not isinstance(item, bool):
                yield where, field, item


def is_printed(value: Any) -> bool:
    whole, spaced = printed()
    if isinstance(value, Choix):
        return letters(value.libelle) in whole
    if isinstance(value, Moment):
        return any(letters(form) in whole for form in moment_forms(value))
    if isinstance(value, date):
        return any(form in spaced for form in (blanks(date_longue(value)), date_courte(value)))
    if isinstance(value, time):
        return any(blanks(heure(value, serree=s)) in spaced for s in (False, True))
    if isinstance(value, int | Decimal):
        found = (
            form for form in number_forms(value) if form in spaced
        )  # much faster than to look for it alone
        return any(re.search(rf"(?<![\d,]){re.escape(form)}(?![\d])", spaced) for form in found)
    parts = [re.sub(r"^\s*(?:[-#]+|\d+\.)\s+", "", p) for p in str(value).splitlines()]
    return all(letters(p) in whole for p in parts)


def moment_forms(value: Moment) -> tuple[str, ...]:
    day = (date_courte(value.debut), f"{value.debut.day} {value.libelle.split()[-2]}") if value.is_day else ()
    return (value.libelle, value.texte, *day)


def number_forms(value: int | Decimal) -> set[str]:
    forms = {str(value), nombre(value), etp(Decimal(value)), pourcent(Decimal(value)), nombre(value, 2)}
    return {blanks(form) for form in forms}


@cache
def lost() -> tuple[tuple[str, str, str], ...]:
    """Path, field and text of what no document prints."""
    found = list(leaves(ctg_docs.load(EXEMPLE)))
    assert len(found) > 5000
    return tuple((path, field, f"{value!s:.80}") for path, field, value in found if not is_printed(value))


def test_every_value_of_the_complete_example_is_in_a_document() -> None:
    assert [f"{path} = {text}" for path, field, text in lost() if field not in NEVER_PRINTED] == []


def test_list_of_fields_never_printed_holds_nothing_useless() -> None:
    assert NEVER_PRINTED.keys() <= {field for _, field, _ in lost()}
