"""The labelled rows of a fiche action: who, where, with what; then what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.fiches.codes import citer_fiche
from ctg_docs.documents._communs.noms import (
    VIDE,
    appellation_organisme,
    nom_organisme,
    noms_organismes,
    personne_et_fonction,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import etp
from ctg_docs.holes import hole, plain
from ctg_docs.models.base import Genre
from ctg_docs.models.parametres import RubriquesVides

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.operation import MoyenHumain, Partenariat

__all__ = ["PUBLICS_DITS", "LigneRangees", "Rangee", "apparier", "rangees_acteurs", "rangees_suites"]

PUBLICS_DITS = 3
"""As many publics are all named at the top of the fiche: their row would say the same again."""
_SIGNES_DEMI, _SIGNES_PLEIN = 31, 82
"""Signs that fit on a line of a half row and of a whole one."""


class Rangee(Bloc):
    """A label and what stands before it, one line each."""

    libelle: str
    lignes: tuple[str, ...]

    @property
    def texte(self) -> str:
        """The lines in one text, for a narrow cell."""
        return "\n".join(self.lignes)


class LigneRangees(Bloc):
    """One row of the printed table: a rangée over the whole width, or two short ones side by side."""

    rangees: tuple[Rangee, ...]


def _hauteur(rangee: Rangee, signes: int) -> int:
    return sum(-(-max(len(plain(ligne)), 1) // signes) for ligne in rangee.lignes)


def apparier(rangees: tuple[Rangee, ...]) -> tuple[LigneRangees, ...]:
    """Put neighbours side by side when two halves are lower than two whole rows; the order stays."""
    lignes, rang = list[LigneRangees](), 0
    while rang < len(rangees):
        paire = rangees[rang : rang + 2]
        demi = max(_hauteur(r, _SIGNES_DEMI) for r in paire)
        cote = len(paire) == 2 and demi < sum(_hauteur(r, _SIGNES_PLEIN) for r in paire)
        lignes.append(LigneRangees(rangees=paire if cote else paire[:1]))
        rang += 2 if cote else 1
    return tuple(lignes)


def _montrees(ctg: Ctg, situation: Situation) -> bool:
    """True when rows without content are printed: asked for, or on a draft, which shows what may still be told."""
    choix = ctg.parametres.rubriques_vides
    return choix is RubriquesVides.MONTRER or (choix is None and not situation.final)


def _garder(ctg: Ctg, situation: Situation, rows: Iterable[tuple[str, Rangee]]) -> tuple[Rangee, ...]:
    """Return the rows to print: those that no fiche fills never, the empty ones of this fiche when they are shown."""
    montrees, vide = _montrees(ctg, situation), "–" if situation.final else VIDE
    return tuple(
        row if row.lignes else Rangee(libelle=row.libelle, lignes=(vide,))
        for champ, row in rows
        if (not champ or _partout(ctg, champ)) and (row.lignes or montrees)
    )


def _partout(ctg: Ctg, champ: str) -> bool:
    """True when at least one fiche of the dossier fills the field: then all fiches print its row."""
    return any(getattr(fiche, champ) for fiche in ctg.fiches_actions)


def _rangee(libelle: str, lignes: Iterable[str | None], vide: str = "") -> Rangee:
    ecrites = tuple(ligne for ligne in lignes if ligne)
    return Rangee(libelle=libelle, lignes=ecrites or ((vide,) if vide else ()))


def _territoire(fiche: FicheAction) -> tuple[str, ...]:
    if fiche.secteur_geographique:
        return (", ".join(fiche.secteur_geographique),)
    return ("Tout le territoire",) if fiche.territoire_entier else ()


def _pilote(ctg: Ctg, fiche: FicheAction, situation: Situation) -> tuple[str, ...]:
    nom = nom_organisme(ctg, fiche.pilote, hole("pilote", f"fiches_actions.{fiche.id}.pilote"))
    tete = f"{nom}, {fiche.pilote_service}" if fiche.pilote_service else nom
    personnes = (fiche.pilote_personne, *fiche.pilotes_personnes)
    return (tete, *(personne_et_fonction(ctg, p, situation, "") for p in personnes))


def _elu(ctg: Ctg, fiche: FicheAction, situation: Situation) -> Rangee:
    personne = ctg.personne(fiche.elu_referent)
    labels = {Genre.FEMININ: "Élue référente", Genre.MASCULIN: "Élu référent", None: "Élu·e référent·e"}
    libelle = labels[personne.genre if personne else None]
    return _rangee(libelle, [personne_et_fonction(ctg, fiche.elu_referent, situation, "")])


def _charge(ctg: Ctg, fiche: FicheAction, situation: Situation) -> Rangee:
    personne = ctg.personne(fiche.charge_cooperation)
    feminin = personne is not None and personne.genre is Genre.FEMININ
    libelle = "Chargée de coopération" if feminin else "Chargé de coopération"
    return _rangee(libelle, [personne_et_fonction(ctg, fiche.charge_cooperation, situation, "")])


def _partenaire(ctg: Ctg, partenariat: Partenariat) -> str:
    nom = appellation_organisme(ctg, partenariat.organisme)
    apports = "\u202f; ".join(t.rstrip(" .;") for t in (partenariat.role, partenariat.engagement) if t)
    return f"{nom}\u00a0: {apports}" if apports else nom


def _moyen(moyen: MoyenHumain) -> str:
    return f"{moyen.texte} ({etp(moyen.etp)}\u00a0ETP)" if moyen.etp is not None else moyen.texte


def _objectifs(ctg: Ctg, ids: Iterable[str]) -> tuple[str, ...]:
    codes = ctg.strategie.codes()
    return tuple(
        f"{codes[o.id]} – {o.intitule}" if (o := ctg.objectif(id)) else hole(f"objectif « {id} »")
        for id in ids
    )


def rangees_acteurs(ctg: Ctg, fiche: FicheAction, situation: Situation) -> tuple[Rangee, ...]:
    """Return the rows on the public, the territory, the actors and the means, in the order of every fiche."""
    participation = [fiche.participation.libelle if fiche.participation else None, fiche.participation_texte]
    thematiques = ", ".join(t.libelle for t in fiche.thematiques)
    rows: list[tuple[str, Rangee]] = [
        ("", _rangee("Publics cibles", [", ".join(fiche.publics_cibles)], hole("publics", f"fiches_actions.{fiche.id}.publics_cibles"))),
        ("", _rangee("Territoire", _territoire(fiche))),
        ("", _rangee("Thématiques", [thematiques], hole("thématiques", f"fiches_actions.{fiche.id}.thematiques"))),
        ("rattachements_secondaires", _rangee("Autres objectifs servis", _objectifs(ctg, fiche.rattachements_secondaires))),
        ("participation", _rangee("Participation", [" – ".join(p for p in participation if p)])),
        ("", _rangee("Pilote", _pilote(ctg, fiche, situation))),
        ("porteur", _rangee("Porteur juridique", [nom_organisme(ctg, fiche.porteur, "")])),
        ("", _rangee("Co-porteurs", noms_organismes(ctg, fiche.co_porteurs))),
        ("", _elu(ctg, fiche, situation)),
        ("charge_cooperation", _charge(ctg, fiche, situation)),
        ("", _rangee("Partenaires", [*(_partenaire(ctg, p) for p in fiche.partenaires), fiche.partenaires_texte or ""])),
        ("", _rangee("Moyens humains", ["\u202f; ".join(_moyen(m) for m in fiche.moyens_humains)])),
        ("", _rangee("Moyens techniques", [fiche.moyens_techniques])),
    ]  # fmt: skip
    dits = 0 < len(fiche.publics_cibles) <= PUBLICS_DITS and not _montrees(ctg, situation)
    return _garder(ctg, situation, rows[1:] if dits else rows)


def _fiche_liee(ctg: Ctg, id: str) -> str:
    liee = ctg.fiche(id)
    if liee is None:
        return hole(f"fiche « {id} »")
    suite = f" – {liee.intitule}" if id in ctg.codes_fiches else ""
    return f"Voir {citer_fiche(ctg, liee)}{suite}"


def rangees_suites(ctg: Ctg, fiche: FicheAction, situation: Situation) -> tuple[Rangee, ...]:
    """Return the optional rows on the life of the action; none when no fiche of the dossier fills them."""
    instances = [i.nom if (i := ctg.instance(id)) else hole(f"instance « {id} »") for id in fiche.instances]
    rows: list[tuple[str, Rangee]] = [
        ("priorite", _rangee("Priorité", [fiche.priorite.libelle if fiche.priorite else None])),
        ("origine", _rangee("Origine", [fiche.origine.libelle if fiche.origine else None])),
        ("conditions", _rangee("Conditions", [fiche.conditions])),
        ("instances", _rangee("Instances de suivi", ["\u202f; ".join(instances)])),
        ("fiches_liees", _rangee("Fiches liées", [_fiche_liee(ctg, id) for id in fiche.fiches_liees])),
        ("schema_departemental", _rangee("Schéma départemental", [fiche.schema_departemental])),
        (
            "schema_petite_enfance",
            _rangee("Accueil du jeune enfant", [", ".join(e.libelle for e in fiche.schema_petite_enfance)]),
        ),
        ("documents", _rangee("Documents", ["\u202f; ".join(fiche.documents)])),
        ("tags", _rangee("Mots-clés", [", ".join(fiche.tags)])),
    ]
    return _garder(ctg, situation, rows)
