"""Hypothesis strategies: whole dossiers that are valid and coherent, written with nasty characters.

`ctgs()` draws the texts, the sizes and how much is filled; the rest follows from a seed, so that a dossier of
hundreds of values costs milliseconds and a failure still shrinks to a short text and a small dossier.
"""

from __future__ import annotations

import struct
import types
import zlib
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from random import Random
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from ctg_docs.models.annexe import Annexe
from ctg_docs.models.base import Identifiant, Modele, OuiNon, reference_of
from ctg_docs.models.chiffre import DonneeCle, ValeurAnnee, ValeurTerritoire
from ctg_docs.models.convention import ARTICLES, Convention
from ctg_docs.models.cooperation import Cofinancement
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.deliberation import Vote
from ctg_docs.models.diagnostic import ConstatThematique
from ctg_docs.models.finance import LigneFinancement, PlanFinancement
from ctg_docs.models.gouvernance import Instance
from ctg_docs.models.moments import Moment
from ctg_docs.models.organisme import Image, NatureOrganisme, Organisme
from ctg_docs.models.parametres import Parametres
from ctg_docs.models.provenance import Provenance
from ctg_docs.models.retroplanning import EtapeRetroplanning
from ctg_docs.models.signataire import Representant
from ctg_docs.models.strategie import Niveau, Objectif, Strategie

__all__ = ["MOTS", "PNG", "Fabrique", "ctgs", "textes"]

M = TypeVar("M", bound=Modele)

MOTS = (
    "A & B",
    "<w:t>",
    "&amp;",
    "]]>",
    "{{ x }}",
    "{% if %}",
    '"droit"',
    "l'apostrophe",
    "l’œuvre",
    "« citation »",
    "12 500,50 €",
    "ÉTÉ à Ÿ",
    "a\u00a0b",
    "1 < 2 > 0",
    "😀",
    "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson",
    "Communauté-de-communes-au-nom-si-long-qu’il-doit-passer-à-la-ligne",
)
"""Words that break what is glued together by hand: XML, templates, quotes, long names, other planes."""

_ALPHABET = "abcéèçœÆ àùïÔ&<>\"'«»’€%°/()-.,;:!?"


