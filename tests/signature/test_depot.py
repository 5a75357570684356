"""The deposit: fields in the forms of operators, the Pastell archive read by a strict parser, signed bytes untouched."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs.cli.app import application
from ctg_docs.errors import DataError, OutputError
from ctg_docs.models import Ctg, Deliberation
from ctg_docs.problems import Severity
from ctg_docs.signature.actes import FORME_NUMERO, TAILLE_MAX, matiere_actes, numero_actes, objet_actes
from ctg_docs.signature.depot import Depot, Piece, acte_d_assemblee, contrat, deposants, write_depot
from ctg_docs.signature.donnees import pack_data
from ctg_docs.signature.manifeste import FICHIER, Manifeste, PieceManifeste, fingerprint
from ctg_docs.steps.deposit import deposit

PDF = b"%PDF-1.7\nconvention\n%%EOF\n"
SIGNED = PDF + b"a signature appended\n%%EOF\n"
_DATA = {
    "acte_nature": re.compile("[1-6]"),
    "numero_de_lacte": re.compile("[0-9A-Z_]{2,15}"),
    "objet": re.compile(".{1,499}"),
    "date_de_lacte": re.compile(r"\d{4}-\d\d-\d\d"),
    "classification": re.compile(r"[1-9](\.\d{1,2}){1,4}"),
    "type_acte": re.compile(r"\d\d_[A-Z]{2}"),
    "type_pj": re.compile(r"\[.*\]"),
    "envoi_tdt": re.compile("on"),
}


def read_pastell(data: bytes) -> dict[str, Any]:
    """Read an archive as Pastell does, and refuse all that its public definition does not tell."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert names[0] == "manifest.xml"
        assert all(re.fullmatch(r"[a-z0-9_]+\.(pdf|jpg|png|xml)", n) for n in names)
        flux = ElementTree.fromstring(archive.read("manifest.xml"))
        assert (flux.tag, flux.attrib) == ("flux", {"type": "actes-generique"})
        told: dict[str, Any] = {}
        for node in flux:
            assert node.tag in {"data", "files"}
            if node.tag == "data":
                assert set(node.attrib) == {"name", "value"}
                assert not list(node)
                assert node.attrib["name"] not in told
                assert _DATA[node.attrib["name"]].fullmatch(node.attrib["value"]), node.attrib
                told[node.attrib["name"]] = node.attrib["value"]
            else:
                assert all(n.tag == "file" and set(n.attrib) == {"content"} for n in node)
                told[node.attrib["name"]] = [archive.read(n.attrib["content"]) for n in node]
        assert set(told) >= set(_DATA) | {"arrete"}
        assert len(told["arrete"]) == 1
        listed = len(told["arrete"]) + len(told.get("autre_document_attache", []))
        assert listed == len(names) - 1
        assert len(json.loads(told["type_pj"])) == listed - 1
        return told


def dossier(numero: str | None = "2023-10-112", titre: str = "Convention", **acte: Any) -> Ctg:
    return Ctg.model_validate(
        {
            "territoire": {"nom": "Val"},
            "convention": {"titre": titre, "date_debut": "2024", "date_fin": "2027",
                           "date_signature_administrative": "2023-12-18"},
            "organismes": [
                {"id": "caf", "nature": "caf", "nom": "Caf de l’Ain"},
                {"id": "cc", "nature": "communaute_communes", "nom": "Communauté du Val"},
                {"id": "brion", "nature": "commune", "nom": "Commune de Brion"},
            ],
            "signataires": [
                {"id": "p1", "organismes": ["caf"]},
                {"id": "p2", "organismes": ["cc", "brion"]},
            ],
            "deliberations": [{"id": "d", "organisme": "cc", "numero": numero, "date": "2023-10-19", **acte}],
        }
    )  # fmt: skip


def depot(ctg: Ctg, *pieces: Piece, jour: date | None = date(2023, 12, 18)) -> Depot:
    organisme, acte = deposants(ctg)[0]
    held = pieces or (Piece("01.pdf", "Convention", SIGNED, signee=True),)
    return write_depot(organisme, contrat(ctg, acte, held[0].titre, jour), held)


