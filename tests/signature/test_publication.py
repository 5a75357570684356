from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.engine.template.charts import chart_xml
from ctg_docs.engine.template.workbook import write_workbook
from ctg_docs.engine.values import Chart, Series
from ctg_docs.errors import DataError
from ctg_docs.french import cle
from ctg_docs.gabarit.copie import read_text
from ctg_docs.models.base import is_personnel
from ctg_docs.models.personne import Personne
from ctg_docs.problems import Severity
from ctg_docs.ressources import template_path
from ctg_docs.signature.donnees import extract
from ctg_docs.signature.fuites import find_leaks
from ctg_docs.signature.publication import MASQUE, mask
from ctg_docs.steps.batch import prepare
from ctg_docs.steps.deliver import deliver
from tests.engine.words import make_docx
from tests.signature.conftest import EXAMPLE


def _secrets(ctg: ctg_docs.Ctg) -> set[str]:
    """Every personal value of the dossier, and the names of private persons."""
    fields = [n for n in Personne.model_fields if is_personnel(Personne, n)]
    found = {str(getattr(p, n)) for p in ctg.personnes for n in fields if getattr(p, n)}
    found |= {o.delegue_a_la_protection for o in ctg.organismes if o.delegue_a_la_protection}
    public = {value for o in (*ctg.organismes, ctg.contact) if o for value in (o.courriel, o.telephone)}
    return found - public | {p.nom_usuel for p in ctg.personnes if p.privee}


def test_no_secret_is_left_in_the_data(ctg: ctg_docs.Ctg) -> None:
    secrets = _secrets(ctg)
    assert len(secrets) > 10
    published = mask(ctg).ctg.model_dump_json().lower()
    assert [s for s in secrets if s.lower() in published] == []


def test_identifiers_of_private_persons_are_masked_where_they_are_used(ctg: ctg_docs.Ctg) -> None:
    private = [p.id for p in ctg.personnes if p.privee]
    assert private
    published = mask(ctg).ctg
    assert not any(published.has("personnes", id) for id in private)
    text = published.model_dump_json()
    assert not any(f'"{id}"' in text for id in private)
    assert ctg_docs.check(published) is not None


def test_nothing_else_changes(ctg: ctg_docs.Ctg) -> None:
    published = mask(ctg).ctg
    assert published.convention == ctg.convention
    assert published.strategie == ctg.strategie
    assert len(published.personnes) == len(ctg.personnes)
    assert published.provenance.files == ctg.provenance.files
    assert mask(published).ctg == published


def test_addresses_in_texts_are_masked_but_those_of_bodies(ctg: ctg_docs.Ctg) -> None:
    body = next(o for o in ctg.organismes if o.courriel)
    text = f"Écrire à jeanne.martin@exemple.fr, au 06 12 34 56 78, ou à {body.courriel}."
    version = ctg.version.model_copy(update={"commentaire": text})
    found = mask(ctg.model_copy(update={"version": version})).ctg.version.commentaire
    assert found == f"Écrire à {MASQUE}, au {MASQUE}, ou à {body.courriel}."


def test_note_says_what_was_masked_without_saying_it(ctg: ctg_docs.Ctg) -> None:
    publication = mask(ctg)
    note = publication.note()
    assert "Courriel" in note
    assert "Identité d’une personne privée" in note
    assert not [s for s in _secrets(ctg) if s in note]


def test_dossier_without_secrets_says_so(ctg: ctg_docs.Ctg) -> None:
    assert "aucune" in mask(ctg_docs.Ctg(territoire=ctg.territoire)).note()


PERSONNES = (
    {"id": "anne", "civilite": "mme", "prenom": "Anne-Laure", "nom": "Béranger", "privee": True,
     "courriel": "al.beranger@exemple.fr", "telephone": "06 11 22 33 44"},
    {"id": "luc", "civilite": "m", "prenom": "Luc", "nom": "Petit", "privee": True},
    {"id": "marie", "civilite": "mme", "prenom": "Marie", "nom": "Duval", "privee": True},
    {"id": "jean", "civilite": "m", "prenom": "Jean", "nom": "Duval", "elu": True, "courriel": "j.duval@exemple.fr"},
)  # fmt: skip


