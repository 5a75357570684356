"""Numbers and amounts, in figures and in letters (traditional spelling: « deux mille vingt-trois »).

Amounts are `Decimal` or `int`, never `float`: a cent must not be lost on the way to a signed page.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "cents",
    "etp",
    "euros",
    "montant_lettres",
    "nombre",
    "nombre_lettres",
    "ordinal",
    "parts",
    "pourcent",
    "pourcent_juste",
]

_UNITES = (
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
)
_DIZAINES = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt")
_MAXIMUM = 10**12


def _exact(value: Decimal | int) -> Decimal:
    """Refuse floats, whose cents are already wrong, and values that are not numbers."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"nombre exact attendu (int ou Decimal), reçu {type(value).__name__}")
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError("nombre fini attendu")
    return exact


def cents(value: Decimal) -> Decimal:
    """Return an amount to the cent, half up: the result of a division kept by a spreadsheet has more digits."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def nombre(value: Decimal | int, decimales: int | None = None) -> str:
    """Return « 12 500 », « 3,5 »: thousands parted by U+202F, comma, minus sign U+2212.

    Args:
        value: an exact number.
        decimales: digits after the comma, rounded half up; by default those needed, no trailing zero.
    """
    exact = _exact(value)
    if decimales is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)
    text = f"{exact:,f}".replace(",", "\u202f").replace(".", ",").replace("-", "\u2212")
    if decimales is None and "," in text:
        text = text.rstrip("0").rstrip(",")
    return text.removeprefix("\u2212") if exact == 0 else text


def etp(value: Decimal | int) -> str:
    """Return full-time equivalents with two decimals, « 6,70 »."""
    return nombre(value, 2)


def pourcent(value: Decimal | int, decimales: int | None = None) -> str:
    """Return « 12,5 % » for 12.5 (the value is already a percentage)."""
    return f"{nombre(value, decimales)}\u00a0%"


def parts(valeurs: Sequence[Decimal | int]) -> tuple[int, ...]:
    """Return the whole percentages of a total, which add up to 100 (largest remainders; ties go to the first).

    A part that is not zero is never printed as one: 0,4 % is 1 %, taken from the largest.
    """
    exactes = [_exact(v) for v in valeurs]
    total = sum(exactes, Decimal(0))
    if total <= 0:
        return (0,) * len(exactes)
    justes = [v * 100 / total for v in exactes]
    entieres = [max(int(j), int(j > 0)) for j in justes]
    rangs = sorted(range(len(justes)), key=lambda r: entieres[r] - justes[r])
    for rang in rangs[: max(0, 100 - sum(entieres))]:
        entieres[rang] += 1
    entieres[entieres.index(max(entieres))] -= max(0, sum(entieres) - 100)
    return tuple(entieres)


def pourcent_juste(value: Decimal) -> str:
    """Return a whole percentage that is 0 or 100 only when the value is: 99,6 is « 99 % », 0,2 is « 1 % »."""
    arrondi = int(_exact(value).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if 0 < value < 100:
        arrondi = min(max(arrondi, 1), 99)
    return pourcent(arrondi)


def euros(value: Decimal | int, centimes: Literal["auto"] | bool = True) -> str:
    """Return « 12 500,00 € ».

    Args:
        value: an amount in euros.
        centimes: True prints them always, False rounds to the euro, "auto" drops them when the amount
            is whole.
    """
    entier = centimes is False or (centimes == "auto" and _exact(value) % 1 == 0)
    return f"{nombre(value, 0 if entier else 2)}\u00a0€"


def ordinal(n: int, feminin: bool = False) -> str:
    """Return « 1er », « 1re », « 2e »."""
    if n == 1:
        return "1re" if feminin else "1er"
    return f"{n}e"


def _moins_de_cent(n: int, final: bool) -> str:
    if n < 20:
        return _UNITES[n]
    dizaine, unite = divmod(n, 10)
    if dizaine in (7, 9):
        dizaine, unite = dizaine - 1, unite + 10
    mot = _DIZAINES[dizaine]
    if unite == 0:
        return f"{mot}s" if dizaine == 8 and final else mot
    if unite in (1, 11) and dizaine != 8:
        return f"{mot} et {_UNITES[unite]}"
    return f"{mot}-{_UNITES[unite]}"


def _moins_de_mille(n: int, final: bool) -> str:
    centaine, reste = divmod(n, 100)
    if not centaine:
        return _moins_de_cent(reste, final)
    mot = "cent" if centaine == 1 else f"{_UNITES[centaine]} cent"
    if reste:
        return f"{mot} {_moins_de_cent(reste, final)}"
    return f"{mot}s" if centaine > 1 and final else mot


def nombre_lettres(n: int, feminin: bool = False) -> str:
    """Return a whole number in letters: « quatre-vingts », « quatre-vingt mille », « deux cents millions ».

    « mille » is invariable and takes the « s » off « vingt » and « cent » before it; « million » and
    « milliard » are nouns and do not.

    Raises:
        ValueError: the number is a thousand billions or more.
    """
    if abs(n) >= _MAXIMUM:
        raise ValueError("nombre trop grand pour être écrit en lettres")
    if n < 0:
        return f"moins {nombre_lettres(-n, feminin)}"
    mots = []
    reste = n
    for valeur, nom in ((10**9, "milliard"), (10**6, "million")):
        compte, reste = divmod(reste, valeur)
        if compte:
            mots.append(f"{_moins_de_mille(compte, True)} {nom}{'s' if compte > 1 else ''}")
    milliers, reste = divmod(reste, 1000)
    if milliers:
        mots.append("mille" if milliers == 1 else f"{_moins_de_mille(milliers, False)} mille")
    if reste or not mots:
        mots.append(_moins_de_mille(reste, True))
    texte = " ".join(mots)
    accorde = feminin and n % 10 == 1 and n % 100 not in (11, 71, 91)
    return f"{texte}e" if accorde else texte


def _monnaie(n: int, nom: str) -> str:
    lettres = nombre_lettres(n)
    lien = " d’" if n and n % 10**6 == 0 else " "
    return f"{lettres}{lien}{nom}{'s' if n > 1 else ''}"


def montant_lettres(value: Decimal | int) -> str:
    """Return an amount in letters: « deux cents euros », « un million d’euros », « cinquante centimes ».

    Raises:
        TypeError: the value is a float.
        ValueError: more than two decimals.
    """
    exact = _exact(value)
    total = exact * 100
    if total != total.to_integral_value():
        raise ValueError("un montant a deux décimales au plus")
    entiers, centimes = divmod(abs(int(total)), 100)
    parts = []
    if entiers or not centimes:
        parts.append(_monnaie(entiers, "euro"))
    if centimes:
        parts.append(_monnaie(centimes, "centime"))
    return ("moins " if total < 0 else "") + " et ".join(parts)
