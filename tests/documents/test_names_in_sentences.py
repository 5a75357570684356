"""Names of bodies in the sentences of documents and messages: each in ten, then any parties together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from ctg_docs import checks
from ctg_docs.documents import get_kind
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.options import Options
from ctg_docs.engine import Rich
from ctg_docs.models.ctg import Ctg
from ctg_docs.steps.build import build
from tests.documents.dossiers import CAF, PERSONNES
from tests.models.noms_organismes import NOMS, Nom

SIGNE = {"personne": "a", "qualite": "Présidente"}
KINDS = ("convention", "deliberation", "avenant", "feuille_emargement", "convocation")
SIGLES = {"parametres": {"developper_sigles": False}}

MAL_DIT = re.compile(
    r"(?i)(?<![\w’-])(?:(?:la|le|les|du|des|au|aux) (?:(?:le|la|les) (?=\w)|l[’'](?=\w))"
    r"|(?:de|à) les? (?=\w)(?!\w+(?:er|ir|re)\b)|d[’']les? )"
)
"""Two articles, or a preposition that should have met the article: « la Le Barp », « de les communes », « à le »."""


def dossier(noms: tuple[Nom, ...], courts: tuple[str, ...], **fields: Any) -> Ctg:
    """Return a dossier whose parties, contributors, organisers and newcomer are these bodies."""
    bodies = [{"id": f"o{i}", "nature": n.nature, "nom": n.nom} for i, n in enumerate(noms)]
    actes = [
        {"id": f"d{i}", "organisme": f"o{i}", "organe": "le conseil", "numero": "7", "date": "2024-03-01"}
        for i in range(len(noms))
    ]
    signataires = [
        {
            "id": f"p{i}",
            "organismes": [f"o{i}"],
            "nom_court": court,
            "representants": [SIGNE],
            "deliberations": [f"d{i}"],
        }
        for i, court in enumerate(courts)
    ]
    return Ctg.model_validate(
        {
            "territoire": {"nom": "Val", "communes": [{"nom": "Val"}]},
            "organismes": [CAF, *bodies],
            "personnes": PERSONNES,
            "signataires": [{"id": "pc", "organismes": ["caf"], "nom_court": "la Caf", "delibere": False}, *signataires],
            "deliberations": actes,
            "diagnostic": {"contributeurs": ["o0"], "synthese": ["Un constat"]},
            **SIGLES,
            "reunions": [{"id": "r", "titre": "Réunion", "organisateur": "o0"}],
            **fields,
        }
    )  # fmt: skip


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Rich):
        yield value.text
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts_of(item)


def printed(ctg: Ctg, *kinds: str, messages: bool = False) -> str:
    """Return all that these documents and the messages of a dossier say, with plain blanks."""
    lines: list[str] = []
    for kind in kinds:
        try:
            lines += [t for c in build(ctg, get_kind(kind), Options()) for t in texts_of(c)]
        except Inapplicable:
            continue
    if messages:
        lines += [f"{p.message}\n{p.suggestion}" for p in checks.run(ctg, final=True)]
    return re.sub("[\u00a0\u202f]", " ", "\n".join(lines)).replace("\\", "")


def _majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]


@pytest.mark.parametrize("nom", NOMS, ids=lambda n: f"{n.nature}-{n.nom}")
def test_ten_sentences_name_a_body(nom: Nom) -> None:
    avenant = {
        "id": "av", "numero": "1", "nouveaux_signataires": [{"id": "n", "organismes": ["o0"], "nom_court": "le Nouveau"}],
    }  # fmt: skip
    sans_date = {"id": "d1", "organisme": "o0", "organe": "le conseil"}
    dit = printed(dossier((nom,), ("la Partie",)), "convention", "deliberation", "feuille_emargement")
    seul = {"id": "p1", "organismes": ["o0"], "nom_court": "X", "deliberations": ["d1"]}
    manques = printed(
        dossier((nom,), (), deliberations=[sans_date], signataires=[seul], avenants=[avenant]),
        "avenant",
        messages=True,
    )
    e = {"fs": "e", "fp": "es", "ms": "", "mp": "s"}[nom.accord]
    pronom = {"fs": "Elle", "fp": "Elles", "ms": "Il", "mp": "Ils"}[nom.accord]
    deviennent, tenu = (
        ("deviennent", f"sont tenu{e}") if nom.accord[1] == "p" else ("devient", f"est tenu{e}")
    )

    for phrase in (
        f"**{_majuscule(nom.defini)}**, représenté{e} par sa Présidente",
        f"du 1er mars 2024, ci-après dénommé{e} « la Partie »",
        f"Pour {nom.defini}\n",
        f"Vu la délibération du conseil {nom.de} n° 7 du 1er mars 2024",
        f"recueillies par {nom.defini} pour attester",
        f"partagé entre les partenaires, avec le concours {nom.de}.",
        f"le conseil {nom.de}, dûment convoqué",
    ):
        assert phrase.replace("'", "’") in dit, phrase
    for phrase in (
        f"représentant {nom.de}",
        f"La date de l’acte {nom.de} manque.",
        f"{_majuscule(nom.defini)} {deviennent} partie à la convention. {pronom} déclare",
        f"{tenu} aux mêmes engagements",
    ):
        assert phrase.replace("'", "’") in manques.replace("'", "’"), phrase


BIEN_ECRITS = [nom for nom in NOMS if " de Le" not in nom.nom]
"""A list shows a name as it is typed; one that is badly written is told by CTG111."""
COURTS = st.sampled_from(
    (
        "la Partie",
        "Commune de Salles",
        "le SIVOM",
        "les Communes",
        "Le Barp",
        "L’Isle",
        "Melle",
        "Communauté",
        "LA VILLE",
    )
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(BIEN_ECRITS), COURTS), min_size=1, max_size=6))
def test_any_parties_are_named_in_french(parties: list[tuple[Nom, str]]) -> None:
    noms, courts = zip(*parties, strict=True)

    dit = printed(dossier(noms, courts), *KINDS, messages=True)

    assert MAL_DIT.findall(dit) == []
    for nom in noms:
        if nom.accord[0] == "f":
            assert f"**{_majuscule(nom.defini)}**, représenté par" not in dit


def test_the_faults_looked_for_are_seen() -> None:
    fautes = ("la Le Barp", "de les communes", "à le SIVOM", "du le Département", "la Les Ulmes", "La la Caf")
    assert all(MAL_DIT.search(f) for f in fautes)
    assert not MAL_DIT.search(
        "de La Rochelle, à l’État, de la Caf, communes Le Grand, de L’Haÿ-les-Roses, l’Isle"
    )
