"""A dossier on disk: which file gives what, and what is said when a file can't be read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from ctg_docs.models import Ctg
from ctg_docs.problems import Place, Severity
from ctg_docs.sources import diagnose

Write = Callable[[dict[str, str | bytes]], Path]

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x01\x08\x06\x00\x00\x00\xf4\x22\x7f\x8a"
    b"\x00\x00\x00\x0bIDATx\x9cc\xf8\x0f\x04\x00\x09\xfb\x03\xfd\xfb\x5e\x6b\x2b\x00\x00\x00\x00IEND\xaeB`\x82"
)
MINIMAL = "territoire:\n  nom: Mellois\n"


def found(path: Path) -> list[tuple[str, str, int]]:
    return [(p.code, p.place.file, p.place.line) for p in diagnose(path).problems]


def test_one_file_per_section_fiche_and_meeting(dossier: Write) -> None:
    base = dossier(
        {
            "ctg.yaml": MINIMAL,
            "organismes.json": '[{"id": "caf", "nature": "caf", "nom": "Caf"}]',
            "personnes.toml": '[[personnes]]\nid = "a"\nnom = "Belliot"\nelu = true\n',
            "fiches/fiche-10.yaml": "id: dix\nintitule: Dix\n",
            "fiches/fiche-2.yaml": "- {id: deux, intitule: Deux}\n- {id: trois, intitule: Trois}\n",
            "avenants/1.yaml": "id: av1\ntypes: [prolongation]\n",
        }
    )
    outcome = diagnose(base)
    assert not outcome.problems
    ctg = outcome.ctg
    assert ctg is not None
    assert [f.id for f in ctg.fiches_actions] == ["deux", "trois", "dix"]
    assert ctg.personnes[0].elu
    assert ctg.organismes[0].nom == "Caf"
    assert ctg.provenance.place(("fiches_actions", 1, "intitule")) == Place("fiches/fiche-2.yaml", 2, 15)
    assert ctg.provenance.place(("organismes", 0, "id")).file == "organismes.json"


def test_the_three_formats_give_equal_dossiers(dossier: Write) -> None:
    base = dossier(
        {
            "a.yaml": "territoire: {nom: Mellois, population: 48000}\nconvention:\n  date_debut: 2023-01-01\n",
            "b.json": '{"territoire": {"nom": "Mellois", "population": 48000},'
            ' "convention": {"date_debut": "1er janvier 2023"}}',
            "c.toml": '[territoire]\nnom = "Mellois"\npopulation = 48_000\n[convention]\ndate_debut = 2023-01-01\n',
        }
    )
    a, b, c = (diagnose(base / name) for name in ("a.yaml", "b.json", "c.toml"))
    assert not [*a.problems, *b.problems, *c.problems]
    assert a.ctg is not None
    assert a.ctg == b.ctg == c.ctg


def test_empty_sections_of_a_skeleton_are_absent_sections(dossier: Write) -> None:
    base = dossier({"ctg.yaml": MINIMAL + "fiches_actions:\ncontact: ~\nconvention:\n  titre:\n"})
    assert found(base) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"lisez-moi.txt": "x"}, [("LEC002", "", 0)]),
        ({"ctg.yaml": MINIMAL, "ctg.json": "{}"}, [("LEC003", "", 0)]),
        ({"ctg.yaml": "- a\n"}, [("LEC020", "ctg.yaml", 1)]),
        ({"ctg.yaml": "bonjour\n"}, [("LEC020", "ctg.yaml", 1)]),
        (
            {"ctg.yaml": MINIMAL + "organismes: []\n", "organismes.yaml": "[]\n"},
            [("LEC021", "organismes.yaml", 1)],
        ),
        (
            {"ctg.yaml": MINIMAL + "fiches_actions: []\n", "fiches/a.yaml": "id: a\n"},
            [("LEC021", "fiches/", 0)],
        ),
        ({"ctg.yaml": MINIMAL, "organisme.yaml": "[]\n"}, [("LEC022", "organisme.yaml", 0)]),
        ({"ctg.yaml": MINIMAL.encode("cp1252") + b"# \xe9t\xe9\n"}, [("LEC007", "ctg.yaml", 3)]),
        ({"ctg.yaml": MINIMAL.encode("utf-16")}, [("LEC007", "ctg.yaml", 0)]),
        ({"ctg.yaml": MINIMAL + "x: a\x07b\n"}, [("LEC008", "ctg.yaml", 3), ("CHP002", "ctg.yaml", 3)]),
        ({"ctg.yaml": b"PK\x03\x04\x00\x00binaire"}, [("LEC008", "ctg.yaml", 1)]),
        ({"ctg.yaml": ""}, [("LEC019", "ctg.yaml", 0)]),
    ],
)
def test_unreadable_dossiers(
    dossier: Write, files: dict[str, str | bytes], expected: list[tuple[str, str, int]]
) -> None:
    base = dossier(files)
    got = [(code, "" if file == str(base) else file, line) for code, file, line in found(base)]
    assert sorted(got) == sorted(expected)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(dossier: Write) -> None:
    base = dossier({"ctg.yaml": b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode()})
    outcome = diagnose(base)
    assert not outcome.problems
    assert outcome.ctg is not None
    assert outcome.ctg.territoire.nom == "Mellois"


def test_a_stray_data_file_is_a_warning(dossier: Write) -> None:
    base = dossier({"ctg.yaml": MINIMAL, "zzz.yaml": "a: 1\n", "ctg.schema.json": "{}"})
    assert [(p.code, p.severity) for p in diagnose(base).problems] == [("LEC022", Severity.WARNING)]


def test_a_missing_path_suggests_its_neighbour(dossier: Write) -> None:
    base = dossier({"mellois/ctg.yaml": MINIMAL})
    (problem,) = diagnose(base / "melois").problems
    assert problem.code == "LEC001"
    assert "mellois" in problem.suggestion


def test_a_wrongly_named_main_file_is_pointed_out(dossier: Write) -> None:
    (problem,) = diagnose(dossier({"CTG.yaml.txt": MINIMAL})).problems
    assert (problem.code, "CTG.yaml.txt" in problem.suggestion) == ("LEC002", True)


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    big = tmp_path / "ctg.yaml"
    with big.open("wb") as file:
        file.truncate(200_000_000)
    (problem,) = diagnose(tmp_path).problems
    assert problem.code == "LEC005"
    assert "200\N{NO-BREAK SPACE}Mo" in problem.message


@pytest.mark.parametrize("name", ["notes.docx", "dossier.xlsx", "sans-extension"])
def test_another_format_is_refused_by_name(dossier: Write, name: str) -> None:
    base = dossier({name: MINIMAL})
    assert [p.code for p in diagnose(base / name).problems] == ["LEC004"]


def test_a_fifo_and_a_nul_in_a_path_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ctg.yaml")
    assert [p.code for p in diagnose(tmp_path).problems] == ["LEC006"]
    assert [p.code for p in diagnose("a\x00b").problems] == ["LEC001"]


def organisme(logo: str) -> str:
    return f"{MINIMAL}organismes:\n- {{id: caf, nature: caf, nom: Caf, logo: {{fichier: '{logo}', texte_alternatif: Caf}}}}\n"


def test_pictures_and_templates_come_with_the_dossier(dossier: Write) -> None:
    base = dossier(
        {"ctg.yaml": organisme("logos/caf.png"), "logos/caf.png": PNG, "modeles/convention.docx": b"x"}
    )
    outcome = diagnose(base)
    assert not outcome.problems
    assert outcome.ctg is not None
    assert outcome.ctg.provenance.files == {"logos/caf.png": PNG}
    assert outcome.ctg.provenance.templates == {"convention": b"x"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("logos/a.png", b"", "LEC023"),
        ("logos/a.png", b"bonjour", "LEC023"),
        ("logos/a.png", PNG[:40], "LEC023"),
        ("logos/a.png", b"GIF89a", "LEC023"),
        ("logos/a.jpg", b"\xff\xd8\xff\xe0\x00\x10", "LEC023"),
        ("logos/a.png", PNG[:16] + b"\x00\x01\x00\x00" + PNG[20:], "LEC025"),
        ("logos/a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "LEC024"),
        ("logos/a.png", b"<?xml version='1.0'?><svg/>", "LEC024"),
        ("../a.png", PNG, "LEC026"),
        ("/etc/hostname", b"", "LEC026"),
    ],
)
def test_a_logo_that_cannot_be_printed(dossier: Write, name: str, content: bytes, code: str) -> None:
    files: dict[str, str | bytes] = {"d/ctg.yaml": organisme(name)}
    if not name.startswith("/"):
        files[f"d/{name}"] = content
    problems = diagnose(dossier(files) / "d").problems
    assert [(p.code, p.place.line, p.path) for p in problems] == [(code, 4, "organismes[0].logo.fichier")]


@pytest.mark.parametrize("there", ["logos/Étang.png", "logos é/É.png"])
@pytest.mark.parametrize(("written", "kept"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_name_is_found_however_its_accents_are_written(
    dossier: Write, there: str, written: Literal["NFC", "NFD"], kept: Literal["NFC", "NFD"]
) -> None:
    name = normalize(written, there)
    outcome = diagnose(dossier({normalize(kept, there): PNG, "ctg.yaml": organisme(name)}))
    assert not outcome.problems
    assert outcome.ctg is not None
    assert list(outcome.ctg.provenance.files.values()) == [PNG]


def test_texts_are_composed() -> None:
    ctg = Ctg.model_validate({"territoire": {"nom": "Pays d’E\u0301tang"}})
    assert str(ctg.territoire.nom) == "Pays d’Étang"


def test_a_missing_logo_suggests_the_right_extension(dossier: Write) -> None:
    base = dossier({"ctg.yaml": organisme("logos/caf.png"), "logos/CAF.jpg": PNG})
    (problem,) = diagnose(base).problems
    assert problem.code == "LEC027"
    assert "CAF.jpg" in problem.suggestion


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("caf.png", "logos/caf.png"),
        ("logo/caf.png", "logos/caf.png"),
        ("logos/cafe.png", "logos/caf.png"),
        ("logos\\\\Logo Caf.png", "logos/logo-caf.png"),
    ],
)
def test_a_missing_logo_suggests_the_nearest_picture(dossier: Write, written: str, there: str) -> None:
    base = dossier(
        {"ctg.yaml": organisme(written), there: PNG, "annexes/caf.pdf": b"", "sortie/caf.png": PNG}
    )
    (problem,) = diagnose(base).problems
    assert (problem.code, problem.suggestion.replace("\u00a0", " ")) == (
        "LEC027",
        f"Vouliez-vous « {there} »\u202f?",
    )


def test_a_missing_logo_unlike_any_picture_is_to_be_added(dossier: Write) -> None:
    base = dossier({"ctg.yaml": organisme("logos/caf.png"), "logos/departement-2024.png": PNG})
    (problem,) = diagnose(base).problems
    assert problem.suggestion == "Ajoutez le fichier, ou retirez cette ligne."


def test_word_files_and_workbooks_among_data_files_are_told(dossier: Write) -> None:
    files = dict.fromkeys(("fiches/a.docx", "fiches/~$a.docx", "reunions/b.odt", "fiches/MODELE.txt"), b"x")
    found = diagnose(dossier({"ctg.yaml": MINIMAL, **files})).problems
    assert [(p.code, p.severity, p.place.file) for p in found] == [
        ("LEC031", Severity.WARNING, "fiches/a.docx"),
        ("LEC031", Severity.WARNING, "reunions/b.odt"),
    ]
    assert "ctg-docs import" in found[0].suggestion
    assert "fiches/a.docx" in found[0].suggestion


@pytest.mark.parametrize("text", ["", "# rien\n\n", "  \n"])
def test_an_empty_main_file_leads_to_the_skeleton(dossier: Write, text: str) -> None:
    (problem,) = diagnose(dossier({"ctg.yaml": text})).problems
    assert problem.code == "LEC019"
    assert "ctg-docs init" in problem.suggestion


def test_a_link_out_of_the_dossier_is_refused(dossier: Write) -> None:
    base = dossier({"d/ctg.yaml": organisme("logos/caf.png"), "secret.png": PNG, "d/logos/x": b""})
    (base / "d/logos/caf.png").symlink_to(base / "secret.png")
    assert [p.code for p in diagnose(base / "d").problems] == ["LEC026"]


def test_a_data_file_that_links_out_of_the_dossier_is_not_read(
    dossier: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "dehors.txt"
    outside.write_text("secret")
    base = dossier({"d/ctg.yaml": MINIMAL}) / "d"
    (base / "fiches").mkdir()
    (base / "fiches" / "a.yaml").symlink_to(outside)
    monkeypatch.chdir(base)
    for path in (base, Path()):
        [problem] = diagnose(path).problems
        assert (problem.code, problem.place.file) == ("LEC026", "fiches/a.yaml")
        assert "secret" not in str(problem)


def test_a_folder_whose_name_is_misspelt_is_told(dossier: Write) -> None:
    [problem] = diagnose(dossier({"ctg.yaml": MINIMAL, "fiche/a.yaml": "id: a\n"})).problems
    assert (problem.code, problem.place.file) == ("LEC022", "fiche/")
    assert "fiches/" in problem.suggestion


def test_an_empty_field_keeps_its_place(dossier: Write) -> None:
    ctg = diagnose(dossier({"ctg.yaml": MINIMAL + "convention:\n  titre: X\n  date_fin:\n"})).ctg
    assert ctg is not None
    place = ctg.provenance.place(("convention", "date_fin"))
    assert place.line == MINIMAL.count("\n") + 3
