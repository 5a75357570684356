"""A printed fiche sorted into what a person can change: places, rows of its tables, computed figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ctg_docs.engine.word.rubrics import Page, PageStyles, Row, Rubric, Words

__all__ = ["STYLES", "Imprime", "Rangs", "sort_page"]

STYLES: Final = PageStyles(
    titles=("fiche titre (seule)", "fiche titre"),
    ends=("titre 1 en haut de page", "heading 1"),
    headings=("fiche rubrique (seule)", "fiche rubrique"),
    label="tableau libellé",
)

Rangs = dict[str, Words]
"""A row: the cells by the head of their column."""

_TEXTS = ("Constat", "Descriptif", "Objectifs", "Résultats attendus")
_SERIES: Final = {"Partenaires": "partenaires", "Moyens humains": "moyens_humains"}
_SAME: Final = {
    "Élue référente": "Élu·e référent·e",
    "Élu référent": "Élu·e référent·e",
    "Chargée de coopération": "Chargé de coopération",
}
_BULLET = re.compile(r"- \*\*(Publics|Pilote|Partenaires|Calendrier|Budget|Statut)\s*:\*\*\s*(.*)", re.DOTALL)
_NOTHING: Final = Words("", "", "")
_BLANK: Final = ("non renseigné", "–")


@dataclass(slots=True)
class Imprime:
    """A fiche as printed.

    Attributes:
        places: what stands at each place, by the name a person knows.
        series: rows of each table, by its name in the forms.
        calcule: figures that follow from others.
        autres: what the layout of a fiche has not.
    """

    places: dict[str, Words] = field(default_factory=dict)
    series: dict[str, list[Rangs]] = field(default_factory=dict)
    calcule: dict[str, str] = field(default_factory=dict)
    autres: list[str] = field(default_factory=list)


def sort_page(page: Page) -> Imprime:
    """Return what a page prints."""
    fiche = Imprime()
    fiche.places["Titre"] = Words(page.title, page.title, "")
    for name, rubric in page.rubrics.items():
        if name in _TEXTS:
            fiche.places[name] = Words(rubric.text, rubric.rich, "")
            fiche.autres += [_quote(table) for table in rubric.tables]
        else:
            _RUBRICS.get(name, _unknown)(fiche, rubric)
    return fiche


def _top(fiche: Imprime, rubric: Rubric) -> None:
    fil = [words.text for words in rubric.paragraphs if words.style == "fiche rattachement"]
    fiche.places["Rattachement"] = Words("\n".join(fil), "", "")
    fiche.autres += [words.text for words in rubric.paragraphs if words.style != "fiche rattachement"]
    for rows in rubric.tables:
        heads = _heads(rows)
        if heads[:1] == ["Pilote"] and len(rows) == 2:
            fiche.places |= {f"En tête, {head}": cell for head, cell in zip(heads, rows[1], strict=False)}
        else:
            fiche.autres.append(_quote(rows))


def _operations(fiche: Imprime, rubric: Rubric) -> None:
    found = fiche.series.setdefault("operations", [])
    for rows in rubric.tables:
        found += [{"Titre": head} for head in rows[0][1:]]
        for row in rows[1:]:
            for operation, cell in zip(found, row[1:], strict=False):
                operation[" ".join(row[0].text.split())] = cell
    for words in rubric.paragraphs:
        bullet = _BULLET.fullmatch(words.rich)
        if words.style == "intertitre":
            found.append({"Titre": words})
        elif not found:
            fiche.autres.append(words.text)
        elif bullet:
            found[-1][bullet[1]] = Words(bullet[2], bullet[2], "")
        else:
            said = found[-1].get("Descriptif")
            rich = f"{said.rich}\n\n{words.rich}" if said else words.rich
            found[-1]["Descriptif"] = Words(rich, rich, "")


def _labels(fiche: Imprime, rubric: Rubric) -> None:
    for label, words in rubric.labels.items():
        if label in _SERIES:
            lines = [line for line in words.lines if line not in _BLANK]
            fiche.series[_SERIES[label]] = [{"Ligne": Words(line, line, "")} for line in lines]
        else:
            fiche.places[_SAME.get(label, label)] = words
    _end(fiche, rubric)
    fiche.autres += [_quote(rows) for rows in rubric.tables]


def _end(fiche: Imprime, rubric: Rubric) -> None:
    for words in rubric.paragraphs:
        if words.style == "note" and words.text.startswith("Version"):
            fiche.places["Version"] = words
        else:
            fiche.autres.append(words.text)


def _budget(fiche: Imprime, rubric: Rubric) -> None:
    fiche.places["Plan de financement"] = _NOTHING
    for words in rubric.paragraphs:
        fiche.places["Note du plan" if words.style == "note" else "Plan de financement"] = words
    for rows in rubric.tables:
        heads, group = _heads(rows), ""
        if heads[:1] != ["Poste"]:
            fiche.autres.append(_quote(rows))
            continue
        for row in rows[1:]:
            if len(row) == 1 or row[0].style == "tableau groupe":
                group = row[0].text
            elif row[0].style.startswith("tableau total"):
                fiche.calcule[row[0].text] = row[-1].text
            else:
                line = dict(zip(heads, row, strict=False))
                fiche.series.setdefault("lignes", []).append({**line, "Groupe": Words(group, group, "")})


def _calendrier(fiche: Imprime, rubric: Rubric) -> None:
    fiche.places["Précision du calendrier"] = Words(rubric.text, rubric.rich, "")
    for rows in rubric.tables:
        if _heads(rows)[:1] == ["Étape"]:
            _rows(fiche, rows, "etapes")
        elif not fiche.calcule.get("Calendrier par année"):
            fiche.calcule["Calendrier par année"] = _quote(rows)
        else:
            fiche.autres.append(_quote(rows))


def _indicateurs(fiche: Imprime, rubric: Rubric) -> None:
    fiche.autres += [words.text for words in rubric.paragraphs]
    for rows in rubric.tables:
        if _heads(rows)[:1] == ["Indicateur (type, source, suivi)"]:
            _rows(fiche, rows, "indicateurs")
        else:
            fiche.autres.append(_quote(rows))


def _suivi(fiche: Imprime, rubric: Rubric) -> None:
    _end(fiche, rubric)
    for rows in rubric.tables:
        if _heads(rows)[:1] != ["Année"]:
            fiche.autres.append(_quote(rows))
            continue
        _rows(fiche, rows, "suivi")
        blank = [row for row in fiche.series["suivi"] if row["Année"].text in _BLANK]
        fiche.series["suivi"] = [row for row in fiche.series["suivi"] if row not in blank]
        for row in blank:
            fiche.places["Statut et suivi, Statut"] = row.get("Statut", _NOTHING)


def _unknown(fiche: Imprime, rubric: Rubric) -> None:
    fiche.autres += [rubric.text, *(_quote(rows) for rows in rubric.tables)]
    fiche.autres += [f"{label} : {words.text}" for label, words in rubric.labels.items()]


def _rows(fiche: Imprime, rows: Sequence[Row], name: str) -> None:
    heads = _heads(rows)
    found = [dict(zip(heads, row, strict=False)) for row in rows[1:] if any(cell.text for cell in row)]
    fiche.series.setdefault(name, []).extend(found)


def _heads(rows: Sequence[Row]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in rows[0]]


def _quote(rows: Sequence[Row]) -> str:
    return "\n".join(" | ".join(" ".join(cell.text.split()) for cell in row) for row in rows)


_RUBRICS: Final = {
    "": _top,
    "Opérations": _operations,
    "Acteurs et moyens": _labels,
    "Plan de financement": _budget,
    "Calendrier": _calendrier,
    "Indicateurs": _indicateurs,
    "Statut et suivi": _suivi,
    "Repères": _labels,
}
