"""Article « Champs d’intervention des caisses et des partenaires »: what each one does, as its kind or the dossier says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.parties.parties import intervenir
from ctg_docs.documents.convention.articles.ensembles import nommer_ensemble, reunir
from ctg_docs.french import majuscule_initiale
from ctg_docs.markdown import blocs, echapper, liste
from ctg_docs.models.nature import FAMILLE
from ctg_docs.models.nature import NatureOrganisme as Nature

if TYPE_CHECKING:
    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["titre", "write"]

_MISSIONS_CAF = (
    "aider les familles à concilier vie professionnelle, vie familiale et vie sociale",
    "soutenir la fonction parentale, favoriser le développement de l’enfant et l’autonomie des jeunes",
    "créer les conditions de l’autonomie, de l’insertion sociale et du retour à l’emploi des personnes et des "
    "familles",
    "accompagner les familles dans leurs relations avec leur environnement et leur cadre de vie",
)

_USAGES: Final[dict[Nature, str]] = {
    Nature.DEPARTEMENT: "Chef de file de l’action sociale, {p_} est {competent} en matière de protection maternelle et "
    "infantile, de protection de l’enfance, d’insertion, et d’autonomie des personnes âgées et des personnes en "
    "situation de handicap. {Elle} contribue à la convention dans l’exercice de ces compétences.",
    Nature.ETAT: "{p} veille à la cohérence des politiques publiques conduites sur le territoire en matière de "
    "cohésion sociale, de jeunesse, d’éducation, de prévention de la pauvreté et d’accès aux droits.",
    Nature.CPAM: "{p} contribue à l’accès aux droits et aux soins, à la prévention en santé et à "
    "l’accompagnement des assurés en situation de fragilité.",
    Nature.CARSAT: "{p} contribue à la prévention de la perte d’autonomie et à l’accompagnement social des "
    "retraités et des assurés fragilisés.",
    Nature.FRANCE_TRAVAIL: "{p} contribue à lever les freins à l’emploi, en particulier ceux qui tiennent à la garde "
    "des enfants, à la mobilité et à l’accès aux services numériques.",
    Nature.ARS: "{p} conduit, en région, la politique de santé publique et organise l’offre de soins et "
    "l’accompagnement médico-social. {Elle} contribue à la prévention, à la santé des enfants et des jeunes et à "
    "l’accueil des enfants en situation de handicap.",
    Nature.ETABLISSEMENT_SANTE: "{p} contribue, dans l’exercice de ses missions de soins et de prévention, à la santé "
    "des enfants, des jeunes et de leurs familles et à l’accompagnement des parents.",
    Nature.EDUCATION_NATIONALE: "{p} contribue à la continuité éducative entre l’école et les autres temps de "
    "l’enfant, au soutien à la parentalité et à la prévention du décrochage scolaire.",
    Nature.CPTS: "{p} coordonne les professionnels de santé du territoire et contribue à l’accès aux soins, à la "
    "prévention et au parcours des familles.",
    Nature.ORDRE_PROFESSIONNEL: "{p} contribue, par la connaissance de la profession et de ses conditions "
    "d’exercice, à l’accès des familles aux professionnels du territoire.",
}


def titre(f: Faits) -> str:
    """Return the title that fits the parties: « Champs d’intervention de la Caf et de la MSA »."""
    if 0 < len(f.partenaires) <= 2:
        return f"Champs d’intervention {f.noms_de(f.partenaires)}"
    seule = f.noms_de(f.caisses) if len(f.caisses) == 1 else "des caisses"
    return f"Champs d’intervention {f'{seule} et ' if f.caisses else ''}des partenaires"


def write(f: Faits) -> str:
    """Return the text of the article."""
    ensembles = reunir(f.partenaires, _a_son_texte)
    return blocs(*(_ensemble(f, e, titre=len(ensembles) > 1) for e in ensembles))


def _a_son_texte(p: Partie) -> bool:
    usuels = FAMILLE | {Nature.MSA} | _USAGES.keys()
    return bool(usuels & p.natures) or any(o.competences for o in p.organismes)


def _ensemble(f: Faits, ensemble: tuple[Partie, ...], *, titre: bool) -> str:
    qui = nommer_ensemble(ensemble, f.decrites)
    sujet = echapper(qui.sujet)
    if len(ensemble) == 1:
        texte = _champ(f, ensemble[0])
    else:
        texte = f"{sujet} contribuent à la convention dans le cadre de leurs compétences."
    return blocs(f"## {sujet}" if titre else "", texte)


def _champ(f: Faits, p: Partie) -> str:
    competences = [c for o in p.organismes for c in o.competences]
    if FAMILLE & p.natures:
        base = blocs(
            f"{p.sujet} met en œuvre, par ses prestations légales et par son action sociale, la politique "
            f"familiale et sociale de la branche Famille. {_accords(p)['Elle']} poursuit quatre missions :",
            liste(_MISSIONS_CAF),
        )
        return blocs(base, intervenir(p.court, competences, "Sur le territoire")) if competences else base
    usage = next((_USAGES[n] for n in _USAGES if n in p.natures), "")
    texte = usage.format(p=p.sujet, p_=p.dit, **_accords(p)) if usage else ""
    if Nature.MSA in p.natures:
        texte = f.passage("champ_msa", sujet=p.sujet)
    if competences:
        return blocs(texte, intervenir(p.court, competences))
    ses = p.verbe("ses", "leurs")
    return (
        texte
        or f"{p.sujet} {p.verbe('contribue', 'contribuent')} à la convention dans le cadre de {ses} compétences."
    )


def _accords(p: Partie) -> dict[str, str]:
    """Return what agrees with the short name in our sentences."""
    return {"Elle": majuscule_initiale(p.court.pronom), "competent": p.court.accorder("compétent")}