def _petit(texte: str = "", **fields: object) -> ctg_docs.Ctg:
    return ctg_docs.Ctg.model_validate(
        {
            "territoire": {"nom": "Val", "presentation": texte},
            "organismes": [
                {"id": "cc", "nature": "communaute_communes", "nom": "Val", "courriel": "accueil@val.fr"}
            ],
            "personnes": PERSONNES,
            "historique": [{"date": "2023", "texte": "Un petit pas, un duval."}],
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Anne-Laure Béranger parle.", "[nom masqué] parle."),
        ("Mme ANNE-LAURE BERANGER parle.", "[nom masqué] parle."),
        ("anne laure beranger", "[nom masqué]"),
        ("Avec Béranger, Anne-Laure et M. Jean Duval.", "Avec [nom masqué] et M. Jean Duval."),
        ("Madame\u00a0Béranger dit", "[nom masqué] dit"),
        ("**Anne-Laure** Béranger", "**[nom masqué]**"),
        ("A.-L. Béranger et L. Petit", "[nom masqué] et [nom masqué]"),
        ("l’idée de Béranger, puis BÉRANGER", "l’idée de [nom masqué], puis [nom masqué]"),
        ("Anne-Laure Be\u0301ranger", "[nom masqué]"),
        ("Monsieur Petit propose, selon Petit.", "[nom masqué] propose, selon [nom masqué]."),
        ("Petit déjeuner. Petit pas vers un petit lieu", "Petit déjeuner. Petit pas vers un petit lieu"),
        ("Mme Duval, M. Duval, Duval", "[nom masqué], M. Duval, Duval"),
        ("Marie Duval et Jean Duval", "[nom masqué] et Jean Duval"),
        ("Bérangère et Saint-Petit", "Bérangère et Saint-Petit"),
        ("al.beranger@exemple.fr, accueil@val.fr", "[masqué], accueil@val.fr"),
        ("au 06.11.22.33.44 ou +33 6 11 22 33 44", "au [masqué] ou [masqué]"),
        ("au +33 (0)6 11 22 33 44 ou 05 49 290 290", "au [masqué] ou [masqué]"),
        ("le 01.01.2024 14 h, 1 050 000 €, SIRET 356 000 000 00048", None),
        ("Appeler Mme Modeste au +33-6-98-76-54-32", "Appeler Mme Modeste au [masqué]"),
        ("tél:0698765432, tel0698765432", "tél:[masqué], tel[masqué]"),
        ("０６９８７６５４３２", "[masqué]"),
        ("06_98_76_54_32 ; 06‑98‑76‑54‑32", "[masqué] ; [masqué]"),
        ("**06** 98 76 54 32", "**[masqué]**"),
        ("06\u200b98765432 et 06 987 654 32", "[masqué] et [masqué]"),
        ("0590 12 34 56 ou 0262 12 34 56", "[masqué] ou [masqué]"),
        ("+590 690 12 34 56, +262 692 12 34 56", "[masqué], [masqué]"),
        ("+41 79 123 45 67, +32 470 12 34 56, 0041 79 123 45 67", "[masqué], [masqué], [masqué]"),
        ("+352 621 123 456 ; +377 6 12 34 56 78 ; (+49) 170 1234567", "[masqué] ; [masqué] ; ([masqué]"),
        ("RIB : FR76 3000 6000 0112 3456 7890 189.", "RIB : [masqué]."),
        ("par FR76 3000 6000 0112 3456 7890 189 demain, de12 à la fin", "par [masqué] demain, de12 à la fin"),
        ("O6 98 76 54 32 ou (0)6 98 76 54 32 après", "[masqué] ou [masqué] après"),
        (
            "né un 3 avril 1990, N° CAF 7654321A, q (chez) exemple point fr",
            "né un [masqué], N° CAF [masqué], [masqué]",
        ),
        ("les jours 0 1 2 3 4 5 6 7 8, bureau o12, studio 5 78", None),
        ("BE68539007547034, DE89 3704 0044 0532 0130 00", "[masqué], [masqué]"),
        (
            "née le 12/03/1987, né en mars 1987, date de naissance : 1er mai 1990",
            "née le [masqué], né en [masqué], date de naissance : [masqué]",
        ),
        ("12 rue des Lilas, 99000 Ombre (domicile)", "[masqué] (domicile)"),
        ("domicilié 3 bis, impasse du Four à Chaux", "domicilié [masqué]"),
        (
            "allocataire n° 1234567, n° d’allocataire : 1234567 B",
            "allocataire n° [masqué], n° d’allocataire : [masqué]",
        ),
        ("NIR 2 87 03 75 116 001 73", "NIR [masqué]"),
        (
            "j.duval [at] exemple.fr, j.duval(at)exemple(point)fr, j.duval arobase exemple point fr",
            "[masqué], [masqué], [masqué]",
        ),
        ("accueil [at] val.fr, accueil\u200b@val.fr", None),
        (
            "Réunion 12 place de la Mairie ; 12 actions, 2024-2025, 0,5 ETP, 0612 habitants, le 01/09/2025 12 h 30",
            None,
        ),
        ("budget 2 870 375 116 001 76 €, code 012345, CIO FR12 ABC", None),
    ],
)
def test_texts_are_masked_whatever_the_spelling(texte: str, attendu: str | None) -> None:
    assert mask(_petit(texte)).ctg.territoire.presentation == (texte if attendu is None else attendu)