def codes(depot: Depot) -> list[str]:
    return [p.code for p in depot.problems]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("2023-10-112", "2023_10_112"),
        ("D23/087", "D23_087"),
        ("n° 12 bis", "N_12_BIS"),
        ("Délib. 2023-10-112 CC", "ELIB202310112CC"),
        ("2023_10_112", "2023_10_112"),
        ("7", ""),
        ("—", ""),
    ],
)
def test_a_number_takes_the_form_of_operators(ours: str, theirs: str) -> None:
    assert numero_actes(ours) == theirs


@given(st.text(max_size=60))
def test_any_number_is_accepted_or_empty(text: str) -> None:
    found = numero_actes(text)
    assert found == "" or FORME_NUMERO.fullmatch(found)
    assert numero_actes(found) == found


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("8.2", "8.2"), ("9.1.2", "9.1.2"), ("8.2 – Aide sociale", "8.2"), ("matière 8.2.1", "8.2.1"), ("1.10", "1.10"),
        ("8", ""), ("8.", ""), ("Aide sociale", ""), ("18.2", ""), ("8.234", ""), ("0.1", ""),
    ],
)  # fmt: skip
def test_a_matiere_has_two_levels_at_least(ours: str, theirs: str) -> None:
    assert matiere_actes(ours) == theirs
    found = codes(depot(dossier("2023_10", matiere_code=ours)))
    assert found == ([] if theirs else ["DEP005"])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_objet_is_read_in_the_archive(text: str) -> None:
    titre = f"Convention {text}"
    done = depot(dossier("2023_10"), Piece("01.pdf", titre, SIGNED, signee=True))
    assert read_pastell(done.files["pastell.zip"])["objet"] == done.objet


@given(st.text(max_size=900))
def test_any_objet_is_one_line_of_499(text: str) -> None:
    found = objet_actes(text)
    assert len(found) <= 499
    assert not re.search(r"[\r\n\x00-\x1f]", found)


def test_an_objet_of_700_characters_is_cut_between_words_and_told() -> None:
    long = " ".join(["mot"] * 175)
    assert len(long) == 699
    done = depot(dossier(), Piece("01.pdf", long, SIGNED, signee=True))
    assert codes(done) == ["DEP002", "DEP003"]
    assert done.objet.endswith("mot …")
    assert len(read_pastell(done.files["pastell.zip"])["objet"]) <= 499


def test_the_archive_is_what_pastell_reads() -> None:
    ctg = dossier(matiere_code="9.1")
    done = depot(ctg, Piece("01.pdf", "Convention", SIGNED, signee=True), Piece("02.pdf", "Annexe 1", PDF))
    told = read_pastell(done.files["pastell.zip"])
    assert (told["acte_nature"], told["numero_de_lacte"], told["date_de_lacte"]) == (
        "4",
        "2023_10_112",
        "2023-12-18",
    )
    assert (told["classification"], told["type_acte"]) == ("9.1", "99_DC")
    assert (told["arrete"], told["autre_document_attache"]) == ([SIGNED], [PDF])
    assert (done.files["acte.pdf"], done.files["annexe_01.pdf"]) == (SIGNED, PDF)
    (seul,) = done.problems
    assert "« 2023-10-112 » devient « 2023_10_112 »" in seul.message.replace("\u00a0", " ")
    fiche = done.files["fiche-de-depot.txt"].decode()
    assert "4 – Contrats, conventions et avenants" in fiche
    assert seul.message in fiche
    assert "Date de l’acte   18/12/2023" in fiche
    assert "annexe_01.pdf – Annexe 1 (1\u00a0Ko)" in fiche


def test_marks_of_xml_in_an_objet_are_text() -> None:
    titre = 'Convention <b>« A & B »</b> "x"'
    done = depot(dossier(), Piece("01.pdf", titre, SIGNED, signee=True))
    assert read_pastell(done.files["pastell.zip"])["objet"].startswith(titre)


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        (Piece("01.pdf", "Convention", PDF), "DEP001"),
        (Piece("01.pdf", "Convention", b"PK\x03\x04 a Word file", signee=True), "DEP004"),
        (Piece("01.pdf", "Convention", b"%PDF-" + bytes(TAILLE_MAX), signee=True), "DEP004"),
    ],
)
def test_what_an_operator_would_refuse_is_told(piece: Piece, code: str) -> None:
    assert code in codes(depot(dossier("2023_10"), piece))


