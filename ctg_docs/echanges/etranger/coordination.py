"""Who coordinates the CTG, when a title or a cover says it: « Chargée de coopération : Inès Talbot – 05 49 00 00 00 »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.french.adresses import adresse_dans
from ctg_docs.rapprochement.mots import is_person

__all__ = ["meet"]

_LONGEST: Final = 500
"""Letters of a title, or of a line of a cover."""
_ABOVE: Final = 15
"""Rows among which a title, or a cover, names somebody."""
_NAME: Final = r"(?-i:[A-ZÀ-Ý][\w’'.-]*(?:\s+(?:de\s+|d['’])?[A-ZÀ-Ý][\w’'.-]*){1,3})"
_OFFICE: Final = r"(?P<office>charg[ée]e?|coordinat(?:eur|rice)) (?:de (?:la )?)?(?:coop[ée]ration(?: (?:de la )?CTG)?|(?:de la )?CTG)"
_SAID: Final = (
    re.compile(rf"{_OFFICE}\s*[:–—-]\s*(?:Mme |M\. )?(?P<name>{_NAME})", re.IGNORECASE),
    re.compile(rf"(?P<name>{_NAME})\s*[,(–—-]\s*{_OFFICE}", re.IGNORECASE),
)
_PHONE: Final = re.compile(r"(?<!\d)0\d(?:[ .]?\d\d){4}(?!\d)")


def meet(grids: Iterable[Grid], register: Register) -> None:
    """Add to the register of persons who coordinates the CTG, with the office, the mail and the telephone beside the name."""
    for grid in grids:
        for row in range(min(len(grid.rows), _ABOVE)):
            for column, value in grid.own(row).items() if len(grid.own(row)) <= 2 else ():
                found = next(
                    (m for p in _SAID if isinstance(value, str) and (m := p.search(value[:_LONGEST]))), None
                )
                if found is None or not is_person(found["name"]):
                    continue
                id = register.person(found["name"], grid.place(row, column))
                text = " ".join(str(v)[:_LONGEST] for v in grid.own(row).values())
                for person in (p for p in register.persons if p["id"] == id):
                    woman = found["office"].lower().endswith(("ée", "ee", "rice"))
                    person.setdefault(
                        "fonction", "Chargée de coopération" if woman else "Chargé de coopération"
                    )
                    mail, phone = adresse_dans(text), _PHONE.search(text)
                    person.update(
                        {"courriel": mail} if mail else {}, **({"telephone": phone[0]} if phone else {})
                    )