def test_nothing_is_left_of_a_private_person() -> None:
    publiee = mask(_petit()).ctg.personnes[0]
    assert publiee == Personne(id="personne-masquee-1", nom="[nom masqué]", privee=True)
    assert mask(_petit()).ctg.personnes[3].nom == "Duval"


def test_contact_that_is_a_person_s_own_line_is_masked() -> None:
    contact = mask(_petit(contact={"nom": "Service", "courriel": "j.duval@exemple.fr"})).ctg.contact
    assert contact
    assert (contact.nom, contact.courriel) == ("Service", None)
    service = mask(_petit(contact={"courriel": "ctg@val.fr"})).ctg.contact
    assert service
    assert service.courriel == "ctg@val.fr"


def test_leaks_are_read_in_the_files_themselves() -> None:
    typed = "Écrire à j.duval@exemple.fr, à inconnu@exemple.fr ou à accueil@val.fr ; parole de Mme Béranger"
    found = find_leaks(
        _petit(), [("essai.docx", make_docx(typed)), ("note.txt", b"BEGIN\r\nTEL:06112\r\n 23344")]
    )
    assert {(p.code, p.severity, p.value) for p in found} == {
        ("CTG801", Severity.BLOCKING, "j.duval@exemple.fr"),
        ("CTG801", Severity.WARNING, "inconnu@exemple.fr"),
        ("CTG801", Severity.BLOCKING, "Mme Béranger"),
        ("CTG801", Severity.BLOCKING, "0611223344"),
    }
    assert [p.place.file for p in find_leaks(_petit(), [("lettre-beranger-anne-laure.docx", b"")])]
    assert find_leaks(_petit(), [("essai.docx", make_docx("Rien à dire, M. Jean Duval."))]) == []


def test_numbers_of_a_chart_are_not_read_as_one() -> None:
    """Side by side, « 23.1 », « 18.9 », « 11.2 » would look like a telephone number; in one cell, it is one."""
    numbers = tuple(Decimal(n) for n in ("23.1", "18.9", "11.2", "62", "6", "11", "22", "33", "44"))
    chart = Chart(tuple(map(str, range(9))), (Series("Part", numbers),), "Parts.")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/charts/graphique1.xml", chart_xml(chart))
        archive.writestr("word/embeddings/graphique1.xlsx", write_workbook(chart))
    ctg = ctg_docs.Ctg.model_validate({"territoire": {"nom": "X"}, "convention": {"titre": "CTG"}})
    assert find_leaks(ctg, [("convention.docx", held.getvalue())]) == []
    said = replace(chart, categories=("06 11 22 33 44", *chart.categories[1:]))
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/charts/graphique1.xml", chart_xml(said))
    assert [p.value for p in find_leaks(ctg, [("convention.docx", held.getvalue())])] == ["06 11 22 33 44"]


