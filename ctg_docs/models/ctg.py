"""Ctg: the root of the dossier, and its registers by identifier."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, PrivateAttr

from ctg_docs.models.articulation import Articulation, Presentation
from ctg_docs.models.avenant import Avenant
from ctg_docs.models.base import REQUIS, Modele
from ctg_docs.models.convention import Convention
from ctg_docs.models.cooperation import Cooperation
from ctg_docs.models.deliberation import Deliberation
from ctg_docs.models.diagnostic import Diagnostic
from ctg_docs.models.equipement import Equipement
from ctg_docs.models.evaluation import DispositifEvaluation, Evaluation
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.gouvernance import Gouvernance, Instance
from ctg_docs.models.historique import Evenement
from ctg_docs.models.organisme import Organisme
from ctg_docs.models.parametres import Charte, Parametres, Version
from ctg_docs.models.personne import Personne
from ctg_docs.models.petite_enfance import PetiteEnfance
from ctg_docs.models.provenance import Provenance
from ctg_docs.models.retroplanning import Retroplanning
from ctg_docs.models.reunion import Contact, Reunion
from ctg_docs.models.signataire import Signataire
from ctg_docs.models.strategie import Objectif, Strategie
from ctg_docs.models.territoire import Territoire
from ctg_docs.models.typed_holes import mark_typed_holes

__all__ = ["Ctg"]


class Ctg(Modele):
    """A whole dossier: everything the papers of one Convention territoriale globale are made from.

    `provenance` (places of the values, pictures, own templates) is not part of the value: two dossiers with
    the same facts are equal wherever they were written.
    """

    version: Version = Field(default_factory=Version, title="Version", description="Version du dossier.")
    charte: Charte = Field(default_factory=Charte, title="Charte", description="Couleur, police, logo.")
    parametres: Parametres = Field(
        default_factory=Parametres, title="Paramètres", description="Règles d’usage."
    )
    territoire: Territoire = Field(title="Territoire", description="Périmètre de la convention.")
    convention: Convention = Field(
        default_factory=Convention, title="Convention", description="Titre, dates, textes, annexes."
    )
    organismes: tuple[Organisme, ...] = Field(
        default=(), title="Organismes", description="Registre des organismes."
    )
    personnes: tuple[Personne, ...] = Field(
        default=(), title="Personnes", description="Registre des personnes."
    )
    signataires: tuple[Signataire, ...] = Field(
        default=(), title="Signataires", description="Parties, dans l’ordre.", json_schema_extra=REQUIS
    )
    deliberations: tuple[Deliberation, ...] = Field(
        default=(), title="Délibérations", description="Délibérations et décisions."
    )
    presentation: Presentation = Field(
        default_factory=Presentation, title="Présentation", description="Ce qu’est une CTG."
    )
    historique: tuple[Evenement, ...] = Field(
        default=(), title="Historique", description="Événements de la démarche."
    )
    articulation: Articulation = Field(
        default_factory=Articulation, title="Articulation", description="Projets voisins."
    )
    diagnostic: Diagnostic | None = Field(default=None, title="Diagnostic", description="Diagnostic partagé.")
    strategie: Strategie = Field(
        default_factory=Strategie,
        title="Stratégie",
        description="Enjeux et objectifs.",
        json_schema_extra=REQUIS,
    )
    fiches_actions: tuple[FicheAction, ...] = Field(
        default=(), title="Fiches actions", description="Dans l’ordre du plan."
    )
    gouvernance: Gouvernance = Field(
        default_factory=Gouvernance, title="Gouvernance", description="Instances."
    )
    cooperation: Cooperation = Field(
        default_factory=Cooperation, title="Coopération", description="Chargés de coopération."
    )
    equipements: tuple[Equipement, ...] = Field(
        default=(), title="Équipements", description="Équipements et services."
    )
    petite_enfance: PetiteEnfance = Field(
        default_factory=PetiteEnfance,
        title="Petite enfance",
        description="Autorités organisatrices et schéma de l’accueil du jeune enfant.",
    )
    dispositif_evaluation: DispositifEvaluation = Field(
        default_factory=DispositifEvaluation,
        title="Dispositif d’évaluation",
        description="Suivi et évaluation prévus.",
    )
    evaluations: tuple[Evaluation, ...] = Field(
        default=(), title="Évaluations", description="Évaluations faites."
    )
    reunions: tuple[Reunion, ...] = Field(
        default=(), title="Réunions", description="Réunions, de la plus ancienne à la plus récente."
    )
    retroplanning: Retroplanning | None = Field(
        default=None, title="Rétroplanning", description="Calendrier de la démarche."
    )
    avenants: tuple[Avenant, ...] = Field(default=(), title="Avenants", description="Dans l’ordre.")
    contact: Contact | None = Field(default=None, title="Contact", description="Contact de la démarche.")

    _provenance: Provenance = PrivateAttr(default_factory=Provenance)

    @property
    def provenance(self) -> Provenance:
        """Where the values were written and which files came with them."""
        return self._provenance

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, with other values; what was computed from the old ones is left behind."""
        copy = super().model_copy(update=update, deep=deep)
        for name in vars(copy).keys() - type(self).model_fields.keys():
            del vars(copy)[name]
        return copy

    def with_provenance(self, provenance: Provenance) -> Ctg:
        """Return the same dossier with another provenance."""
        copy = self.model_copy()
        copy._provenance = provenance
        return copy

    @property
    def avec_trous(self) -> Ctg:
        """The same dossier, each « [à compléter : …] » typed in its texts made a hole."""
        return self._avec_trous

    @cached_property
    def _avec_trous(self) -> Ctg:
        return mark_typed_holes(self)

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], object]:
        registers = {
            "organismes": self.organismes,
            "personnes": self.personnes,
            "signataires": self.signataires,
            "deliberations": self.deliberations,
            "fiches_actions": self.fiches_actions,
            "instances": self.gouvernance.instances,
            "reunions": self.reunions,
            "avenants": self.avenants,
            "annexes": self.convention.annexes,
            "objectifs": tuple(o for o, _, _ in self.strategie.walk()),
            "etapes": tuple(
                e for p in (self.retroplanning.pistes if self.retroplanning else ()) for e in p.etapes
            ),
        }
        found: dict[tuple[str, str], object] = {}
        for name, items in registers.items():
            for item in items:
                found.setdefault((name, str(getattr(item, "id", ""))), item)
        return found

    @cached_property
    def _ranks(self) -> dict[tuple[str, str], int]:
        bodies = [("organismes", item.id) for item in self.organismes]
        acts = [("deliberations", item.id) for item in self.deliberations]
        return {key: n for keys in (bodies, acts) for n, key in reversed([*enumerate(keys)])}

    def rang(self, registre: Literal["organismes", "deliberations"], id: str) -> int:
        """Return the place of a body or an act in its list, from 0."""
        return self._ranks[registre, id]

    def has(self, registre: str, id: str) -> bool:
        """True when the register (`organismes`, `personnes`, `objectifs`, `etapes`…) holds that identifier."""
        return (registre, id) in self._by_id

    @cached_property
    def _registers(self) -> dict[str, dict[str, object]]:
        found: dict[str, dict[str, object]] = {}
        for (name, id), item in self._by_id.items():
            found.setdefault(name, {})[id] = item
        return found

    @property
    def registres(self) -> tuple[str, ...]:
        """The registers that hold something, in order."""
        return tuple(self._registers)

    def ids(self, registre: str) -> tuple[str, ...]:
        """Return the identifiers of a register, in order."""
        return tuple(self._registers.get(registre, ()))

    def elements(self, registre: str) -> dict[str, object]:
        """Return what a register holds, by identifier, in order."""
        return dict(self._registers.get(registre, {}))

    def organisme(self, id: str | None) -> Organisme | None:
        """Return a body of the register, or None."""
        item = self._by_id.get(("organismes", id or ""))
        return item if isinstance(item, Organisme) else None

    def personne(self, id: str | None) -> Personne | None:
        """Return a person of the register, or None."""
        item = self._by_id.get(("personnes", id or ""))
        return item if isinstance(item, Personne) else None

    def deliberation(self, id: str | None) -> Deliberation | None:
        """Return an act, or None."""
        item = self._by_id.get(("deliberations", id or ""))
        return item if isinstance(item, Deliberation) else None

    def instance(self, id: str | None) -> Instance | None:
        """Return a governance body, or None."""
        item = self._by_id.get(("instances", id or ""))
        return item if isinstance(item, Instance) else None

    def reunion(self, id: str | None) -> Reunion | None:
        """Return a meeting, or None."""
        item = self._by_id.get(("reunions", id or ""))
        return item if isinstance(item, Reunion) else None

    def fiche(self, id: str | None) -> FicheAction | None:
        """Return a fiche action, or None."""
        item = self._by_id.get(("fiches_actions", id or ""))
        return item if isinstance(item, FicheAction) else None

    def objectif(self, id: str | None) -> Objectif | None:
        """Return an objective of any level, or None."""
        item = self._by_id.get(("objectifs", id or ""))
        return item if isinstance(item, Objectif) else None

    @cached_property
    def codes_fiches(self) -> dict[str, str]:
        """Number of each fiche by identifier: from its position under its objective, or continuous.

        Fiches keep the order of the dossier within an objective. An unattached fiche has no code until it is
        attached (CTG302).
        """
        style = self.strategie.numerotation
        prefix = f"{style.prefixe}\u00a0" if style.prefixe else ""
        if style.continue_:
            return {f.id: f"{prefix}{i}" for i, f in enumerate(self.fiches_ordonnees, 1)}
        codes, ranks, result = self.strategie.codes(), dict[str, int](), dict[str, str]()
        for objectif, _, _ in self.strategie.walk():
            ranks[objectif.id] = len(objectif.sous_objectifs)
        for fiche in self.fiches_actions:
            parent = fiche.rattachement or ""
            if parent in codes:
                ranks[parent] += 1
                result[fiche.id] = f"{prefix}{codes[parent]}.{ranks[parent]}"
        return result

    @cached_property
    def fiches_ordonnees(self) -> tuple[FicheAction, ...]:
        """The fiches in the order of the hierarchy, unattached ones last."""
        rank = {o.id: i for i, (o, _, _) in enumerate(self.strategie.walk())}
        return tuple(sorted(self.fiches_actions, key=lambda f: rank.get(f.rattachement or "", len(rank))))

    def fiches_de(self, objectif_id: str) -> tuple[FicheAction, ...]:
        """Return the fiches attached to an objective or to one below it."""
        node = self.objectif(objectif_id)
        below = {o.id for o in node.walk()} if node else set()
        return tuple(f for f in self.fiches_ordonnees if f.rattachement in below)
