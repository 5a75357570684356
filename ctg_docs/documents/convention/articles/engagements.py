"""Article « Engagements des partenaires »: the means of each party, within its credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents.convention.articles import petite_enfance
from ctg_docs.documents.convention.articles.ensembles import nommer_ensemble, reunir
from ctg_docs.documents.convention.articles.tableaux import build_tableau
from ctg_docs.markdown import blocs, echapper, liste, points
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.nature import FAMILLE
from ctg_docs.models.nature import NatureOrganisme as Nature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.convention.articles.tableaux import TableauArticle
    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.french import Groupe

__all__ = ["build_table", "end", "write"]

_ENTETES = ("Partie", "Engagements")

_COMMUNS = (
    "mettre en œuvre les objectifs de la convention et les actions dont elles sont pilotes",
    "participer aux instances de gouvernance et y déléguer des représentants habilités",
    "mobiliser les moyens humains, techniques et financiers utiles",
    "s’informer mutuellement de tout projet ou de toute décision qui intéresse l’objet de la convention",
)


def write(_: Faits) -> str:
    """Return what all undertake, before the table of what each does."""
    return blocs(
        "Les parties s’engagent, dans la mesure du possible et dans le respect de leurs compétences, à :",
        liste(_COMMUNS),
        "La présente convention n’ouvre par elle-même aucun crédit. Les contributions des parties s’inscrivent dans la "
        "limite des crédits votés chaque année par leurs instances et font, s’il y a lieu, l’objet de décisions ou de "
        "conventions particulières.",
    )


def build_table(f: Faits) -> TableauArticle | None:
    """Return what each party undertakes, one a row; those that would say the same share one."""
    ensembles = [_propres(f, ensemble) for ensemble in reunir(f.decrites, _a_ses_engagements)]
    return build_tableau(_ENTETES, [(f"**{qui}**", (texte,)) for qui, texte in ensembles if texte])


def end(f: Faits) -> str:
    """Return the text after the table."""
    return petite_enfance.engagement(f)


def _a_ses_engagements(p: Partie) -> bool:
    return not p.collectivite or any(o.engagements for o in p.organismes)


def _propres(f: Faits, ensemble: tuple[Partie, ...]) -> tuple[str, str]:
    """Return who, then what they undertake, or nothing."""
    if len(ensemble) > 1:
        qui = nommer_ensemble(ensemble, f.decrites)
        return echapper(qui.sujet), blocs(_maintien(f, qui), _coordination(f, ensemble[0]))
    p = ensemble[0]
    usage = ""
    if FAMILLE & p.natures:
        usage = _caf(f, p)
    elif p.collectivite:
        usage = blocs(_maintien(f, p.court), _coordination(f, p))
    elif Nature.MSA in p.natures:
        usage = f.passage("engagement_msa", sujet=p.sujet)
    return p.sujet, blocs(usage, *_particuliers(p, " en outre" if usage else ""))


def _particuliers(p: Partie, outre: str) -> Iterator[str]:
    """Yield what a party undertakes of its own; of bodies that sign together, each says what is its own."""
    siens = {o.engagements for o in p.organismes}
    if len(siens) == 1:
        if engagements := siens.pop():
            yield f"{p.sujet} {p.verbe('s’engage', 's’engagent')}{outre} à\u00a0:"
            yield points(engagements)
        return
    for o in (o for o in p.organismes if o.engagements):
        yield f"{echapper(o.groupe.sujet)} {o.groupe.verbe('s’engage', 's’engagent')}{outre} à\u00a0:"
        yield points(o.engagements)


def _caf(f: Faits, p: Partie) -> str:
    renvoi = f.renvoi(ContenuAnnexe.EQUIPEMENTS)
    return blocs(f.passage("engagement_caf", sujet=p.sujet), f.passage("cofinancement_caf", renvoi=renvoi))


def _maintien(f: Faits, qui: Groupe) -> str:
    return (
        f"{echapper(qui.sujet)} {qui.verbe('s’engage', 's’engagent')}, dans la mesure du possible, à poursuivre "
        f"{qui.verbe('son', 'leur')} soutien aux équipements et services aux familles du territoire"
        f"{f.renvoi(ContenuAnnexe.EQUIPEMENTS)} et à en adapter la répartition à l’évolution des besoins."
    )


def _coordination(f: Faits, p: Partie) -> str:
    premiere = f.collectivites and p is f.collectivites[0]
    postes = f.ctg.cooperation.postes
    if not (premiere and postes):
        return ""
    ses = p.verbe("Ses", "Leurs")
    return f"{ses} moyens de coordination sont décrits à l’article relatif aux modalités de collaboration."
