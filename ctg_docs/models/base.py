"""What every model shares: frozen, strict on unknown keys, French titles. Knows Pydantic, not the domain."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

from ctg_docs.french import cle, radical
from ctg_docs.models.identite import Identite

__all__ = [
    "PERSONNEL",
    "REFERENCE",
    "REQUIS",
    "Choix",
    "Genre",
    "Identifiant",
    "Modele",
    "OuiNon",
    "Texte",
    "is_personnel",
    "is_requis",
    "reference_of",
]

REQUIS: Final[dict[str, Any]] = {"requis": True}
"""Field needed for a final document; a draft shows a hole in its place."""

PERSONNEL: Final[dict[str, Any]] = {"personnel": True}
"""Personal data, masked in the version put online."""


def REFERENCE(registre: str, *, requis: bool = False) -> dict[str, Any]:  # noqa: N802 - reads as a flag beside the two others
    """Mark a field (or each item of a list) as an identifier of a register: `organismes`, `personnes`…"""
    return {"reference": registre, **(REQUIS if requis else {})}


class Modele(BaseModel):
    """Base of all models.

    Unknown keys are refused: a typo must not be ignored, or a signed act would miss what somebody wrote.
    Frozen: a validated dossier is printed as it is, never changed for display. Lists are tuples.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        coerce_numbers_to_str=True,
        allow_inf_nan=False,
        ser_json_bytes="base64",
        defer_build=True,  # the root is built once, at the first dossier; its hundred parts are not, one by one
    )
    identite: ClassVar[Identite] = Identite()


class Choix(StrEnum):
    """A closed list: lower-case ASCII value for the data, French label for the reader.

    Members are written `EN_COURS = "en_cours", "En cours"`, then the words of the trade that mean the same. The label
    is accepted as input too, whatever its case and accents.
    """

    libelle: str
    synonymes: tuple[str, ...]

    def __new__(cls, value: str, libelle: str = "", *synonymes: str) -> Self:
        """Make a member from its value, its label and other words for it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.libelle = libelle or value
        member.synonymes = synonymes
        return member

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the member that a word typed in a table means, in any gender or number; None when not exactly one."""
        if (exact := cls._missing_(text)) is not None:
            return exact
        wanted = radical(text)
        found = [m for m in cls if wanted in {radical(w) for w in (m.value, m.libelle, *m.synonymes)}]
        return found[0] if len(found) == 1 else None

    def is_plainly(self, text: str) -> bool:
        """True when a text says this member in its own words, in any gender or number: nobody needs to be told."""
        return radical(text) in (radical(self.value.replace("_", " ")), radical(self.libelle))

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        wanted = cle(value.replace("_", " "))
        for member in cls:
            if wanted in (cle(member.value.replace("_", " ")), cle(member.libelle)):
                return member
        return None


class Genre(Choix):
    """Grammatical gender of a body, a person's title or a level's name."""

    FEMININ = "feminin", "féminin"
    MASCULIN = "masculin", "masculin"


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def _without_control(text: str) -> str:
    if found := _CONTROL.search(text):
        raise ValueError(
            f"le texte contient un caractère de contrôle invisible (U+{ord(found.group()):04X}) ; "
            "effacez-le et retapez le passage"
        )
    return unicodedata.normalize("NFC", text)


Texte = Annotated[str, AfterValidator(_without_control)]
"""Text a person reads: no control character; line ends and the small Markdown subset are allowed.

Accents are composed, whoever typed them: Word draws « e » and a loose accent as two signs.
"""


def _oui_non(value: Any) -> Any:
    words = {"oui": True, "vrai": True, "non": False, "faux": False}
    return words.get(value.strip().lower(), value) if isinstance(value, str) else value


OuiNon = Annotated[
    bool,
    BeforeValidator(_oui_non),
    WithJsonSchema({"enum": [True, False, "oui", "non", "vrai", "faux"], "examples": ["oui", "non"]}),
]
"""A yes or a no, written `oui`, `non`, `vrai`, `faux`, `true` or `false`."""

Identifiant = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80, strip_whitespace=True)
]
"""A stable hidden name: lower-case letters, digits and hyphens, `caf-deux-sevres`. Never printed."""


def _extra(model: type[BaseModel], field: str) -> dict[str, Any]:
    extra = model.model_fields[field].json_schema_extra
    return extra if isinstance(extra, dict) else {}


def is_requis(model: type[BaseModel], field: str) -> bool:
    """True when a final document needs this field."""
    return bool(_extra(model, field).get("requis"))


def is_personnel(model: type[BaseModel], field: str) -> bool:
    """True when the field is personal data, masked in the published version."""
    return bool(_extra(model, field).get("personnel"))


@cache
def reference_of(model: type[BaseModel], field: str) -> str | None:
    """Return the register that the field's identifiers belong to, or None."""
    value = _extra(model, field).get("reference")
    return str(value) if value else None
