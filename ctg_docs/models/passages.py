"""Passages of our articles that depend on a day or on what the convention follows: which wording, when.

For each passage the wordings come in order and the first that holds is printed; none holds, nothing is printed.
The strings hold true no-break blanks, as they are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ctg_docs.models.convention import FaitSuite
from ctg_docs.models.dispositifs import en_cours

__all__ = ["PASSAGES", "Passage", "rediger"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A wording and what it needs.

    Attributes:
        texte: the wording; its fields in braces are filled by who prints it.
        exige: schemes that must exist on the day.
        suite: what the convention must follow; any when empty.
    """

    texte: str
    exige: tuple[str, ...] = ()
    suite: frozenset[FaitSuite] = frozenset()


_APRES_CEJ = frozenset([FaitSuite.CEJ, FaitSuite.CTG_ET_CEJ])
_CEJ, _CTG = frozenset([FaitSuite.CEJ]), frozenset([FaitSuite.CTG])
_LES_DEUX = frozenset([FaitSuite.CTG_ET_CEJ])
_DROIT = (
    "ouvre droit, pour les gestionnaires d’équipements et de services cofinancés par les collectivités, au bonus "
    "territoire"
)
_GMR = "«\u00a0Grandir en milieu rural\u00a0»"

PASSAGES: Final[dict[str, tuple[Passage, ...]]] = {
    "preambule": (
        Passage(f"Elle se substitue au contrat enfance jeunesse (CEJ) comme cadre du partenariat local et {_DROIT}.",
                ("bonus",), _CEJ),
        Passage("Elle fait suite à la convention territoriale globale{periode} et se substitue au contrat enfance "
                f"jeunesse (CEJ). Elle {_DROIT}.", ("bonus",), _LES_DEUX),
        Passage(f"Elle fait suite à la convention territoriale globale{{periode}} et {_DROIT}.", ("bonus",), _CTG),
        Passage(f"Elle {_DROIT}.", ("bonus",)),
        Passage("Elle fait suite au contrat enfance jeunesse (CEJ) comme cadre du partenariat local.", (), _CEJ),
        Passage("Elle fait suite à la convention territoriale globale{periode} et au contrat enfance jeunesse (CEJ).",
                (), _LES_DEUX),
        Passage("Elle fait suite à la convention territoriale globale{periode}.", (), _CTG),
    ),
    "preambule_msa": (
        Passage("La participation de la Mutualité sociale agricole (MSA) permet d’articuler ce cadre avec l’offre "
                f"{_GMR}.", ("gmr",)),
        Passage("La participation de la Mutualité sociale agricole (MSA) permet d’articuler ce cadre avec son action "
                "sanitaire et sociale."),
    ),
    "champ_msa": (
        Passage("{sujet} assure la protection sociale des salariés et des exploitants agricoles et de leurs familles. "
                "Son action sanitaire et sociale soutient les services aux familles, l’accès aux droits et le "
                f"développement social des territoires ruraux, notamment dans le cadre de son offre {_GMR}.",
                ("gmr",)),
        Passage("{sujet} assure la protection sociale des salariés et des exploitants agricoles et de leurs familles. "
                "Son action sanitaire et sociale soutient les services aux familles, l’accès aux droits et le "
                "développement social des territoires ruraux."),
    ),
    "autorite_communes": (
        Passage(" et, depuis le 1er\u00a0janvier\u00a02025, celles d’autorité organisatrice de l’accueil du jeune enfant",
                ("autorite",)),
    ),
    "champ_groupe": (
        Passage("{sujet} exercent, sur leur territoire respectif, les compétences que la loi et leurs statuts leur "
                "attribuent, en particulier en matière d’accueil du jeune enfant, d’enfance, de jeunesse et de vie "
                "locale."),
    ),
    "engagement_caf": (
        Passage("{sujet} apporte son expertise, son ingénierie et son appui à la conduite du projet, et mobilise les "
                "prestations, les bonus et les fonds de la branche Famille, selon les règles nationales en vigueur et "
                "dans la limite de ses dotations.", ("bonus",)),
        Passage("{sujet} apporte son expertise, son ingénierie et son appui à la conduite du projet, et mobilise les "
                "prestations et les fonds de la branche Famille, selon les règles nationales en vigueur et dans la "
                "limite de ses dotations."),
    ),
    "cofinancement_caf": (
        Passage("À l’échéance des contrats enfance jeunesse conclus avec les collectivités signataires, elle s’engage, "
                "dans la mesure du possible, à maintenir les financements qui en étaient issus sous la forme du bonus "
                "territoire, versé directement aux gestionnaires des équipements et services soutenus{renvoi}.",
                ("bonus",), _APRES_CEJ),
        Passage("Elle s’engage, dans la mesure du possible, à cofinancer l’offre du territoire par le bonus "
                "territoire, versé directement aux gestionnaires des équipements et services soutenus{renvoi}.",
                ("bonus",)),
        Passage("Elle s’engage, dans la mesure du possible, à cofinancer l’offre du territoire par ses prestations de "
                "service et ses aides, versées selon les conventions conclues pour chaque équipement ou service "
                "soutenu{renvoi}."),
    ),
    "engagement_msa": (
        Passage("{sujet} apporte son expertise des publics agricoles et ruraux et mobilise, dans la mesure du "
                f"possible, son action sanitaire et sociale et son offre {_GMR}.", ("gmr",)),
        Passage("{sujet} apporte son expertise des publics agricoles et ruraux et mobilise, dans la mesure du "
                "possible, son action sanitaire et sociale."),
    ),
    "donnees": (
        Passage("le règlement (UE) 2016/679 du 27\u00a0avril\u00a02016 (RGPD) et la loi n°\u00a078-17 du "
                "6\u00a0janvier\u00a01978 relative à l’informatique, aux fichiers et aux libertés", ("rgpd",)),
        Passage("la loi n°\u00a078-17 du 6\u00a0janvier\u00a01978 relative à l’informatique, aux fichiers et aux "
                "libertés"),
    ),
    "considerant_financement": (
        Passage("que la signature de la convention ouvre droit, pour les gestionnaires d’équipements et de services "
                "cofinancés par les collectivités, au bonus territoire", ("bonus",)),
    ),
}  # fmt: skip
"""Every dated passage by its name."""


def rediger(nom: str, jour: date | None, suite: FaitSuite | None = None, **champs: str) -> str:
    """Return the wording of a passage on a day; empty when nothing may be said.

    Args:
        nom: key of `PASSAGES`.
        jour: day of the document, None when unknown.
        suite: what the convention follows, None when the dossier does not say.
        **champs: what fills the braces.
    """
    for passage in PASSAGES[nom]:
        if all(en_cours(d, jour) for d in passage.exige) and (not passage.suite or suite in passage.suite):
            return passage.texte.format_map(champs)
    return ""