def textes() -> st.SearchStrategy[str]:
    """One line of text, never blank, with the characters that go wrong; no Markdown mark."""
    word = st.one_of(st.sampled_from(MOTS), st.text(_ALPHABET, min_size=1, max_size=12))
    line = st.lists(word, min_size=1, max_size=5).map(lambda ws: " ".join(" ".join(ws).split(" ")).strip())
    return line.filter(lambda t: any(c.isalnum() for c in t) and t[0] not in "->").map(
        lambda t: t[:280].strip()
    )


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress(b"".join(b"\x00" + b"\x1f\x4e\x79" * 8 for _ in range(4)))
    head = struct.pack(">IIBBBBB", 8, 4, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


PNG = _png()
"""A true picture of 8 × 4 points."""

_IMAGE = "logos/logo.png"
_FIXED: dict[str, Any] = {
    "telephone": "05 49 29 02 90",
    "courriel": "accueil@exemple.fr",
    "delegue_a_la_protection": "dpo@exemple.fr",
    "web": "https://exemple.fr/?a=1&b=2",
    "visio": "https://exemple.fr/visio?salle=<1>",
    "url": "https://exemple.fr/acte.pdf",
    "siren": "732829320",
    "siret": "73282932000074",
    "tva": "FR44732829320",
    "rna": "W791234567",
    "code_insee": "79174",
    "code_postal": "79500",
    "code_departement": "79",
    "couleur": "#0A5F38",
    "accent": "#B4531A",
    "police": "Arial",
    "identifiant_prefecture": None,
    "jour_ecrit": None,
    "nombre_annonce": None,
    "etp_annonce": None,
    "annoncees": None,
    "duree_annees": None,
    "point": None,
    "niveau": None,
    "organisme_parent": None,
    "fiches_liees": (),
    "articles_retires": (),
    "visas_retires": (),
}


class Fabrique:
    """Fill any model from a pool of texts: references name what exists, ends follow starts, sums are right.

    Attributes:
        refs: identifiers that exist, by register; `fill` adds those of the models it makes.
    """

    def __init__(
        self, seed: int, textes: tuple[str, ...] = MOTS, *, rempli: float = 1.0, taille: int = 2
    ) -> None:
        self.rng = Random(seed)
        self.textes = textes
        self.rempli = rempli
        self.taille = taille
        self.annee = 2020 + self.rng.randrange(10)
        self.refs: dict[str, list[str]] = {}
        self._rang = 0

    def texte(self) -> str:
        return self.rng.choice(self.textes)

    def id(self, registre: str = "") -> str:
        """Return a new identifier, known to its register."""
        self._rang += 1
        new = f"{registre.replace('_', '-') or 'x'}-{self._rang}"
        self.refs.setdefault(registre, []).append(new)
        return new

    def fill(self, model: type[M], registre: str = "", depth: int = 0, **given: Any) -> M:
        """Return an instance; optional fields are filled with the probability `rempli`."""
        known: dict[type[Modele], Callable[[], dict[str, Any]]] = {
            LigneFinancement: self._ligne,
            PlanFinancement: self._plan,
            Vote: self._vote,
            DonneeCle: self._donnee,
            ConstatThematique: lambda: {"titre": self.texte()},
        }
        values = {**known[model](), **given} if model in known else dict(given)
        hints = get_type_hints(model, include_extras=True)
        for name in model.model_fields:
            if name in values:
                continue
            if name != "id":  # last: a model never refers to itself
                values[name] = self._field(model, name, hints[name], depth)
        if "id" in model.model_fields and "id" not in values:
            values["id"] = self.id(registre or _REGISTRES.get(model, "x"))
        return model(**values)

    def _field(self, model: type[Modele], name: str, hint: Any, depth: int) -> Any:
        optional = type(None) in get_args(hint) and get_origin(hint) in (Union, types.UnionType)
        if optional and (self.rng.random() >= self.rempli or depth > 6):
            return None
        if name in _FIXED:
            return _FIXED[name]
        if (model, name) in _CHOSEN:
            return self.rng.choice(_CHOSEN[model, name])
        if register := reference_of(model, name):
            return self._reference(hint, self.refs.get(register, []))
        if optional:
            hint = next(a for a in get_args(hint) if a is not type(None))
        return self._value(model, name, hint, depth)

    def _reference(self, hint: Any, known: list[str]) -> Any:
        if get_origin(hint) is tuple:
            return tuple(self.rng.sample(known, min(len(known), self.rng.randint(1, self.taille))))
        return self.rng.choice(known) if known else None

    def _value(self, model: type[Modele], name: str, hint: Any, depth: int) -> Any:
        if get_origin(hint) is tuple:
            count = 0 if depth > 6 or get_args(hint)[0] is model else self._combien()
            return tuple(self._value(model, name, get_args(hint)[0], depth + 1) for _ in range(count))
        if hint == OuiNon:
            return self.rng.random() < 0.5
        if hint == Identifiant:
            return self.id(_REGISTRES.get(model, "x"))
        kind = get_args(hint)[0] if hasattr(hint, "__metadata__") else hint
        if isinstance(kind, type) and issubclass(kind, Modele):
            return self.fill(kind, depth=depth + 1)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self.rng.choice(list(kind))
        makers: dict[Any, Callable[[], Any]] = {
            str: self.texte,
            int: lambda: self.annee if "annee" in name and "duree" not in name else self.rng.randint(1, 3),
            date: lambda: date(
                self.annee + name.endswith("fin"), self.rng.randint(1, 12), self.rng.randint(1, 28)
            ),
            time: lambda: time(17 if "fin" in name else 9, self.rng.choice((0, 5, 30))),
            Decimal: lambda: Decimal(self.rng.randint(1, 100)) / 100,
            Moment: lambda: self.moment(self.annee + (2 if "fin" in name else 0)),
        }
        return makers[kind]()

    def _combien(self) -> int:
        return self.rng.randint(1, self.taille) if self.rng.random() < max(self.rempli, 0.2) else 0

    def moment(self, annee: int) -> Moment:
        """Return a moment of that year, at any precision."""
        forms = ("{a}", "{a}-03", "{a}-04/05", "{a}-T3", "{a}-S1", "{a}-01-19", "{a}-06-01/{a}-06-15")
        return Moment.parse(self.rng.choice(forms).format(a=annee))

    def _vote(self) -> dict[str, Any]:
        exercice = self.rng.randint(5, 60)
        presents = self.rng.randint(exercice // 2 + 1, exercice)
        contre = self.rng.randint(0, 1)
        return {
            "en_exercice": exercice,
            "presents": presents,
            "pouvoirs": 0,
            "ne_participent_pas": 0,
            "votants": None,
            "exprimes": None,
            "pour": None,
            "contre": contre,
            "abstentions": self.rng.randint(0, 1),
            "blancs_nuls": 0,
            "unanimite": None,
        }

    def _donnee(self) -> dict[str, Any]:
        """Return a figure said in words, or as a number beside another territory and another year."""
        if self.rng.random() < 0.3:
            sans = dict.fromkeys(("nombre", "unite", "graphique"))
            return {"valeur": self.texte(), "comparaisons": (), "evolution": (), **sans}
        return {
            "valeur": None,
            "nombre": Decimal(self.rng.randrange(-50, 30000)) / 10,
            "annee": 2021,
            "comparaisons": (ValeurTerritoire(territoire="France", nombre=Decimal("17.4"), annee=2020),),
            "evolution": (ValeurAnnee(annee=2015, nombre=Decimal(12)),),
        }

    def _ligne(self) -> dict[str, Any]:
        return {"montant_min_euros": None, "montant_max_euros": None, "quantite": None, "base": "total"}

    def _plan(self) -> dict[str, Any]:
        amounts = [Decimal(self.rng.randint(100, 900_000)) / 100 for _ in range(self._combien())]
        sides = [("depense", a) for a in amounts] + (
            [("recette", sum(amounts, Decimal(0)))] if amounts else []
        )
        lignes = tuple(
            self.fill(LigneFinancement, sens=s, montant_euros=a, en_nature=False, annee=self.annee)
            for s, a in sides
        )
        return {"sans_incidence": not lignes, "lignes": lignes}

    def ctg(self) -> Ctg:
        """Return a whole dossier, registers first so that references have something to name."""
        caf = self.fill(Organisme, "organismes", nature=NatureOrganisme.CAF)
        epci = self.fill(Organisme, "organismes", nature=NatureOrganisme.COMMUNAUTE_COMMUNES)
        others = tuple(self.fill(Organisme, "organismes") for _ in range(self._combien()))
        hints = get_type_hints(Ctg, include_extras=True)
        personnes = tuple(self.fill(_item(hints["personnes"]), "personnes") for _ in range(2 + self.taille))
        strategie = self.strategie()
        parts: dict[str, Any] = {
            "organismes": (caf, epci, *others),
            "personnes": personnes,
            "strategie": strategie,
        }
        order = ("gouvernance", "fiches_actions", "deliberations", "reunions")
        for name in (*order, "signataires", "convention", *hints):
            if name in parts or name not in Ctg.model_fields:
                continue
            parts[name] = self._part(name, hints[name], (caf.id, epci.id))
        return Ctg(**parts).with_provenance(Provenance(files={_IMAGE: PNG}))

    def _part(self, name: str, hint: Any, parties: tuple[str, str]) -> Any:
        if name == "convention":
            fin = Moment.parse(str(self.annee + 4))
            return self.fill(Convention, date_debut=Moment.parse(str(self.annee)), date_fin=fin)
        if name == "signataires":
            return tuple(self.fill(_item(hint), name, organismes=(p,)) for p in parties)
        if get_origin(hint) is tuple and name != "historique":
            return tuple(self.fill(_item(hint), name) for _ in range(self._combien()))
        return self._field(Ctg, name, hint, 0)

    def strategie(self) -> Strategie:
        """Return a tree as deep as its levels allow."""
        levels = self.rng.randint(1, 3)

        def nodes(rang: int) -> tuple[Objectif, ...]:
            if rang > levels:
                return ()
            return tuple(
                self.fill(Objectif, "objectifs", sous_objectifs=nodes(rang + 1))
                for _ in range(self.rng.randint(1, self.taille))
            )

        niveaux = tuple(self.fill(Niveau) for _ in range(levels))
        return self.fill(Strategie, niveaux=niveaux, objectifs=nodes(1))


_REGISTRES: dict[type[Modele], str] = {Instance: "instances", Annexe: "annexes", EtapeRetroplanning: "etapes"}

_CHOSEN: dict[tuple[type[Modele], str], tuple[Any, ...]] = {
    (Image, "fichier"): (_IMAGE,),
    (Representant, "organisme"): (None,),
    (Cofinancement, "part_pourcent"): (Decimal(100),),
    (Organisme, "departement"): ("79",),
    (Parametres, "parapheur"): ("yousign", "[sig{n}]"),
}
for _hint in ("articles", "articles_supplementaires"):
    _model = get_args(get_type_hints(Convention, include_extras=True)[_hint])[0]
    _CHOSEN[_model, "id" if _hint == "articles" else "apres"] = tuple(ARTICLES)


def _item(hint: Any) -> Any:
    return get_args(hint)[0]


@st.composite
def ctgs(draw: st.DrawFn, *, rempli: float | None = None, taille: int | None = None) -> Ctg:
    """Draw a dossier: `rempli` from 0 (only what is required) to 1 (every field), `taille` the length of lists."""
    pool = tuple(draw(st.lists(textes(), min_size=1, max_size=8)))
    filled = draw(st.sampled_from((0.0, 0.3, 0.7, 1.0))) if rempli is None else rempli
    size = draw(st.integers(1, 3)) if taille is None else taille
    return Fabrique(draw(st.integers(0, 2**32)), pool, rempli=filled, taille=size).ctg()
