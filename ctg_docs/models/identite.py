"""What a model says of itself to who names, pairs or compares its instances: one declaration beside its fields."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHAMPS_DE_TITRE", "Identite"]

CHAMPS_DE_TITRE = ("intitule", "nom", "titre", "thematique", "texte", "objet", "nature", "quoi", "question")
"""Fields in which a thing says its own name, the surest first."""


@dataclass(frozen=True, slots=True)
class Identite:
    """How the instances of a model are called and told apart.

    Args:
        nom: what a reader calls one: « Fiche », « présence de »; the name of the class when empty.
        registre: the register that holds their identifiers, if any.
        par: fields that name one whatever its identifier; by default the first of `CHAMPS_DE_TITRE`.
        par_contenu: True when one is still known by all it says when its identifier and its name change; never a
            person, known by name alone.
        details: fields that a row brings besides its name, told when it comes or goes.
        d_un_autre: True for a row named by who or what it is about before any text of its own.
    """

    nom: str = ""
    registre: str = ""
    par: tuple[str, ...] = ("intitule", "nom", "titre")
    par_contenu: bool = False
    details: tuple[str, ...] = ()
    d_un_autre: bool = False
