"""What the directory shows: territory, bodies by kind, persons by body, sigles; personal data masked online."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.noms import nom_personne
from ctg_docs.documents._communs.reunions.reunion import Fait
from ctg_docs.documents._communs.tete import nom_ctg, tete
from ctg_docs.documents.contexte import Bloc, Contexte, LigneSigle
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import cle, compte, liste_et, majuscule_initiale, nombre, siren, siret, telephone
from ctg_docs.models.organisme import NatureOrganisme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.organisme import Organisme
    from ctg_docs.models.personne import Personne

__all__ = [
    "CONTEXTE",
    "Annuaire",
    "GroupeOrganismes",
    "GroupePersonnes",
    "LigneCommune",
    "LigneOrganisme",
    "LignePersonne",
    "build",
]

_VIDE = "–"


class LigneCommune(Bloc):
    """A commune of the perimeter."""

    nom: str
    code_insee: str
    code_postal: str
    population: str
    secteur: str


class LigneOrganisme(Bloc):
    """A body; each cell is a list of lines."""

    nom: str
    precisions: tuple[str, ...]
    adresse: tuple[str, ...]
    contact: tuple[str, ...]
    identifiants: tuple[str, ...]


class GroupeOrganismes(Bloc):
    """Bodies of the same kind."""

    titre: str
    organismes: tuple[LigneOrganisme, ...]


class LignePersonne(Bloc):
    """A person."""

    nom: str
    fonction: str
    commune: str
    contact: tuple[str, ...]


class GroupePersonnes(Bloc):
    """Persons of the same body."""

    titre: str
    personnes: tuple[LignePersonne, ...]


class Annuaire(Contexte):
    """The directory."""

    sous_titre: str = Field(title="Sous-titre", description="Nom de la convention")
    resume: str = Field(title="Résumé", description="« 18 organismes et 43 personnes »")
    territoire: tuple[Fait, ...] = Field(title="Territoire", description="Région, département, population")
    communes: tuple[LigneCommune, ...] = Field(title="Communes", description="Dans l’ordre du dossier")
    organismes: tuple[GroupeOrganismes, ...] = Field(
        title="Organismes", description="Par nature, puis par nom"
    )
    personnes: tuple[GroupePersonnes, ...] = Field(
        title="Personnes", description="Par organisme, puis par nom"
    )
    sigles: tuple[LigneSigle, ...] = Field(title="Sigles", description="Par ordre alphabétique")


CONTEXTE = Annuaire


def build(ctg: Ctg, situation: Situation) -> Sequence[Annuaire]:
    """Return the one directory.

    Raises:
        Inapplicable: both registers are empty.
    """
    ctg = connu_le(ctg, situation)
    if not (ctg.organismes or ctg.personnes):
        raise Inapplicable("le dossier n’a ni organisme ni personne")
    comptes = [(len(ctg.organismes), "organisme"), (len(ctg.personnes), "personne")]
    return [
        Annuaire(
            **tete(ctg, situation, stem="annuaire", titre="Annuaire des partenaires", court="Annuaire"),
            sous_titre=nom_ctg(ctg),
            resume=f"{majuscule_initiale(liste_et(compte(n, nom) for n, nom in comptes if n))}.",
            territoire=_territoire(ctg),
            communes=_communes(ctg),
            organismes=_organismes(ctg),
            personnes=_personnes(ctg, situation),
            sigles=_sigles(ctg),
        )
    ]


def _territoire(ctg: Ctg) -> tuple[Fait, ...]:
    t = ctg.territoire
    habitants = t.population_totale
    population = f"{nombre(habitants)} habitants" if habitants else ""
    if population and t.date_population:
        population += f" ({t.date_population})"
    departement = " – ".join(p for p in (t.departement, t.code_departement) if p)
    faits = [
        ("Territoire", t.nom),
        ("Région", t.region),
        ("Département", departement),
        ("Population", population),
        ("Secteurs", ", ".join(t.secteurs)),
    ]
    return tuple(Fait(etiquette=k, texte=v) for k, v in faits if v)


def _communes(ctg: Ctg) -> tuple[LigneCommune, ...]:
    return tuple(
        LigneCommune(
            nom=c.nom,
            code_insee=c.code_insee or _VIDE,
            code_postal=c.code_postal or _VIDE,
            population=nombre(c.population) if c.population is not None else _VIDE,
            secteur=c.secteur or _VIDE,
        )
        for c in ctg.territoire.communes
    )


def _organismes(ctg: Ctg) -> tuple[GroupeOrganismes, ...]:
    groupes = []
    for nature in NatureOrganisme:
        siens = sorted((o for o in ctg.organismes if o.nature is nature), key=lambda o: cle(o.nom))
        if siens:
            lignes = tuple(_organisme(ctg, o) for o in siens)
            groupes.append(GroupeOrganismes(titre=nature.libelle, organismes=lignes))
    return tuple(groupes)


def _organisme(ctg: Ctg, o: Organisme) -> LigneOrganisme:
    parent, statut = ctg.organisme(o.organisme_parent), o.statut_gestionnaire
    nouveaux = [s for a in ctg.avenants if a.base is None for s in a.nouveaux_signataires]
    parties = {id for s in (*ctg.signataires, *nouveaux) for id in s.organismes}
    precisions = [
        o.sigle or "",
        "partie à la convention" if o.id in parties else "",
        ""
        if statut is None or statut.libelle == o.nature.libelle
        else f"mode de gestion\u00a0: {statut.libelle.lower()}",
        f"rattaché à\u00a0: {parent.nom}" if parent else "",
    ]
    identifiants = [
        f"SIRET {siret(o.siret)}" if o.siret else f"SIREN {siren(o.siren)}" if o.siren else "",
        f"RNA {o.rna}" if o.rna else "",
        f"TVA {o.tva}" if o.tva else "",
        f"Insee {o.code_insee}" if o.code_insee else "",
    ]
    return LigneOrganisme(
        nom=o.nom,
        precisions=_remplies(precisions, ""),
        adresse=_remplies(o.adresse.lignes if o.adresse else ()),
        contact=_remplies((telephone(o.telephone or ""), o.courriel, o.web)),
        identifiants=_remplies(identifiants),
    )


def _remplies(textes: Iterable[str | None], vide: str = _VIDE) -> tuple[str, ...]:
    return tuple(t for t in textes if t) or ((vide,) if vide else ())


def _personnes(ctg: Ctg, situation: Situation) -> tuple[GroupePersonnes, ...]:
    rangs = {o.id: i for i, o in enumerate(ctg.organismes)}
    dernier = len(rangs)
    groupes = []
    for rang in sorted({rangs.get(p.organisme or "", dernier) for p in ctg.personnes}):
        siennes = [p for p in ctg.personnes if rangs.get(p.organisme or "", dernier) == rang]
        siennes.sort(key=lambda p: (cle(p.nom), cle(p.prenom or "")))
        titre = ctg.organismes[rang].nom if rang < dernier else "Sans organisme"
        lignes = tuple(_personne(ctg, p, situation) for p in siennes)
        groupes.append(GroupePersonnes(titre=titre, personnes=lignes))
    return tuple(groupes)


def _personne(ctg: Ctg, p: Personne, situation: Situation) -> LignePersonne:
    masquee = p.privee and situation.publication
    contact = () if situation.publication else (telephone(p.telephone or ""), p.courriel)
    fonction = ", ".join(t for t in (p.fonction, p.service) if t)
    return LignePersonne(
        nom=nom_personne(ctg, p.id, situation),
        fonction=_VIDE if masquee or not fonction else fonction,
        commune=_VIDE if masquee or not p.commune else p.commune,
        contact=_remplies(contact),
    )


def _sigles(ctg: Ctg) -> tuple[LigneSigle, ...]:
    tries = sorted(ctg.parametres.sigles, key=lambda s: cle(s.sigle))
    return tuple(LigneSigle(sigle=s.sigle, sens=s.sens) for s in tries)
