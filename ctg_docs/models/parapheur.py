"""The text tags that signature services look for in a box: one form per service, or any other with its rank."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator

from ctg_docs.models.base import Texte

__all__ = ["FORMES", "Parapheur", "balise", "forme"]

FORMES: Final[dict[str, str]] = {
    "iparapheur": "#signature_{n}#",
    "yousign": "{{s{n}|signature|85|37}}",
    "docuseal": "{{Signature;role=Signataire{n};type=signature}}",
}
"""By service, `{n}` the rank of the signatory. Sources: documentation of i-Parapheur, of Yousign (smart anchors: on one line,
150 pages at most), of DocuSeal (text tags, to verify)."""

_LONGUE: Final = 60
"""Signs that a box holds on one line: a tag cut in two is not found."""


def forme(texte: str) -> str:
    """Return the form that a name of service or a form means.

    Raises:
        ValueError: neither; the text is a French sentence.
    """
    trouvee = FORMES.get(texte.strip().lower(), texte)
    if "{n}" not in trouvee:
        raise ValueError(
            f"« {texte} » n’est ni {', '.join(FORMES)}, ni une forme de balise : elle contient {{n}}, le rang du signataire"
        )
    if re.search(r"\s", trouvee) or len(trouvee) > _LONGUE:
        raise ValueError(f"une balise tient sur une ligne, sans blanc, en {_LONGUE} signes au plus")
    return trouvee


def balise(forme: str, rang: int) -> str:
    """Return the tag of a signatory; empty without a form."""
    return forme.replace("{n}", str(rang))


def _connu(texte: str) -> str:
    forme(texte)
    return texte


Parapheur = Annotated[Texte, AfterValidator(_connu)]
"""A service or a form, as written."""
