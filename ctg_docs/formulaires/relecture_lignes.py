"""Rows of the tables of a printed fiche back to the fields of its form. Each reader is tried on what was printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from ctg_docs.engine.word.rubrics import Words
from ctg_docs.formulaires.relecture import Lexique, Lu, read_period, words_of
from ctg_docs.french import cle
from ctg_docs.models.finance import BaseMontant, EtatFinancement, Taxe

__all__ = ["ROWS", "Avant"]

Avant = Mapping[str, str]
"""What the form showed of the row, by field; empty for a new row."""

_Reader = Callable[[Mapping[str, Words], Lexique, Avant], Lu | None]

_NUMBER = r"-?\d[\d ]*(?:,\d+)?"
_VALUE = re.compile(rf"({_NUMBER})(?: \((.+)\))?")
_RANGE = re.compile(rf"({_NUMBER}) à ({_NUMBER})")
_DATED = re.compile(r"(.*\S) \(([^()]*\d{4})\)")
_UNIT = re.compile(r"(.*\S) \(([^()]+)\)")
_ETP = re.compile(rf"(.*\S) \(({_NUMBER}) ETP\)")
_PRODUCT = re.compile(rf"({_NUMBER}) € (.+) × ({_NUMBER})")
_DONE = re.compile(rf"réalisé ?: ({_NUMBER})(?: €)?")
_DEPENSES: Final = {"Dépenses": "Dépense", "Recettes": "Recette"}
_DEFAULTS: Final = ("", "Fonctionnement", "total")
"""What a row says of itself when its precisions say nothing: then what the row of its side says holds."""
_TAXES: Final = {mot: member.libelle for member in Taxe for mot in (member.libelle, *member.synonymes)}
_TYPES: Final = {"moyen": "Moyen", "réalisation": "Réalisation", "résultat": "Résultat"}


def _cell(row: Mapping[str, Words], head: str) -> str:
    return words_of(row[head].text) if head in row else ""


def _etape(row: Mapping[str, Words], _: Lexique, __: Avant) -> Lu | None:
    done = {"fait": "oui", "faite": "oui", "a faire": "non", "": "non"}.get(cle(_cell(row, "État")))
    if done is None:
        return None
    return {"nom": _cell(row, "Étape"), "echeance": _cell(row, "Échéance"), "realise": done}


def _partenaire(row: Mapping[str, Words], _: Lexique, before: Avant) -> Lu:
    name, said = [*_cell(row, "Ligne").split(" : ", 1), ""][:2]
    role, engagement = [*said.split(" ; ", 1), ""][:2]
    if role and not engagement and before.get("engagement") and not before.get("role"):
        role, engagement = "", role
    return {"organisme": name, "role": role, "engagement": engagement}


def _moyen(row: Mapping[str, Words], _: Lexique, __: Avant) -> Lu:
    text = _cell(row, "Ligne")
    said = _ETP.fullmatch(text)
    return {"texte": said[1] if said else text, "etp": said[2] if said else ""}


def _indicateur(row: Mapping[str, Words], known: Lexique, before: Avant) -> Lu | None:
    head, *notes = row["Indicateur (type, source, suivi)"].lines or [""]
    unit = _UNIT.fullmatch(head) if before.get("unite") or not before else None
    found = {"intitule": unit[1] if unit else head, "unite": unit[2] if unit else ""}
    start, target = _VALUE.fullmatch(_cell(row, "Initial")), _cell(row, "Cible")
    if _cell(row, "Initial") and start is None:
        return None
    found |= {
        "valeur_initiale": start[1] if start else "",
        "date_initiale": (start[2] or "") if start else "",
    }
    figure, dated = _VALUE.fullmatch(target), _DATED.fullmatch(target)
    words, day = (dated[1], dated[2]) if dated and not figure else (target, "")
    found |= {
        "cible": figure[1] if figure else "",
        "cible_texte": "" if figure else words,
        "date_cible": (figure[2] or "") if figure else day,
    }
    years = [part for line in row["Réalisé"].lines for part in line.split(" ; ")] if "Réalisé" in row else []
    found["realisations"] = "\n".join(year for year in years if words_of(year))
    return {**found, **_precision(" ".join(notes), known)}


def _precision(text: str, known: Lexique) -> Lu:
    """Read « Résultat, qualitatif – Caf – M. Paul ROCHE »."""
    parts = [part for part in text.split(" – ") if part]
    found = {"type": "", "nature": "Quantitatif", "source": "", "responsable": ""}
    kinds = parts[0].lower().split(", ") if parts else []
    if parts and not set(kinds) - {*_TYPES, "qualitatif"}:
        parts = parts[1:]
        found["type"] = next((_TYPES[kind] for kind in kinds if kind in _TYPES), "")
        found["nature"] = "Qualitatif" if "qualitatif" in kinds else "Quantitatif"
    if parts and known.is_known("personnes", known.personne(parts[-1])):
        found["responsable"] = known.personne(parts.pop())
    found["source"] = " – ".join(parts)
    return found


def _financement(row: Mapping[str, Words], known: Lexique, _: Avant) -> Lu | None:
    group, side = _cell(row, "Groupe").removesuffix(")").partition(" (")[::2]
    found = {
        "nature": _cell(row, "Poste"),
        "en_nature": "oui" if group == "Contributions en nature" else "non",
    }
    if group in _DEPENSES:
        found["sens"] = _DEPENSES[group]
    common = _precisions(side, known)
    found |= {
        n: v if v not in _DEFAULTS else common[n]
        for n, v in _precisions(_cell(row, "Précisions"), known).items()
    }
    amount = _cell(row, "Montant (€)").removesuffix("€").strip()
    between = _RANGE.fullmatch(amount)
    found["=part"] = _cell(row, "Part")
    if found["quantite"]:
        return {**found, "=montant": amount}
    if between:
        return {**found, "montant_min_euros": between[1], "montant_max_euros": between[2]}
    return {**found, "montant_euros": amount, "montant_min_euros": "", "montant_max_euros": ""}


def _precisions(text: str, known: Lexique) -> Lu:
    """Read « Caf, acquis, investissement, 2025, 8 400 € par session × 8, HT, réalisé : 500 €, dit en mots »."""
    parts = text.split(", ") if text else []
    found = {"financeur": "", "etat": "", "type": "Fonctionnement", "annee": "", "base": "total", "quantite": "",
             "taxe": "", "realise_euros": ""}  # fmt: skip
    states = {m.libelle.lower(): m.libelle for m in EtatFinancement}
    bases = {m.libelle for m in BaseMontant}
    readers: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("financeur", lambda part: part if known.is_known("organismes", part) else ""),
        ("etat", lambda part: states.get(part.lower(), "")),
        ("type", lambda part: "Investissement" if part.lower() == "investissement" else ""),
        ("annee", lambda part: part if re.fullmatch(r"20\d\d", part) else ""),
        ("base", lambda part: part if part in bases or _PRODUCT.fullmatch(part) else ""),
        ("taxe", lambda part: _TAXES.get(part, "")),
        ("realise_euros", lambda part: said[1] if (said := _DONE.fullmatch(part)) else ""),
    )
    for name, read in readers:
        value = read(parts[0]) if parts else ""
        if value:
            found[name] = value
            parts.pop(0)
    if product := _PRODUCT.fullmatch(found["base"]):
        found |= {"montant_euros": product[1], "base": product[2], "quantite": product[3]}
    return {**found, "commentaire": ", ".join(parts)}


def _suivi(row: Mapping[str, Words], _: Lexique, __: Avant) -> Lu:
    text = row["Bilan"].rich if _cell(row, "Bilan") else ""
    spent = _cell(row, "Dépensé").removesuffix("€").strip()
    return {
        "annee": _cell(row, "Année"),
        "statut": _cell(row, "Statut"),
        "texte": text,
        "depense_euros": spent,
    }


def _operation(row: Mapping[str, Words], known: Lexique, _: Avant) -> Lu:
    title = re.sub(r"^\d+\. ", "", _cell(row, "Titre"))
    described = row["Descriptif"].rich if _cell(row, "Descriptif") else ""
    period, *more = row["Calendrier"].lines if _cell(row, "Calendrier") else [""]
    read = dict(read_period(period))
    if more:
        read["calendrier.texte"] = " ".join(more)
    return {
        "intitule": title,
        "descriptif": described,
        "publics_cibles": "\n".join(part for part in _cell(row, "Publics").split(", ") if part),
        "pilote": _cell(row, "Pilote"),
        "partenaires": known.organismes(_cell(row, "Partenaires")),
        "statut": _cell(row, "Statut"),
        "=budget": _cell(row, "Budget"),
        **{name: value for name, value in read.items() if name != "calendrier.recurrente"},
        "=récurrente": read["calendrier.recurrente"],
    }


ROWS: Final[dict[str, _Reader]] = {
    "operations": _operation,
    "partenaires": _partenaire,
    "moyens_humains": _moyen,
    "etapes": _etape,
    "lignes": _financement,
    "indicateurs": _indicateur,
    "suivi": _suivi,
}
"""What the rows of each table say: reader of a row; None for words that can't be taken apart."""
