"""Article « Champs d’intervention des collectivités »: the competences that each one exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents.convention.articles import petite_enfance
from ctg_docs.documents.convention.articles.ensembles import nommer_ensemble, reunir
from ctg_docs.markdown import blocs, echapper, points
from ctg_docs.models.organisme import NatureOrganisme as Nature

if TYPE_CHECKING:
    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.french import Groupe
    from ctg_docs.models.organisme import Organisme

__all__ = ["titre", "write"]

_PAR_LA_LOI = {Nature.METROPOLE, Nature.COLLECTIVITE}
"""Bodies whose competences come from the law, not from statutes."""


def titre(f: Faits) -> str:
    """Return the title that fits the parties: « Champs d’intervention de la Communauté de communes »."""
    if 0 < len(f.collectivites) <= 2:
        return f"Champs d’intervention {f.noms_de(f.collectivites)}"
    return "Champs d’intervention des collectivités"


def write(f: Faits) -> str:
    """Return the text of the article."""
    ensembles = reunir(f.collectivites, _a_ses_competences)
    return blocs(*(_champ(f, e, titre=len(ensembles) > 1) for e in ensembles), petite_enfance.champ(f))


def _a_ses_competences(p: Partie) -> bool:
    return any(o.competences for o in p.organismes)


def _champ(f: Faits, ensemble: tuple[Partie, ...], *, titre: bool) -> str:
    qui = nommer_ensemble(ensemble, f.decrites)
    sujet = echapper(qui.sujet)
    entete = f"## {sujet}" if titre else ""
    if len(ensemble) == 1:
        return blocs(entete, _une_partie(f, ensemble[0]))
    if ensemble[0].natures == {Nature.COMMUNE}:
        return blocs(entete, f.passage("champ_communes", sujet=sujet))
    return blocs(entete, _propres(sujet, qui, {n for p in ensemble for n in p.natures}))


def _propres(sujet: str, qui: Groupe, natures: set[Nature]) -> str:
    """Return what bodies that are no commune exercise: by the law for some, by their statutes for the others."""
    if natures <= _PAR_LA_LOI:
        ses, lui = ("leurs", "leur") if qui.pluriel else ("ses", "lui")
        transferees = f" et celles qui {lui} ont été transférées" if Nature.METROPOLE in natures else ""
        return (
            f"{sujet} {qui.verbe('exerce', 'exercent')}, en matière de services aux familles, les compétences que la loi "
            f"{lui} attribue{transferees}. {ses.capitalize()} délibérations en précisent l’étendue."
        )
    return _statuts(sujet, qui)


def _statuts(sujet: str, qui: Groupe) -> str:
    ses, lui = ("leurs", "leur") if qui.pluriel else ("ses", "lui")
    return (
        f"{sujet} {qui.verbe('exerce', 'exercent')}, dans le cadre de {ses} statuts, les compétences qui {lui} ont été "
        f"transférées par {ses} membres en matière de services aux familles. {ses.capitalize()} statuts et {ses} "
        "délibérations en précisent l’étendue."
    )


def _une_partie(f: Faits, p: Partie) -> str:
    if len(p.organismes) == 1:
        return _competences(f, p.organismes[0], p.court)
    precisees = [o for o in p.organismes if o.competences]
    communes = p.natures == {Nature.COMMUNE}
    return blocs(
        f.passage("champ_communes" if communes else "champ_groupe", sujet=p.sujet),
        *(_competences(f, o, o.groupe) for o in precisees),
    )


def _competences(f: Faits, organisme: Organisme, qui: Groupe) -> str:
    sujet = echapper(qui.sujet)
    if organisme.competences:
        return blocs(
            f"{sujet} {qui.verbe('exerce', 'exercent')} les compétences suivantes :",
            points(organisme.competences),
        )
    if organisme.nature is Nature.COMMUNE:
        return f.passage("champ_commune", sujet=sujet)
    return _propres(sujet, qui, {organisme.nature})