def test_leak_of_a_template_is_refused(ctg: ctg_docs.Ctg, tmp_path: Path) -> None:
    secret = next(p.courriel for p in ctg.personnes if p.courriel)
    made = io.BytesIO()
    with zipfile.ZipFile(template_path("historique")) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            paragraph = f"<w:p><w:r><w:t>Écrire à {secret}</w:t></w:r></w:p><w:sectPr".encode()
            new.writestr(name, data.replace(b"<w:sectPr", paragraph) if name == "word/document.xml" else data)
    (tmp_path / "historique.docx").write_bytes(made.getvalue())
    with pytest.raises(DataError, match="données personnelles") as refused:
        prepare(ctg, ["historique"], publication=True, templates=tmp_path)
    assert {p.code for p in refused.value.problems} == {"CTG801"}
    assert prepare(ctg, ["historique"], publication=True).problems == ()


def test_what_is_addressed_to_persons_is_not_published(ctg: ctg_docs.Ctg) -> None:
    with pytest.raises(DataError, match="ne se publie pas"):
        prepare(ctg, ["feuille_emargement"], publication=True)
    with pytest.raises(DataError, match="ne se publie pas"):
        prepare(ctg, ["convocation"], publication=True)


def test_no_personal_datum_is_left_in_any_published_document(ctg: ctg_docs.Ctg) -> None:
    batch = prepare(ctg, publication=True)
    assert len(batch.documents) > 40
    assert batch.problems == ()
    assert batch.publication
    [note] = [document for document in batch.documents if document.name == "note-de-publication.txt"]
    assert note.data.decode() == batch.publication.note()
    secrets = _secrets(ctg) | {p.nom for p in ctg.personnes if p.privee}
    wanted = {cle(s) for s in secrets} | {s.replace(" ", "") for s in secrets}
    for document in batch.documents:
        for text in _said(document.data):
            plain = cle(text)
            assert not [s for s in wanted if s in plain or s in text.replace(" ", "")], document.name


def _said(data: bytes) -> list[str]:
    if not data.startswith(b"PK"):
        return [data.decode()]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith((".xml", ".rels"))]
    return [html.unescape(re.sub(r"<[^>]*>", "", part)).replace("\u00a0", " ") for part in parts] + parts


def test_published_documents_hold_no_secret(ctg: ctg_docs.Ctg, tmp_path: Path) -> None:
    delivery = deliver(ctg, ["convention", "compte_rendu", "gouvernance"], out=tmp_path, publication=True)
    words = [p for p in delivery.paths if p.suffix == ".docx"]
    assert len(words) > 4
    secrets = _secrets(ctg)
    for path in words:
        text = re.sub(r"\s+", " ", read_text(path.read_bytes())).lower()
        assert [s for s in secrets if s.lower() in text] == [], path.name
    assert (tmp_path / "note-de-publication.txt").read_text(encoding="utf-8") == mask(ctg).note()


def test_published_documents_carry_what_they_print_and_nothing_else(tmp_path: Path) -> None:
    """The data of the whole dossier stay at home, whatever is asked."""
    delivery = deliver(EXAMPLE, ["convention"], out=tmp_path, publication=True, pages=False)
    documents = [path for path in delivery.paths if path.suffix == ".docx"]
    assert documents
    for path in documents:
        with pytest.raises(DataError, match="ne porte pas de données"):
            extract(path)
        with zipfile.ZipFile(path) as package:
            assert not [name for name in package.namelist() if name.startswith("customXml/")]