def test_a_missing_date_or_number_is_told() -> None:
    assert codes(depot(dossier("2023_10"), jour=None)) == ["DEP005"]
    assert codes(depot(dossier("—"))) == ["DEP005"]
    sans = depot(dossier(None))
    assert (sans.numero, codes(sans)) == ("CTG_2024", ["DEP002"])


def test_only_controlled_bodies_transmit() -> None:
    assert [(o.id, bool(d)) for o, d in deposants(dossier())] == [("cc", True), ("brion", False)]
    assert isinstance(deposants(dossier())[0][1], Deliberation)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier de signature whose convention was signed since it was made."""
    home = tmp_path / "dossier-de-signature"
    home.mkdir()
    ctg = dossier()
    data = pack_data(ctg)
    files = {"01-convention.pdf": SIGNED, "02-annexe.pdf": PDF, "donnees.json": data}
    for name, held in files.items():
        (home / name).write_bytes(held)
    entries = (
        PieceManifeste(fichier="01-convention.pdf", sha256=fingerprint(PDF), taille=len(PDF), role="piece",
                       titre="Convention", type="convention"),
        PieceManifeste(fichier="02-annexe.pdf", sha256=fingerprint(PDF), taille=len(PDF), role="piece",
                       titre="Annexe 1", type="annexe"),
        PieceManifeste(fichier="donnees.json", sha256=fingerprint(data), taille=len(data), role="donnees"),
    )  # fmt: skip
    manifest = Manifeste(
        outil="essai", dossier="CTG Val", donnees=fingerprint(data), modeles={}, fichiers=entries
    )
    (home / FICHIER).write_bytes(manifest.sealed().to_json())
    return home


def test_the_command_writes_a_folder_per_collectivite(folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(application, ["deposer", str(folder), "-o", str(tmp_path / "depot")])
    assert done.exit_code == 0, done.output
    assert "n° 2023_10_112, Convention – Val – 2024-2027" in done.output
    written = sorted(p.relative_to(tmp_path / "depot").as_posix() for p in (tmp_path / "depot").rglob("*.*"))
    names = ("acte.pdf", "annexe_01.pdf", "fiche-de-depot.txt", "pastell.zip")
    assert written == [f"{body}/{name}" for body in ("brion", "cc") for name in names]
    assert (tmp_path / "depot" / "cc" / "acte.pdf").read_bytes() == SIGNED
    with pytest.raises(OutputError):
        deposit(folder, tmp_path / "depot")


def test_a_paper_copy_takes_the_place_of_the_act(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 scan")
    (done,) = deposit(folder, tmp_path / "depot", act=tmp_path / "scan.pdf", body="cc")
    assert done.files["acte.pdf"] == b"%PDF-1.4 scan"


def test_a_changed_piece_is_not_deposited(folder: Path, tmp_path: Path) -> None:
    (folder / "02-annexe.pdf").write_bytes(b"%PDF- another")
    with pytest.raises(DataError, match="02-annexe"):
        deposit(folder, tmp_path / "depot")
    assert not (tmp_path / "depot").exists()


def test_what_would_be_refused_writes_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.tif").write_bytes(b"II*\x00")
    with pytest.raises(DataError, match="refuserait") as told:
        deposit(folder, tmp_path / "depot", act=tmp_path / "scan.tif")
    assert {p.severity for p in told.value.problems} >= {Severity.BLOCKING}
    assert not (tmp_path / "depot").exists()


def test_nobody_to_transmit_is_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Aucune collectivité"):
        deposit(folder, tmp_path / "depot", body="caf")


def test_the_complete_file_is_the_act_when_it_is_the_one_that_was_signed(
    folder: Path, tmp_path: Path
) -> None:
    whole, apart = PDF + b"all pieces", PDF + b"signed by others"
    manifest = Manifeste.from_json((folder / FICHIER).read_bytes())
    entries = [p.model_copy(update={"debut": 1}) for p in manifest.fichiers]
    for name, data, role, titre in (
        ("dossier-complet.pdf", whole, "complet", "Dossier complet"),
        ("03-annexe.pdf", apart, "piece", "Annexe 2"),
    ):
        (folder / name).write_bytes(data)
        entries.append(PieceManifeste(fichier=name, sha256=fingerprint(data), taille=len(data), role=role,
                                      titre=titre, type="annexe"))  # fmt: skip
    (folder / "01-convention.pdf").write_bytes(PDF)
    (folder / "dossier-complet.pdf").write_bytes(whole + b"a signature")
    changed = manifest.model_copy(update={"fichiers": tuple(entries)})
    (folder / FICHIER).write_bytes(changed.sealed().to_json())
    (done,) = deposit(folder, tmp_path / "depot", body="cc")
    assert "DEP001" not in codes(done)
    told = read_pastell(done.files["pastell.zip"])
    assert (told["arrete"], told["autre_document_attache"]) == ([whole + b"a signature"], [apart])


def test_a_deliberation_is_transmitted_too(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "extrait.pdf").write_bytes(SIGNED)
    (tmp_path / "projet.pdf").write_bytes(PDF)
    arguments = ["deposer", str(folder), "-o", str(tmp_path / "depot"), "--deliberation", "d"]
    files = ["--acte", str(tmp_path / "extrait.pdf"), "--annexe", str(tmp_path / "projet.pdf")]
    refused = CliRunner().invoke(application, [*arguments, *files])
    assert isinstance(refused.exception, DataError)
    assert [p.code for p in refused.exception.problems] == ["DEP005"]
    (folder / "donnees.json").write_bytes(pack_data(dossier("D23/087", objet=" ".join(["mot"] * 175))))
    done = CliRunner().invoke(application, [*arguments, *files])
    assert done.exit_code == 0, done.output
    assert "n° D23_087" in done.output
    told = read_pastell((tmp_path / "depot" / "cc" / "pastell.zip").read_bytes())
    assert (told["acte_nature"], told["type_acte"], told["type_pj"]) == ("1", "99_DE", '["22_AN"]')
    assert (told["arrete"], told["date_de_lacte"]) == ([SIGNED], "2023-10-19")
    assert told["objet"].endswith("mot …")


def test_the_copy_that_a_dossier_holds_of_a_deliberation_is_the_act(tmp_path: Path) -> None:
    home = tmp_path / "dossier"
    (home / "annexes").mkdir(parents=True)
    (home / "annexes" / "d.pdf").write_bytes(SIGNED)
    (home / "ctg.yaml").write_text(
        "territoire: {nom: Val}\norganismes:\n- {id: brion, nature: commune, nom: Commune de Brion}\n"
        "- {id: caf, nature: caf, nom: Caf}\ndeliberations:\n"
        "- {id: d, organisme: brion, numero: 2023-10-112, date: 19/10/2023, objet: CTG, fichier: annexes/d.pdf}\n"
        "- {id: e, organisme: caf, numero: CA-2, date: 19/10/2023, objet: CTG, fichier: annexes/d.pdf}\n"
        "- {id: f, organisme: brion, date: 19/10/2023, objet: CTG}\n",
        encoding="utf-8",
    )
    (done,) = deposit(home, tmp_path / "depot", decision="d")
    assert (done.organisme, done.numero, done.files["acte.pdf"]) == ("brion", "2023_10_112", SIGNED)
    for id, why in (("e", "Aucune collectivité"), ("f", "extrait signé"), ("g", "pas d’acte")):
        with pytest.raises(DataError, match=why):
            deposit(home, tmp_path / id, decision=id)


@pytest.mark.parametrize(("nature", "code"), [("deliberation", "1"), ("arrete", "2"), ("decision", "6")])
def test_each_kind_of_act_has_its_nature(nature: str, code: str) -> None:
    ctg = dossier("12", nature=nature)
    assert acte_d_assemblee(ctg.deliberations[0]).nature.code == code
