"""What is required, what is referred to, what must be unique (CTG002, CTG003, CTG301)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from ctg_docs.checks.examen import Champ, Examen
from ctg_docs.checks.outils import enumere
from ctg_docs.checks.parties import actes_de, toutes_les_parties
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.models.base import is_requis, reference_of
from ctg_docs.models.convention import ARTICLES
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.deliberation import Deliberation
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.personne import Personne
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.strategie import Strategie
from ctg_docs.problems import Severity, format_path

__all__: list[str] = []

_AILLEURS = {
    ("Ctg", "signataires"),  # CTG101
    ("Signataire", "representants"),  # CTG102
    ("Representant", "qualite"),  # CTG102
    ("Signataire", "nom_court"),  # CTG106
    ("Avenant", "numero"),  # CTG221, a warning
    ("FicheAction", "rattachement"),  # CTG302
    ("FicheAction", "pilote"),  # CTG307
    ("Reunion", "date"),  # CTG503
    ("Reunion", "heure_debut"),
    ("Reunion", "lieu"),
    ("Reunion", "ordre_du_jour"),
    ("Image", "texte_alternatif"),  # CTG803, a warning
}
"""Required fields whose absence another rule tells better."""

_DANS_LES_OPERATIONS = {"budget", "indicateurs"}
"""What the opérations of an action may tell instead of it."""


def _dit_ailleurs(champ: Champ, ctg: Ctg) -> bool:
    if (type(champ.modele).__name__, champ.nom) in _AILLEURS:
        return True
    if isinstance(champ.modele, FicheAction):
        return champ.nom in _DANS_LES_OPERATIONS and any(
            getattr(o, champ.nom) for o in champ.modele.operations
        )
    if isinstance(champ.modele, Personne):
        return champ.modele.id in {r.personne for s in ctg.signataires for r in s.representants}
    if isinstance(champ.modele, Deliberation) and champ.nom == "date":
        return any(champ.modele.id in actes_de(ctg, ici, s) for ici, s in toutes_les_parties(ctg))
    return False


@regle(
    "CTG002",
    Severity.BLOCKING,
    "chaque champ nécessaire à un document final est rempli",
    source="usage des plans d’actions",
)
def champs_requis(examen: Examen) -> Iterator[Finding]:
    """All the gaps in one pass, each with its French name."""
    for champ in examen.champs:
        modele = type(champ.modele)
        vide = champ.vide or (isinstance(champ.valeur, Strategie) and not champ.valeur.objectifs)
        if vide and is_requis(modele, champ.nom) and not _dit_ailleurs(champ, examen.ctg):
            info = modele.model_fields[champ.nom]
            yield Finding(
                f"« {info.title} » n’est pas rempli, un document final en a besoin.",
                champ.chemin,
                suggestion=f"Attendu : {info.description}" if info.description else "",
            )


def _references(champ: Champ) -> Iterator[tuple[CheminDonnee, str]]:
    if isinstance(champ.valeur, str):
        yield champ.chemin, champ.valeur
    elif isinstance(champ.valeur, tuple):
        yield from (((*champ.chemin, rang), item) for rang, item in enumerate(champ.valeur))


def _inconnue(examen: Examen, registre: str, chemin: CheminDonnee, id_: str) -> Finding:
    ctg = examen.ctg
    autre = next((r for r in ctg.registres if r != registre and ctg.has(r, id_)), "")
    if autre:
        suggestion = f"« {id_} » existe dans `{autre}`, mais ce champ attend un identifiant de `{registre}`."
    else:
        voisin = examen.vouliez_vous(id_, ctg.ids(registre))
        suggestion = voisin or f"Ajouter « {id_} » au registre `{registre}`."
    return Finding(f"« {id_} » ne figure pas dans le registre `{registre}`.", chemin, id_, suggestion)


@regle(
    "CTG003",
    Severity.BLOCKING,
    "chaque référence désigne quelqu’un ou quelque chose du dossier",
    source="défaut relevé dans des actes signés",
)
def references_resolues(examen: Examen) -> Iterator[Finding]:
    """A reference to nobody leaves a blank in print."""
    ctg = examen.ctg
    nouveaux = {s.id for avenant in ctg.avenants for s in avenant.nouveaux_signataires}
    for champ in examen.champs:
        registre = reference_of(type(champ.modele), champ.nom)
        if registre is None:
            continue
        for chemin, id_ in _references(champ):
            if not ctg.has(registre, id_) and not (registre == "signataires" and id_ in nouveaux):
                yield _inconnue(examen, registre, chemin, id_)
    yield from _articles_inconnus(examen)
    yield from _points_inconnus(ctg)
    yield from _cycles(ctg)


def _articles_inconnus(examen: Examen) -> Iterator[Finding]:
    ctg = examen.ctg
    connus = [*ARTICLES, *(a.id for a in ctg.convention.articles_supplementaires)]
    cites: list[tuple[CheminDonnee, str | None]] = [
        *((("convention", "articles", i, "id"), a.id) for i, a in enumerate(ctg.convention.articles)),
        *((("convention", "articles_retires", i), a) for i, a in enumerate(ctg.convention.articles_retires)),
        *(
            (("convention", "articles_supplementaires", i, "apres"), a.apres)
            for i, a in enumerate(ctg.convention.articles_supplementaires)
        ),
    ]
    for chemin, id_ in cites:
        if id_ is not None and id_ not in connus:
            yield Finding(
                f"Aucun article ne porte l’identifiant « {id_} ».",
                chemin,
                id_,
                examen.vouliez_vous(id_, connus) or f"Articles : {enumere(connus)}.",
            )


def _points_inconnus(ctg: Ctg) -> Iterator[Finding]:
    for i, reunion in enumerate(ctg.reunions):
        points = [p.id for tete in reunion.ordre_du_jour for p in (tete, *tete.sous_points) if p.id]
        for liste in ("decisions", "actions"):
            for j, item in enumerate(getattr(reunion, liste)):
                if item.point and item.point not in points:
                    yield Finding(
                        f"L’ordre du jour n’a pas de point « {item.point} ».",
                        ("reunions", i, liste, j, "point"),
                        item.point,
                        f"Points identifiés : {enumere(points)}." if points else "",
                    )


def _cycles(ctg: Ctg) -> Iterator[Finding]:
    etapes = [
        (("retroplanning", "pistes", p, "etapes", e, "depend_de"), etape.id, etape.depend_de)
        for p, piste in enumerate(ctg.retroplanning.pistes if ctg.retroplanning else ())
        for e, etape in enumerate(piste.etapes)
        if etape.id
    ]
    parents = [
        (("organismes", i, "organisme_parent"), o.id, (o.organisme_parent,) if o.organisme_parent else ())
        for i, o in enumerate(ctg.organismes)
    ]
    rapports = [
        (
            ("gouvernance", "instances", i, "rend_compte_a"),
            n.id,
            (n.rend_compte_a,) if n.rend_compte_a else (),
        )
        for i, n in enumerate(ctg.gouvernance.instances)
    ]
    for liens in (etapes, parents, rapports):
        suivants = {id_: tuple(vers) for _, id_, vers in liens}
        for chemin, id_, _ in liens:
            if _revient(id_, suivants):
                yield Finding(f"« {id_} » dépend de lui-même : la référence tourne en rond.", chemin, id_)


def _revient(depart: str, suivants: dict[str, tuple[str, ...]]) -> bool:
    a_voir, vus = list(suivants.get(depart, ())), set[str]()
    while a_voir:
        id_ = a_voir.pop()
        if id_ == depart:
            return True
        if id_ not in vus:
            vus.add(id_)
            a_voir.extend(suivants.get(id_, ()))
    return False


_LOCAUX = ("reunions", "avenants")


def _doublons(examen: Examen, champs: Iterable[Champ]) -> Iterator[Finding]:
    vus: dict[str, Champ] = {}
    for champ in champs:
        id_ = champ.valeur
        if id_ and id_ in vus:
            premier = vus[id_]
            ou = examen.ctg.provenance.place(premier.chemin).file
            fichier = f", dans {ou}" if ou else ""
            yield Finding(
                f"L’identifiant « {id_} » est déjà pris ({format_path(premier.chemin[:-1])}{fichier}).",
                champ.chemin,
                id_,
                _remede(premier.modele, champ.modele, id_),
            )
        vus.setdefault(id_ or "", champ)


def _remede(un: BaseModel, autre: BaseModel, id_: str) -> str:
    """Say what two elements of one identifier say otherwise: nothing, and one is a copy; much, and they are two."""
    noms = [n for n in type(un).model_fields if getattr(un, n) != getattr(autre, n, None)]
    if not noms:
        return "Les deux disent la même chose : supprimer l’un des deux, sans doute une copie."
    titres = enumere([f"« {type(un).model_fields[n].title or n} »" for n in noms[:3]])
    suite = " et d’autres rubriques" if len(noms) > 3 else ""
    return f"Ils diffèrent par {titres}{suite} : garder un seul des deux, ou nommer celui-ci autrement : « {id_}-2 »."


@regle(
    "CTG301",
    Severity.BLOCKING,
    "identifiants uniques dans chaque registre",
    source="usage des plans d’actions",
)
def identifiants_uniques(examen: Examen) -> Iterator[Finding]:
    """Two items of one identifier: exports break, references point to the first only. Lengths are held by the models."""
    par_registre: dict[tuple[object, ...], list[Champ]] = {}
    for champ in examen.champs:
        if champ.nom == "id" and not (champ.chemin[0] == "convention" and "articles" in champ.chemin):
            # points and decisions are unique within their meeting, annexes within their avenant
            registre = champ.chemin[:2] if champ.chemin[0] in _LOCAUX and len(champ.chemin) > 3 else ()
            cle = (type(champ.modele).__name__, *registre)
            par_registre.setdefault(cle, []).append(champ)
    for champs in par_registre.values():
        yield from _doublons(examen, champs)
