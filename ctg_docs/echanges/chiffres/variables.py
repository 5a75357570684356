"""What is known of published variables: their names in French, and whether communes can be added up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ctg_docs.french import cle

__all__ = ["Variable", "is_summable", "parse_header", "variable_of"]

_AGES: Final = "Habitants par âge"
_DEMOGRAPHIE, _FAMILLES, _REVENUS, _LOGEMENT = "Démographie", "Familles", "Revenus", "Logement"


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable as the diagnosis says it.

    Attributes:
        part_de: the variable that it is a share of: the share is kept, which compares with other territories.
        graphique: the chart that it belongs to.
    """

    intitule: str
    unite: str = ""
    domaine: str = ""
    part_de: str = ""
    graphique: str = ""


def _age(intitule: str, part_de: str) -> Variable:
    return Variable(intitule, "%", _DEMOGRAPHIE, part_de, _AGES)


_POP = "RP_MEASURE=POP"
_CONNUES: Final[dict[str, Variable]] = {
    "P_POP": Variable("Population", "habitants", _DEMOGRAPHIE),
    "PMUN": Variable("Population municipale", "habitants", _DEMOGRAPHIE),
    "P_POP0014": _age("Moins de 15 ans", "P_POP"),
    "P_POP1529": _age("15 à 29 ans", "P_POP"),
    "P_POP3044": _age("30 à 44 ans", "P_POP"),
    "P_POP4559": _age("45 à 59 ans", "P_POP"),
    "P_POP6074": _age("60 à 74 ans", "P_POP"),
    "P_POP75P": _age("75 ans ou plus", "P_POP"),
    "C_FAM": Variable("Familles", "familles", _FAMILLES),
    "C_FAMMONO": Variable("Part des familles monoparentales", "%", _FAMILLES, "C_FAM"),
    "P_RP_LOCHLMV": Variable("Part des ménages locataires d’un logement social", "%", _LOGEMENT, "P_RP"),
    "P_LOGVAC": Variable("Part des logements vacants", "%", _LOGEMENT, "P_LOG"),
    "MED": Variable("Revenu disponible médian par unité de consommation", "€", _REVENUS),
    "TP60": Variable("Taux de pauvreté", "%", _REVENUS),
    _POP: Variable("Population", "habitants", _DEMOGRAPHIE),
    f"{_POP} AGE=Y_LT15": _age("Moins de 15 ans", _POP),
    f"{_POP} AGE=Y15T29": _age("15 à 29 ans", _POP),
    f"{_POP} AGE=Y30T44": _age("30 à 44 ans", _POP),
    f"{_POP} AGE=Y45T59": _age("45 à 59 ans", _POP),
    f"{_POP} AGE=Y60T74": _age("60 à 74 ans", _POP),
    f"{_POP} AGE=Y_GE75": _age("75 ans ou plus", _POP),
}
"""Variables of the census and of FiLoSoFi, by their code without its year."""
_BY_WORDS: Final = {frozenset(code.split()): (code, variable) for code, variable in _CONNUES.items()}

_RATE: Final = re.compile(
    r"(?:^|[\s_])(?:med|mediane?|moy\w*|taux|tx|tp60|part|pct|pourcent\w*|indice|densite|ratio|rapport|q[1-3]|d[1-9]|gi|s80s20)(?:[\s_\d]|$)|%"
)
_CENSUS: Final = re.compile(r"([PC])(\d\d)_(\w+)")
_FILOSOFI: Final = re.compile(r"([A-Z]+(?:60|80S20)?|Q[1-3]|D[1-9])(\d\d)")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def variable_of(code: str) -> tuple[str, Variable] | None:
    """Return the code as it is known, whatever the order of its parts, and what is known of it."""
    return _BY_WORDS.get(frozenset(code.split()))


def is_summable(code: str, label: str) -> bool:
    """True when the values of communes add up to that of their territory: counts, neither rates nor medians."""
    return not any(_RATE.search(cle(text.replace("_", " _ "))) or "%" in text for text in (code, label))


def parse_header(header: str) -> tuple[str, int | None]:
    """Part a code from its year: `P21_POP` is `P_POP` in 2021, `MED21` is `MED`, « Foyers 2022 » is « Foyers »."""
    header = header.strip()
    if census := _CENSUS.fullmatch(header):
        return f"{census[1]}_{census[3]}", _century(census[2])
    if (filosofi := _FILOSOFI.fullmatch(header)) and len(header) <= 14:
        return filosofi[1], _century(filosofi[2])
    years = _YEAR.findall(re.sub(r"(?<=[A-Za-z_])(?=(?:19|20)\d\d$)", " ", header))
    if len(set(years)) == 1:
        code = re.sub(rf"[\s_(]*(?:en\s+|au\s+)?{years[0]}[)]?", "", header).strip(" -_")
        return code or header, int(years[0])
    return header, None


def _century(year: str) -> int:
    return int(year) + (2000 if int(year) < 60 else 1900)
