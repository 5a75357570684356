"""A printed fiche sorted into what a person can change: places, rows of its tables, computed figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ctg_docs.engine.word.rubrics import Page, PageStyles, Row, Rubric, Words

__all__ = ["STYLES", "Imprime", "Rangs", "sort_page"]

Rangs = dict[str, Words]
"""A row: the cells by the head of their column."""

_LABEL: Final = "tableau libellé"
STYLES: Final = PageStyles(
    titles=("fiche titre (seule)", "fiche titre"),
    ends=("titre 1 en haut de page", "heading 1"),
    headings=("fiche rubrique (seule)", "fiche rubrique"),
    label=_LABEL,
)

_TEXTS = ("Constat", "Descriptif")
_AIMS = ["Objectifs", "Résultats attendus"]
_LEGEND: Final = "fiche légende"
_DONE: Final = re.compile(r"^(?:[0-9]+|Aucune)\sétapes? faites? sur\s[0-9]+(?:\. )?")
"""What the legend of a calendar counts by itself."""
_STEP: Final = re.compile(r"[■□]\s*(Fait|À faire)(?:\s–\s(.*))?")
_SERIES: Final = {"Partenaires": "partenaires", "Moyens humains": "moyens_humains"}
_SAME: Final = {
    "Élue référente": "Élu·e référent·e",
    "Élu référent": "Élu·e référent·e",
    "Chargée de coopération": "Chargé de coopération",
}
_ELSEWHERE: Final = ("Accueil du jeune enfant",)
"""What is chosen in a list of the dossier, never typed: its labels hold commas themselves."""
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
        if rubric.paragraphs and _is_version(
            rubric.paragraphs[-1]
        ):  # the last line of a fiche, whatever it follows
            fiche.places["Version"] = rubric.paragraphs.pop()
        if name in _TEXTS:
            fiche.places[name] = Words(rubric.text, rubric.rich, "")
            for rows in rubric.tables:
                _aims(fiche, rows)
        else:
            _RUBRICS.get(name, _unknown)(fiche, rubric)
    return fiche


def _is_version(words: Words) -> bool:
    return words.style == _LEGEND and words.text.startswith("Version")


def _top(fiche: Imprime, rubric: Rubric) -> None:
    fil = [words.text for words in rubric.paragraphs if words.style == "fiche rattachement"]
    fiche.places["Rattachement"] = Words("\n".join(fil), "", "")
    fiche.autres += [words.text for words in rubric.paragraphs if words.style != "fiche rattachement"]
    for rows in rubric.tables:
        heads = _heads(rows)
        if heads[:1] == ["Pilote"] and len(rows) == 2:
            said = dict(zip(heads, rows[1], strict=False))
            fiche.calcule["Coût"] = said.pop("Coût", _NOTHING).text
            fiche.places |= {f"En tête, {head}": cell for head, cell in said.items()}
        else:
            fiche.autres.append(_quote(rows))


def _aims(fiche: Imprime, rows: Sequence[Row]) -> None:
    if _heads(rows) == _AIMS and len(rows) == 2:
        fiche.places |= dict(zip(_AIMS, rows[1], strict=True))
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
    """Sort labelled rows: one label and its words over the whole width, or two such pairs side by side."""
    said = dict(rubric.labels)
    for rows in rubric.tables:
        for row in rows:
            labels, values = row[0::2], row[1::2]
            if len(labels) == len(values) and all(words.style == _LABEL for words in labels):
                said |= {" ".join(n.text.split()): w for n, w in zip(labels, values, strict=True)}
            else:
                fiche.autres.append(_quote([row]))
    for label, words in said.items():
        if label in _SERIES:
            lines = [line for line in words.lines if line not in _BLANK]
            if label == "Moyens humains":  # on one line, unlike partners
                lines = [part for line in lines for part in line.split(" ; ")]
            fiche.series[_SERIES[label]] = [{"Ligne": Words(line, line, "")} for line in lines]
        elif label in _ELSEWHERE:
            fiche.calcule[label] = words.text
        else:
            fiche.places[_SAME.get(label, label)] = words
    fiche.autres += [words.text for words in rubric.paragraphs]


def _budget(fiche: Imprime, rubric: Rubric) -> None:
    fiche.places["Plan de financement"] = _NOTHING
    for words in rubric.paragraphs:
        fiche.places["Note du plan" if words.style == _LEGEND else "Plan de financement"] = words
    for rows in rubric.tables:
        heads, group = _heads(rows), ""
        if heads[:1] != ["Poste"]:
            fiche.autres.append(_quote(rows))
            continue
        for row in rows[1:]:
            if len(row) == 1 or row[0].style.endswith("groupe"):
                group = row[0].text
            elif "total" in row[0].style:
                fiche.calcule[row[0].text] = row[-1].text
            else:
                line = dict(zip(heads, row, strict=False))
                fiche.series.setdefault("lignes", []).append({**line, "Groupe": Words(group, group, "")})


def _calendrier(fiche: Imprime, rubric: Rubric) -> None:
    fiche.places["Précision du calendrier"] = Words(
        _DONE.sub("", rubric.text), _DONE.sub("", rubric.rich), ""
    )
    for rows in rubric.tables:
        if _heads(rows)[:1] == ["Étape"]:
            _rows(fiche, rows, "etapes")
        elif rows[0][0].style.startswith("étape"):
            fiche.series.setdefault("etapes", []).extend(map(_step, rows[0]))
        elif not fiche.calcule.get("Calendrier par année"):
            fiche.calcule["Calendrier par année"] = _quote(rows)
        else:
            fiche.autres.append(_quote(rows))


def _step(cell: Words) -> Rangs:
    """Return a cell of the band of steps as a row: its state and its day on the first line, then its name."""
    first, *rest = [*cell.lines, ""]
    said = _STEP.fullmatch(first)
    state, day = (said[1], said[2] or "") if said else ("", first)
    values = {"Étape": " ".join(rest).strip(), "Échéance": day, "État": state}
    return {head: Words(text, text, "") for head, text in values.items()}


def _indicateurs(fiche: Imprime, rubric: Rubric) -> None:
    fiche.autres += [words.text for words in rubric.paragraphs]
    for rows in rubric.tables:
        if _heads(rows)[:1] == ["Indicateur (type, source, suivi)"]:
            _rows(fiche, rows, "indicateurs")
        else:
            fiche.autres.append(_quote(rows))


def _suivi(fiche: Imprime, rubric: Rubric) -> None:
    fiche.autres += [words.text for words in rubric.paragraphs]
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
    "Acteurs, moyens et repères": _labels,
    "Plan de financement": _budget,
    "Calendrier": _calendrier,
    "Indicateurs": _indicateurs,
    "Suivi": _suivi,
}
