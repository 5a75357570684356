"""The five works: letters, fiches, a convention, a dossier of many fiches, minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from benchmarks.package import package, paragraph, table

LOREM = (
    "La commune et la Caisse d’allocations familiales s’engagent à développer une offre de services adaptée aux familles "
    "du territoire, en cohérence avec le projet éducatif et la convention d’objectifs et de gestion. "
)


class Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class Personne(Model):
    nom: str
    fonction: str
    organisme: str


class Ligne(Model):
    poste: str
    montant: str
    origine: str


class Fiche(Model):
    code: str
    titre: str
    champs: tuple[str, ...]
    operations: tuple[Ligne, ...]
    budget: tuple[Ligne, ...]
    objectifs: tuple[str, ...]
    indicateurs: tuple[str, ...]


class Sujet(Model):
    titre: str
    debat: str
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """One work: a template, and the contexts of its documents."""

    name: str
    template: bytes
    contexts: Callable[[], Iterator[dict[str, Any]]]
    count: int
    target_fast: float
    target_zlib: float


def fiche(number: int) -> Fiche:
    lines = tuple(
        Ligne(poste=f"Poste {n} de l’action", montant=f"{n} 500,00 €", origine="Caf & commune")
        for n in range(5)
    )
    return Fiche(
        code=f"{number // 10}.{number % 10}",
        titre=f"Créer un lieu d’accueil enfants-parents n° {number}",
        champs=tuple(f"{LOREM[: 60 + n]} {number}" for n in range(23)),
        operations=lines,
        budget=lines[:4],
        objectifs=tuple(f"Objectif {n} : {LOREM[:70]}" for n in range(4)),
        indicateurs=tuple(f"Indicateur {n} : part des familles < 50 %" for n in range(4)),
    )


def fiche_body(name: str = "f") -> str:
    fields = "".join(paragraph(f"Champ {n} : {{{{ {name}.champs[{n}] }}}}") for n in range(23))
    rows = table(["Poste", "Montant", "Origine"], [f"{{%tr for l in {name}.operations %}}", "", ""],
                 ["{{ l.poste }}", "{{ l.montant }}", "{{ l.origine }}"], ["{%tr endfor %}", "", ""])  # fmt: skip
    bullets = "".join(
        paragraph(f"{{%p for o in {name}.{field} %}}")
        + paragraph("{{ o }}", "Puces")
        + paragraph("{%p endfor %}")
        for field in ("objectifs", "indicateurs")
    )
    title = paragraph(f"Fiche {{{{ {name}.code }}}} – {{{{ {name}.titre }}}}", "Titre2")
    return title + fields + rows + bullets + rows.replace("operations", "budget")


def letters() -> Work:
    body = "".join(paragraph(f"{LOREM[:90]} {{{{ c{n} }}}}, suite de la phrase.") for n in range(18))

    def contexts() -> Iterator[dict[str, Any]]:
        for number in range(1000):
            yield {f"c{n}": f"Valeur {n} du destinataire {number}, d’Été" for n in range(18)}

    return Work("lettres (1 000)", package(body, "Objet : {{ c0 }}", "{{ c1 }}"), contexts, 1000, 80, 50)


def fiches() -> Work:
    template = package(fiche_body(), "Fiche {{ f.code }}", "{{ f.titre }}")
    made = [fiche(n) for n in range(100)]
    return Work("fiches (100)", template, lambda: ({"f": f} for f in made), 100, 90, 45)


def convention() -> Work:
    articles = "".join(
        paragraph(f"Objet de l’article {n}", "Titre2")
        + "".join(paragraph(LOREM * 3 + f"{{{{ territoire }}}} {k}") for k in range(9))
        for n in range(22)
    )
    people = table(["Nom", "Fonction", "Organisme"], ["{%tr for s in signataires %}", "", ""],
                   ["{{ s.nom }}", "{{ s.fonction }}", "{{ s.organisme }}"], ["{%tr endfor %}", "", ""])  # fmt: skip
    rows = table(["Poste", "Montant", "Origine"], ["{%tr for l in lignes %}", "", ""],
                 ["{{ loop.index }}. {{ l.poste }}", "{{ l.montant }}", "{% if l.origine %}{{ l.origine }}{% else %}–{% endif %}"],
                 ["{%tr endfor %}", "", ""])  # fmt: skip
    body = paragraph("Convention", "Titre1") + articles + people + rows + rows.replace("lignes", "moyens")
    made = {
        "territoire": "Communauté de communes du Pays d’Été",
        "signataires": [
            Personne(nom=f"Mme Née-Dupont {n}", fonction="présidente", organisme="Caf & EPCI")
            for n in range(12)
        ],
        "lignes": [Ligne(poste=f"Équipement {n}", montant=f"{n} 000 €", origine="Caf") for n in range(60)],
        "moyens": [Ligne(poste=f"Moyen {n}", montant=f"{n} 000 €", origine="") for n in range(40)],
    }
    template = package(body, "Convention {{ territoire }}", "{{ territoire }}")
    return Work("convention (39 pages)", template, lambda: (made for _ in range(10)), 10, 60, 14)


def dossier(count: int) -> Work:
    body = paragraph("{%p for f in fiches %}") + fiche_body() + paragraph("{%p endfor %}")
    made = {"fiches": [fiche(n) for n in range(count)], "titre": "Dossier"}
    targets = {1000: (30, 14), 5000: (55, 0)}.get(count, (0, 0))
    return Work(
        f"dossier de {count} fiches", package(body, "{{ titre }}", "x"), lambda: iter([made]), 1, *targets
    )


def minutes() -> Work:
    people = table(["Nom", "Fonction"], ["{%tr for p in presents %}", ""], ["{{ p.nom }}", "{{ p.fonction }} ({{ p.organisme }})"],
                   ["{%tr endfor %}", ""])  # fmt: skip
    items = (
        paragraph("{%p for s in sujets %}") + paragraph("{{ loop.index }}. {{ s.titre }}", "Titre2") + paragraph("{{ s.debat }}")
        + paragraph("{%p for d in s.decisions %}") + paragraph("Décision : {{ d }}", "Puces") + paragraph("{%p endfor %}")
        + paragraph("{%p endfor %}")
    )  # fmt: skip
    made = {
        "titre": "Comité de pilotage",
        "presents": [Personne(nom=f"M. Présent {n}", fonction="élu", organisme="Commune") for n in range(30)],
        "sujets": [
            Sujet(titre=f"Sujet {n}", debat=LOREM * 3, decisions=(LOREM[:80], LOREM[:60])) for n in range(10)
        ],
    }
    template = package(paragraph("{{ titre }}", "Titre1") + people + items, "{{ titre }}", "{{ titre }}")
    return Work("compte rendu", template, lambda: (made for _ in range(50)), 50, 45, 15)
