"""Article « Champs d’intervention des collectivités »: the competences that each one exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.markdown import blocs, echapper, points
from ctg_docs.models.organisme import NatureOrganisme as Nature

if TYPE_CHECKING:
    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.models.organisme import Organisme

__all__ = ["titre", "write"]


def titre(f: Faits) -> str:
    """Return the title that fits the parties: « Champs d’intervention de la Communauté de communes »."""
    if 0 < len(f.collectivites) <= 2:
        return f"Champs d’intervention {f.noms_de(f.collectivites)}"
    return "Champs d’intervention des collectivités"


def write(f: Faits) -> str:
    """Return the text of the article."""
    seule = len(f.collectivites) == 1
    return blocs(*(blocs("" if seule else f"## {p.sujet}", _champ(f, p)) for p in f.collectivites))


def _champ(f: Faits, p: Partie) -> str:
    if len(p.organismes) == 1:
        return _competences(f, p.organismes[0], p.sujet)
    precisees = [o for o in p.organismes if o.competences]
    communes = p.natures == {Nature.COMMUNE}
    return blocs(
        f.passage("champ_communes" if communes else "champ_groupe", sujet=p.sujet),
        *(_competences(f, o, echapper(o.groupe.sujet)) for o in precisees),
    )


def _competences(f: Faits, organisme: Organisme, sujet: str) -> str:
    if organisme.competences:
        return blocs(f"{sujet} exerce les compétences suivantes :", points(organisme.competences))
    if organisme.nature is Nature.COMMUNE:
        return f.passage("champ_commune", sujet=sujet)
    return (
        f"{sujet} exerce, dans le cadre de ses statuts, les compétences qui lui ont été transférées par ses membres "
        "en matière de services aux familles. Ses statuts et ses délibérations en précisent l’étendue."
    )
