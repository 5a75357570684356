"""The letters of a meeting: a file each, whatever their names, and one file to print, in the order of the members."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from ctg_docs.models.ctg import Ctg
from ctg_docs.steps.batch import prepare
from ctg_docs.steps.deliver import deliver
from ctg_docs.steps.names import tell_apart
from ctg_docs.steps.types import Document
from tests.documents.dossiers import ctg
from tests.documents.reunions import COPIL, reunion

NUMBER = 26
FIRST = ["Anne", "Bruno", "Chloé", "David", "Élise", "Farid", "Gwenaëlle", "Hugo", "Inès", "Jean-Luc", "Karima", "Loïc", "Maud"]  # fmt: skip


def assembly(*people: dict[str, str]) -> Ctg:
    """Return a dossier whose meeting calls these persons."""
    instance = {**COPIL, "membres": [{"personne": person["id"], "organisme": "cc"} for person in people]}
    letter = {"date_envoi": "2024-01-05", "signataire": "signe", "qualite_signataire": "La Présidente"}
    signs = {"id": "signe", "civilite": "mme", "prenom": "Sonia", "nom": "Signe"}
    return ctg(
        personnes=[signs, *people],
        gouvernance={"instances": [instance]},
        reunions=[
            reunion(
                ordre_du_jour=[{"titre": "Bilan de l’année"}],
                convocation=letter,
                heure_debut="9 h 30",
                lieu={"nom": "Mairie"},
            )
        ],
    )


def person(id: str, first: str, last: str, **fields: str) -> dict[str, str]:
    return {"id": id, "civilite": "mme", "prenom": first, "nom": last, "fonction": "Membre", **fields}


def test_namesakes_have_a_letter_each_and_it_is_told() -> None:
    people = [
        person("a", "Jeanne", "Martin"),
        person("b", "Jeanne", "MARTIN"),
        person("c", "Jeanne", "Martin-2"),
    ]
    made = prepare(assembly(*people), ["convocation"])
    letters = [d.name.partition("convocation-")[2] for d in made.documents if d.envoi]
    assert letters == ["martin-jeanne.docx", "martin-jeanne-2.docx", "martin-2-jeanne.docx"]
    (told,) = [p for p in made.problems if p.code == "GEN005"]
    assert "Madame Jeanne MARTIN" in told.message
    assert "martin-jeanne-2.docx" in told.message


def test_a_name_that_somebody_else_has_is_never_given() -> None:
    made = [Document(name, b"", "historique") for name in ("x.docx", "X.docx", "x-2.docx", "x.docx", "x.pdf")]
    named, problems = tell_apart(made)
    assert [d.name for d in named] == ["x.docx", "X-3.docx", "x-2.docx", "x-4.docx", "x.pdf"]
    assert len(problems) == 2


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="converts, and reads pages with poppler",
)
def test_twenty_six_letters_make_one_file_a_letter_a_page(tmp_path: Path) -> None:
    people = [
        person(
            f"p{rank}",
            FIRST[rank % 13],
            f"Nom{chr(90 - rank)}",
            fonction="Adjointe déléguée" * (rank % 2) or "Maire",
        )
        for rank in range(NUMBER)
    ]
    deliver(assembly(*people), ["convocation"], out=tmp_path, final=True, pdf=True)
    (whole,) = tmp_path.glob("*-convocations-a-imprimer.pdf")
    with pikepdf.open(io.BytesIO(whole.read_bytes())) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == NUMBER
        assert [item.title for item in outline.root] == [
            f"Madame {p['prenom']} {p['nom'].upper()}" for p in people
        ]
    text = subprocess.run(
        ["pdftotext", "-layout", whole, "-"], capture_output=True, check=True
    ).stdout.decode()
    for one, sheet in zip(people, text.split("\f")[:-1], strict=True):
        assert f"{one['prenom']} {one['nom'].upper()}" in sheet
        assert "Je vous prie d’agréer" in sheet
        assert "Sonia Signe" in sheet
    assert len(list(tmp_path.glob("*-convocation-*.pdf"))) == NUMBER
