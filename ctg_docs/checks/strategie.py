"""Strategy and fiches: attachment, titles, themes, evenness (CTG302 to CTG308)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Champ, Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import accord, cle, compte, liste_et
from ctg_docs.models.convention import Thematique
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.strategie import Objectif
from ctg_docs.problems import Severity

__all__: list[str] = []


def _objectifs(ctg: Ctg) -> Iterator[tuple[CheminDonnee, Objectif]]:
    def sous(
        objectifs: tuple[Objectif, ...], chemin: CheminDonnee
    ) -> Iterator[tuple[CheminDonnee, Objectif]]:
        for i, objectif in enumerate(objectifs):
            yield (*chemin, i), objectif
            yield from sous(objectif.sous_objectifs, (*chemin, i, "sous_objectifs"))

    yield from sous(ctg.strategie.objectifs, ("strategie", "objectifs"))


@regle(
    "CTG302",
    Severity.BLOCKING,
    "chaque fiche est rattachée à un objectif",
    source="usage des plans d’actions",
)
def fiches_rattachees(examen: Examen) -> Iterator[Finding]:
    """An orphan fiche has no number and no place in the plan."""
    connus = ", ".join(examen.ctg.ids("objectifs")[:8])
    for i, fiche in enumerate(examen.ctg.fiches_actions):
        if fiche.rattachement is None:
            yield Finding(
                f"La fiche « {fiche.intitule} » n’est rattachée à aucun objectif.",
                ("fiches_actions", i, "rattachement"),
                suggestion=f"Objectifs : {connus}."
                if connus
                else "Écrire les objectifs dans `strategie.objectifs`.",
            )


_STRATEGIE = r"axe|enjeu|objectif(?: \w+)?|orientation|ambition|fiche(?: action)?|action|op[ée]ration|fa|sous-axe|sous-action"
_MOTS = {
    ("Objectif", "intitule"): _STRATEGIE,
    ("FicheAction", "intitule"): _STRATEGIE,
    ("Operation", "intitule"): _STRATEGIE,
    ("PointOrdreDuJour", "titre"): "point",  # « Enjeu 1 : … » is what the point is about
    ("Annexe", "titre"): "annexe",
    ("ArticleModifie", "titre"): "article",
    ("ArticleSupplementaire", "titre"): "article",
}
"""Titles that carry no number, and the words that introduce one there."""
_NUMEROS = {
    titre: re.compile(
        rf"(?i)^(?:(?:{mots})\s*(?:n[°º]\s*)?\d+(?:\.\d+)*\s*(?:[:–—.)-]\s*|$)|\d+(?:\.\d+)+\.?\s+|"
        r"\d{1,2}\s*[.)]\s+|\d{1,2}\s+[–—:-]\s+)"
    )
    for titre, mots in _MOTS.items()
}


def _titre(champ: Champ) -> tuple[str, str]:
    return type(champ.modele).__name__, champ.nom


def _titres(examen: Examen) -> Iterator[Champ]:
    for champ in examen.champs:
        if _titre(champ) in _NUMEROS and champ.valeur:
            yield champ


@regle("CTG303", Severity.WARNING, "pas de numéro écrit dans un titre", source="usage des plans d’actions")
def numero_dans_titre(examen: Examen) -> Iterator[Finding]:
    """Numbers come from the position; a typed one contradicts it sooner or later."""
    for champ in _titres(examen):
        if trouve := _NUMEROS[_titre(champ)].match(champ.valeur):
            reste = champ.valeur[trouve.end() :].strip()
            yield Finding(
                f"Ce titre porte un numéro (« {trouve[0].strip()} ») ; les numéros sont calculés.",
                champ.chemin,
                champ.valeur,
                f"Écrire « {reste} »." if reste else "",
            )


@regle("CTG304", Severity.WARNING, "pas deux titres semblables", source="usage des plans d’actions")
def titres_en_double(examen: Examen) -> Iterator[Finding]:
    """Equal once numbers, accents and case are taken off. A level that repeats its parent is a duplicate too."""
    vus: dict[tuple[str, str], str] = {}
    for champ in _titres(examen):
        nature = type(champ.modele).__name__
        if nature not in ("Objectif", "FicheAction"):
            continue
        normal = cle(_NUMEROS[_titre(champ)].sub("", champ.valeur))
        premier = vus.setdefault((nature, normal), str(getattr(champ.modele, "id", "")))
        if premier != getattr(champ.modele, "id", ""):
            yield Finding(f"« {premier} » porte déjà ce titre.", champ.chemin, champ.valeur)


@regle(
    "CTG305",
    Severity.WARNING,
    "chaque objectif a au moins une action",
    source="défaut relevé dans des actes signés",
)
def objectifs_sans_action(examen: Examen) -> Iterator[Finding]:
    """An objective nobody acts on is an empty promise. Only the lowest level used is looked at."""
    ctg = examen.ctg
    if not ctg.fiches_actions:
        if ctg.strategie.objectifs:
            total = sum(1 for _ in ctg.strategie.walk())
            yield Finding(
                f"Aucune {ctg.strategie.nom_fiche} : {compte(total, 'objectif')} sans action.",
                ("fiches_actions",),
            )
        return
    servis = {f.rattachement for f in ctg.fiches_actions}
    servis |= {id_ for f in ctg.fiches_actions for id_ in f.rattachements_secondaires}
    for chemin, objectif in _objectifs(ctg):
        sous_servi = any(o.id in servis for o in objectif.walk())
        if not sous_servi and not (objectif.sous_objectifs and len(chemin) > 3):
            yield Finding(f"Aucune action ne sert « {objectif.intitule} ».", chemin, objectif.id)


_MINIMUM = (Thematique.PETITE_ENFANCE, Thematique.JEUNESSE, Thematique.PARENTALITE)


@regle(
    "CTG306",
    Severity.WARNING,
    "petite enfance, jeunesse, parentalité et une autre thématique",
    source="caf.fr, Cnaf",
)
def thematiques_minimales(examen: Examen) -> Iterator[Finding]:
    """The minimum the Cnaf asks of a CTG; a setting turns it off."""
    ctg = examen.ctg
    if not ctg.parametres.thematiques_minimales:
        return
    couvertes = set(ctg.convention.thematiques)
    couvertes |= {t for _, o in _objectifs(ctg) for t in o.thematiques}
    couvertes |= {t for f in ctg.fiches_actions for t in f.thematiques}
    manquantes = [t.libelle.lower() for t in _MINIMUM if t not in couvertes]
    autres = couvertes - {*_MINIMUM, Thematique.TRANSVERSAL}
    if not autres:
        manquantes.append("une autre thématique")
    if manquantes:
        yield Finding(
            f"Thématiques attendues et non couvertes : {liste_et(manquantes)}.",
            ("convention", "thematiques"),
            ", ".join(sorted(couvertes)),
            "Les indiquer dans `convention.thematiques`, un objectif ou une fiche.",
        )


@regle(
    "CTG307",
    Severity.BLOCKING,
    "un pilote et un seul, organisme du registre",
    source="usage des plans d’actions",
)
def pilote_unique(examen: Examen) -> Iterator[Finding]:
    """A person is named beside the body, never in its place; a person without a body only warns."""
    ctg = examen.ctg
    for i, fiche in enumerate(ctg.fiches_actions):
        if fiche.pilote is None:
            yield Finding(
                f"La fiche « {fiche.intitule} » n’a pas de pilote.",
                ("fiches_actions", i, "pilote"),
                suggestion="Attendu : l’identifiant d’un organisme ; les autres vont dans `co_porteurs`.",
            )
        if fiche.pilote and fiche.pilote in fiche.co_porteurs:
            yield Finding(
                "Le pilote figure aussi parmi les co-porteurs.",
                ("fiches_actions", i, "co_porteurs"),
                fiche.pilote,
                severity=Severity.WARNING,
            )
        personne = ctg.personne(fiche.pilote_personne)
        if personne and personne.organisme is None:
            yield Finding(
                f"{personne.nom_usuel} anime cette action, mais n’appartient à aucun organisme.",
                ("fiches_actions", i, "pilote_personne"),
                personne.id,
                "Remplir `organisme` de cette personne.",
                Severity.WARNING,
            )


_REGULIERS = (
    "origine",
    "etapes",
    "elu_referent",
    "charge_cooperation",
    "pilote_service",
    "partenaires",
    "moyens_humains",
    "moyens_techniques",
    "priorite",
    "participation",
    "instances",
    "redacteur",
)
"""Optional rows a reader compares from fiche to fiche; those that depend on the action itself are left out."""


@regle(
    "CTG308",
    Severity.WARNING,
    "une même rubrique remplie dans toutes les fiches, ou aucune",
    source="défaut relevé dans des actes signés",
)
def fiches_homogenes(examen: Examen) -> Iterator[Finding]:
    """Fiches of one dossier with different rows were met in most real plans."""
    fiches = examen.ctg.fiches_actions
    for nom in _REGULIERS:
        vides = [f.id for f in fiches if not getattr(f, nom)]
        if vides and len(vides) < len(fiches):
            titre = FicheAction.model_fields[nom].title
            rang = next(i for i, f in enumerate(fiches) if f.id == vides[0])
            sans = f"{', '.join(vides[:5])}{'…' if len(vides) > 5 else ''}"
            yield Finding(
                f"« {titre} » manque dans {compte(len(vides), 'fiche')} sur {len(fiches)} : {sans}.",
                ("fiches_actions", rang, nom),
                suggestion=f"Remplir {accord(len(vides), 'cette fiche', 'ces fiches')}, ou laisser la rubrique vide partout.",
            )
