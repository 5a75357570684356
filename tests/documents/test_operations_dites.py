"""What an opération holds of its own is printed with it, and what a fiche holds of people without a place in a register."""

from __future__ import annotations

from ctg_docs.documents._communs.fiches.fiches import bloc_fiche
from ctg_docs.documents.options import Options
from ctg_docs.models import Ctg

DATA = {
    "territoire": {"nom": "Val"},
    "organismes": [
        {"id": "cc", "nature": "autre", "nom": "CC du Val"},
        {"id": "mjc", "nature": "autre", "nom": "MJC"},
    ],
    "personnes": [{"id": "lea", "nom": "Sy", "prenom": "Léa"}, {"id": "tom", "nom": "Ba", "prenom": "Tom"}],
    "fiches_actions": [
        {
            "id": "f",
            "intitule": "Animer",
            "pilote_personne": "lea",
            "pilotes_personnes": ["tom"],
            "partenaires_texte": "écoles, centres sociaux",
            "notes": ["à ne jamais imprimer"],
            "operations": [
                {
                    "intitule": "Ouvrir",
                    "co_porteurs": ["mjc"],
                    "pilotes_personnes": ["tom"],
                    "en_lien_avec": "la coordination",
                    "partenaires_texte": "bailleurs",
                    "secteur_geographique": ["Brion"],
                    "etapes": [{"nom": "Recruter", "echeance": "fin juin 2026"}],
                    "resultats_attendus": ["Moins d’isolement"],
                },
                {"intitule": "Fermer"},
            ],
        }
    ],
}


def test_an_operation_prints_its_own_facts() -> None:
    ctg = Ctg.model_validate(DATA)
    bloc = bloc_fiche(ctg, ctg.fiches_actions[0], Options().situation(ctg))
    first, second = ({r.libelle: r.lignes for r in o.rangees} for o in bloc.operations)
    assert first == {
        "Co-porteurs": ("MJC",),
        "Personnes": ("Tom BA",),
        "En lien avec": ("la coordination",),
        "Partenaires": ("bailleurs",),
        "Secteur": ("Brion",),
        "Étapes": ("Recruter (fin juin 2026)",),
        "Résultats attendus": ("Moins d’isolement",),
    }
    assert (second["Co-porteurs"], second["Partenaires"]) == (("–",), ("comme l’action",))


def test_a_fiche_prints_its_people_and_keeps_its_notes() -> None:
    ctg = Ctg.model_validate(DATA)
    bloc = bloc_fiche(ctg, ctg.fiches_actions[0], Options().situation(ctg))
    rows = {r.libelle: r.lignes for r in bloc.rangees}
    assert any("BA" in line for line in rows["Pilote"])
    assert rows["Partenaires"] == ("écoles, centres sociaux",)
    assert "jamais imprimer" not in str(bloc)
