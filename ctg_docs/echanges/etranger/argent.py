"""Cells of money to a plan de financement: costs, funders, what each gives. No amount is made of a percentage."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from ctg_docs.echanges.etranger import valeurs
from ctg_docs.echanges.etranger.montants import Amount, read_amounts, read_pairs
from ctg_docs.echanges.etranger.outils_lecture import Host, as_note, place_of, tell
from ctg_docs.echanges.etranger.recettes import pays
from ctg_docs.echanges.etranger.recueil import Value
from ctg_docs.french import cents, cle, nombre
from ctg_docs.models.finance import BaseMontant, EtatFinancement
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.rapprochement.mots import is_group, is_undefined, kind_of, names_in

__all__ = ["number_of", "read_budget", "read_funders", "read_object", "read_receipt", "read_spent"]

_COST: Final = "Coût de l’action"
_LEAD: Final = re.compile(
    r"^(?:\d+(?:[.,]\d+)?\s*%\s*)?(?:(?:montants?|subventions?|financements?|participations?|aides?|contributions?|parts?)\s*)?"
    r"(?:de la |de l['’]|du |des |de |d['’]|par la |par le |par )?(?=\S)|\s*(?:soit|\d+(?:[.,]\d+)?\s*%|:)\s*$",
    re.IGNORECASE,
)


_GIVES: Final = re.compile(
    r"(?:co|^|sources? de |les |vos )financ(?:ements?|eurs?)\b|recettes?|subventions?|ressources? financieres?"
)
"""Headers under which « nom : montant » is somebody who gives, known or not."""
_SPENT: Final = re.compile(
    r"invest|fonctionn|total|cout|depense|personnel|salaire|achat|charge|materiel|presta|frais|location"
)


_FUNDS: Final = re.compile(
    r"auto ?financement|fonds propres|usagers?|familles|participation|subvention|reste a charge"
)
"""What can only be a receipt."""
_SHARE: Final = "un pourcentage n’est pas un montant"


def number_of(at: Value) -> Decimal | None:
    """Return the amount of a cell of numbers, to the cent."""
    if isinstance(at.value, int | float) and not isinstance(at.value, bool):
        return cents(Decimal(repr(at.value)) * at.column.scale)
    return None


def _amounts(at: Value) -> tuple[list[Amount], list[str]]:
    """Return the amounts of a cell of words, a bare number counted in what its header or the table says."""
    amounts, words = read_amounts(valeurs.text_of(at.value))
    bare = at.column.scale != 1
    return [a if not bare or _UNIT.search(a.text) else a.times(at.column.scale) for a in amounts], words


_UNIT: Final = re.compile(r"€|\beur|\d\s*(?:[kK]|M)\b|milliers?|millions?", re.IGNORECASE)


def _counted(at: Value) -> dict[str, Any]:
    """Return what a header says of all its amounts: their year, their tax, what they are counted for."""
    facts: dict[str, Any] = {"annee": at.column.moment.debut.year} if at.column.moment else {}
    for word, fact in ((r"obtenu|accord[ée]|notifi|acquis|vers[ée]", ("etat", "acquis")), (r"sollicit|demand[ée]", ("etat", "sollicite")), (r"\bTTC\b", ("taxe", "ttc")), (r"\bHT\b", ("taxe", "ht")), (r"annuel|par an\b|/\s*an\b", ("base", "an")),
                       (r"mensuel|par mois|/\s*mois", ("base", "mois")), (r"invest", ("type", "investissement"))):  # fmt: skip
        if re.search(word, at.column.header, re.IGNORECASE):
            facts[fact[0]] = fact[1]
    return facts


def _is_share(at: Value) -> bool:
    """True under a header of percentages: no amount is made of its numbers."""
    return "%" in at.column.header and isinstance(at.value, int | float)


def read_budget(host: Host, at: Value) -> dict[str, Any]:
    """Read what an action costs: a number, or amounts in words."""
    if _is_share(at):
        return as_note(host, at, reason=_SHARE)
    exact = number_of(at)
    if exact is not None:
        if at.column.scale != 1:
            tell(host, at, f"{nombre(exact)} €")
        return {
            "budget": {
                "lignes": [
                    {
                        "sens": "depense",
                        "nature": at.column.nature or _COST,
                        "montant_euros": exact,
                        **_counted(at),
                    }
                ]
            }
        }
    amounts, words = _amounts(at)
    if amounts and all(a.facts.get("sans_incidence") for a in amounts) and not words:
        return {"budget": {"sans_incidence": True}}
    lines: list[dict[str, Any]] = []
    for amount in (a for a in amounts if not a.facts.get("sans_incidence")):
        payer = re.sub(_LEAD, "", re.sub(_LEAD, "", amount.label)).strip(" :")
        known = _payer(host, at, payer)
        if known is None and amount.part:
            words.append(amount.text)
            continue
        if known:
            line = amount.line(payer or at.column.nature or _COST, "recette") | {"financeur": known}
        else:
            gives = (
                bool(payer)
                and (_GIVES.search(cle(at.column.header)) or _FUNDS.match(cle(payer)))
                and not _SPENT.match(cle(payer))
            )
            line = amount.line(amount.label or at.column.nature or _COST, "recette" if gives else "depense")
        lines.append(line)
    found: dict[str, Any] = {"lignes": [{**_counted(at), **line} for line in lines]} if lines else {}
    if words:
        found["commentaire"] = "\n".join(words)
    _tell_budget(host, at, lines, words)
    return {"budget": found} if found else {}


def _tell_budget(host: Host, at: Value, lines: list[dict[str, Any]], words: list[str]) -> None:
    typed = " ".join(valeurs.text_of(at.value).split())
    said = " + ".join(_shown(line) for line in lines)
    if words and (not all(is_undefined(w) for w in words)):
        said = f"{said} ; le reste en commentaire" if said else "commentaire, sans montant"
    if said and cle(said) != cle(typed.replace("euros", "").replace("€", "")):
        tell(host, at, said, typed)


def _shown(line: dict[str, Any]) -> str:
    low, high = line.get("montant_min_euros"), line.get("montant_max_euros")
    text = (
        f"{nombre(line['montant_euros'])} €"
        if "montant_euros" in line
        else f"de {nombre(low)} à {nombre(high)} €"
        if low is not None and high is not None
        else ""
    )
    times = f"{line['quantite']} ×" if "quantite" in line else ""
    side = "recette" if line["sens"] == "recette" else ""
    facts = [BaseMontant(line["base"]).libelle] if line.get("base", "total") != "total" else []
    facts += [str(line[k]).upper() for k in ("taxe", "annee") if k in line]
    return " ".join(p for p in (times, text, *facts, side) if p)


def _payer(host: Host, at: Value, name: str) -> str | None:
    """Return the body that a label names as a funder: one that is known, or whose kind is said."""
    if not name or is_undefined(name) or len(name) > 80:
        return None
    known = host.register.knows(name)
    if known is None and (kind_of(name) is not NatureOrganisme.AUTRE or pays(name)) and not is_group(name):
        return host.register.body(name, place_of(host, at))
    return known


def read_object(at: Value) -> dict[str, Any]:
    """Read what is paid, when no amount stands beside it."""
    lines = [
        {"sens": "depense", "nature": text, "commentaire": "montant non précisé"}
        for text in valeurs.items(valeurs.text_of(at.value))
    ]
    return {"budget": {"lignes": lines}} if lines else {}


def read_funders(host: Host, at: Value) -> dict[str, Any]:
    """Read who pays: no amount is made of a percentage."""
    alone, rest = _amounts(at)
    if alone and not rest and not any(a.label for a in alone):
        return {"budget": {"lignes": [a.line(at.column.header, "recette") for a in alone]}}
    if len(alone) > 1 and all(a.label for a in alone[1:]):
        return read_budget(host, at)
    lines: list[dict[str, Any]] = []
    words: list[str] = []
    for name in names_in(valeurs.text_of(at.value)):
        amounts = read_pairs(name, least=1) or read_amounts(name)[0]
        label = (
            amounts[0].label
            if amounts and amounts[0].label
            else re.sub(r"[\s:(]*\d+(?:[.,]\d+)?\s*%\)?", "", name).strip(" :-–")
        )
        if is_undefined(label):
            words.append(name)
            continue
        payer = _payer(host, at, label)
        line: dict[str, Any] = {"sens": "recette", "nature": label, **_counted(at)}
        if payer:
            line["financeur"] = payer
        if len(amounts) == 1 and not amounts[0].facts.get("sans_incidence"):
            line = amounts[0].line(label, "recette") | line
        elif name != label:
            line["commentaire"] = name
        else:
            line["commentaire"] = "montant non précisé"
        lines.append(line)
    found: dict[str, Any] = {"lignes": lines} if lines else {}
    return {"budget": found | ({"commentaire": "\n".join(words)} if words else {})} if found or words else {}


def read_receipt(host: Host, at: Value) -> dict[str, Any]:
    """Read what the funder of a column gives."""
    if _is_share(at):
        return as_note(host, at, reason=_SHARE)
    column = at.column
    payer = column.payer or column.header
    exact = number_of(at)
    line: dict[str, Any] = {"sens": "recette", "nature": column.nature or payer, **_counted(at)}
    if exact == 0:
        return {}
    if exact is None:
        amounts, words = _amounts(at)
        if len(amounts) == 1 and not words:
            if amounts[0].facts.get("sans_incidence"):
                return {}
            line = amounts[0].line(str(line["nature"]), "recette") | line
            if amounts[0].label and cle(amounts[0].label) != cle(payer):
                line["commentaire"] = amounts[0].text
        else:
            state = EtatFinancement.read(valeurs.text_of(at.value))
            line |= {"etat": state.value} if state else {}
            line["commentaire"] = valeurs.text_of(at.value).strip()
    else:
        line["montant_euros"] = exact
    if at.column.scale != 1 and "montant_euros" in line:
        tell(host, at, f"{nombre(line['montant_euros'])} €")
    known = _payer(host, at, payer)
    return {"budget": {"lignes": [line | ({"financeur": known} if known else {})]}}


def read_spent(host: Host, at: Value) -> dict[str, Any]:
    """Read what a year cost."""
    exact = number_of(at)
    if exact is None:
        amounts, words = _amounts(at)
        if len(amounts) != 1 or words or amounts[0].high is not None:
            return as_note(host, at, reason="ce n’est pas un montant")
        exact = amounts[0].low
    return {
        "suivi": [{"depense_euros": exact, "annee": at.column.moment.debut.year if at.column.moment else 0}]
    }
