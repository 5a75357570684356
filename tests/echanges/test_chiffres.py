"""Published figures: whatever their shape, the territory's rows are picked, added up or refused with a reason."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import ctg_docs
from ctg_docs.cli.app import application
from ctg_docs.echanges.chiffres import take_figures
from ctg_docs.errors import DataError
from ctg_docs.models import Ctg, DonneeCle

COMMUNES = [{"nom": "Melle", "code_insee": "79174"}, {"nom": "Celles", "code_insee": "79061"}]
EPCI = {"id": "cc", "nom": "CC Mellois en Poitou", "nature": "communaute_communes", "siren": "200069755"}
LONG = (
    '"GEO";"GEO_OBJECT";"AGE";"SEX";"RP_MEASURE";"TIME_PERIOD";"OBS_STATUS";"OBS_VALUE"\n'
    '"200069755";"EPCI";"_T";"_T";"POP";"2021";"A";"48000.4"\n'
    '"200069755";"EPCI";"_T";"_T";"POP";"2015";"A";"49000"\n'
    '"200069755";"EPCI";"Y_LT15";"_T";"POP";"2021";"A";"7680"\n'
    '"79";"DEP";"_T";"_T";"POP";"2021";"A";"374000"\n'
    '"79";"DEP";"Y_LT15";"_T";"POP";"2021";"A";"63580"\n'
    '"79";"REG";"Y_LT15";"_T";"POP";"2021";"A";"1"\n'
    '"F";"FRANCE";"_T";"_T";"POP";"2021";"A";"67400000"\n'
    '"F";"FRANCE";"Y_LT15";"_T";"POP";"2021";"A";"11727600"\n'
    '"F";"FRANCE";"Y_LT15";"F";"POP";"2021";"A";"5700000"\n'
    '"79174";"COM";"Y_LT15";"F";"POP";"2021";"A";"500"\n'
)
WIDE = "CODGEO;LIBGEO;P21_POP;P15_POP;P21_POP0014;MED21\n79174;Melle;6200,4;6000;1100;21000\n79061;Celles;3800;3700;s;20500\n"


def dossier(*donnees: dict[str, Any], **territoire: Any) -> Ctg:
    return Ctg.model_validate(
        {
            "territoire": {
                "nom": "Mellois", "departement": "Deux-Sèvres", "code_departement": "79", "communes": COMMUNES, **territoire,
            },
            "organismes": [EPCI],
            "diagnostic": {"donnees": list(donnees)},
        }
    )  # fmt: skip


def taken(
    text: str | bytes, ctg: Ctg | None = None, **options: Any
) -> tuple[dict[str, DonneeCle], list[str]]:
    data = text.encode() if isinstance(text, str) else text
    found = take_figures(data, options.pop("name", "fichier.csv"), ctg or dossier(), **options)
    assert found.ctg.diagnostic is not None
    return {d.code: d for d in found.ctg.diagnostic.donnees if d.code}, [
        f"{p.code} {p.message}" for p in found.problems
    ]


def test_a_long_file_gives_the_epci_its_years_and_the_shares_of_other_territories() -> None:
    figures, left = taken(LONG)
    population = figures["RP_MEASURE=POP"] if "RP_MEASURE=POP" in figures else figures["POP"]
    assert (population.nombre, population.annee, population.unite) == (Decimal(48000), 2021, "habitants")
    assert [(v.annee, v.nombre) for v in population.evolution] == [(2015, Decimal(49000))]
    assert population.comparaisons == (), "a count does not compare with that of France"
    young = next(d for d in figures.values() if d.intitule == "Moins de 15 ans")
    assert (young.nombre, young.unite, young.graphique) == (Decimal(16), "%", "Habitants par âge")
    assert {c.territoire: c.nombre for c in young.comparaisons} == {
        "Deux-Sèvres": Decimal(17),
        "France": Decimal("17.4"),
    }
    assert young.source == "Insee 2021"
    assert any("SEX=F" in message for message in left), "what has no value for the territory is told"


def test_communes_are_added_up_unless_one_is_secret_or_it_is_a_median() -> None:
    figures, left = taken(WIDE)
    assert figures["P_POP"].nombre == Decimal(10000)
    assert [v.nombre for v in figures["P_POP"].evolution] == [Decimal(9700)]
    assert set(figures) == {"P_POP"}
    assert any("P_POP0014 (2021)" in m and "secret statistique pour Celles" in m for m in left)
    assert any("MED (2021)" in m and "ne s’additionne pas" in m for m in left)


def test_a_missing_commune_refuses_the_sum() -> None:
    _, left = taken("\n".join(WIDE.splitlines()[:2]))
    assert any(m.startswith("TAB070") and "le fichier n’a pas Celles" in m for m in left)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators_do_not_matter(encoding: str, separator: str) -> None:
    text = "Code commune;Nom commune;Foyers bénéficiaires 2022\r\n79174;Melle;1 250\r\n79061;Celles;310\r\n"
    figures, _ = taken(text.replace(";", separator).encode(encoding), name="caf-foyers.csv")
    assert [(d.intitule, d.nombre, d.annee, d.source) for d in figures.values()] == [
        ("Foyers bénéficiaires", Decimal(1560), 2022, "Caf 2022")
    ]


def test_rows_of_several_years_and_benefits_are_told_apart_and_lost_zeros_come_back() -> None:
    ctg = dossier(communes=[{"nom": "Bourg", "code_insee": "01053"}])
    text = (
        "Date référence;Numéro commune;Prestation;Nombre allocataires\n"
        "2022-12-31;1053;AEEH;40\n2021-12-31;1053;AEEH;36\n2022-12-31;1053;RSA;120\n2022-12-31;1004;RSA;9\n"
    )
    figures, left = taken(text, ctg)
    assert {d.intitule: d.nombre for d in figures.values()} == {
        "Nombre allocataires, AEEH": Decimal(40),
        "Nombre allocataires, RSA": Decimal(120),
    }
    assert [v.annee for v in figures["Nombre allocataires, AEEH"].evolution] == [2021]
    assert left == []


def test_a_figure_of_the_dossier_keeps_its_words_and_the_years_it_knew() -> None:
    own = {
        "code": "P_POP", "intitule": "Habitants du Mellois", "nombre": 9000, "unite": "habitants", "annee": 2010, "phare": "oui",
    }  # fmt: skip
    figures, _ = taken(WIDE, dossier(own))
    assert figures["P_POP"].intitule == "Habitants du Mellois"
    assert figures["P_POP"].phare
    assert figures["P_POP"].nombre == Decimal(10000)
    assert [v.annee for v in figures["P_POP"].evolution] == [2010, 2015]
    again, _ = taken(WIDE, dossier(figures["P_POP"].model_dump()))
    assert again == figures, "the same file twice changes nothing the second time"


def test_a_large_file_gives_what_is_known_or_asked_and_says_what_stays() -> None:
    heads = [f"C21_VAR{rank}" for rank in range(30)]
    text = f"CODGEO;P21_POP;{';'.join(heads)}\n79174;10;{';'.join(['1'] * 30)}\n79061;20;{';'.join(['2'] * 30)}\n"
    figures, left = taken(text)
    assert set(figures) == {"P_POP"}
    assert any(m.startswith("TAB071 Variables laissées (30)") for m in left)
    figures, left = taken(text, variables=["c_var7", "C_RIEN"])
    assert figures["C_VAR7"].nombre == Decimal(3)
    assert any("C_RIEN" in m and "n’est pas repris" in m for m in left)


def test_a_national_file_is_read_row_by_row_and_a_zip_is_opened() -> None:
    rows = "".join(f"{rank:05d};{rank}\n" for rank in range(1000, 79000) if rank not in {79174, 79061})
    text = f"CODGEO;P21_POP\n{rows}79174;10\n79061;20\n"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("DS_metadata.csv", "COD_VAR;LIB_VAR\n" * 9000)
        package.writestr("DS_data.csv", text)
    for data in (text.encode(), held.getvalue()):
        assert taken(data)[0]["P_POP"].nombre == Decimal(30)


@pytest.mark.parametrize(
    ("text", "dit"),
    [
        ("Nom;Valeur\nMelle;12\n", "aucune colonne ne donne de code"),
        ("CODGEO;P21_POP\n01001;12\n", "aucune ligne du territoire"),
        ("", "aucune colonne"),
    ],
)
def test_a_file_of_other_places_or_of_none_is_refused_in_a_sentence(text: str, dit: str) -> None:
    with pytest.raises(DataError) as refusal:
        taken(text)
    assert dit in str(refusal.value) + " ".join(p.message for p in refusal.value.problems)


@given(
    st.lists(st.integers(0, 10**7), min_size=2, max_size=2), st.sampled_from(["{:,}", "{}", "{}.0", "{},00"])
)
@settings(max_examples=40, deadline=None)
def test_numbers_are_read_as_publishers_write_them(values: list[int], written: str) -> None:
    cells = [
        written.format(v).replace(",", "\u202f") if written == "{:,}" else written.format(v) for v in values
    ]
    figures, _ = taken(f"CODGEO;P21_POP\n79174;{cells[0]}\n79061;{cells[1]}\n")
    assert figures["P_POP"].nombre == sum(values)


def test_the_command_writes_in_place_and_answers_eight_when_something_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    main = folder / "ctg.yaml"
    main.write_text(
        "# Notre dossier\nterritoire:\n  nom: Mellois   # d’après la carte\n  communes:\n"
        "    - {nom: Melle, code_insee: 79174}\n    - {nom: Celles, code_insee: 79061}\n",
        encoding="utf-8",
    )
    published = tmp_path / "population.csv"
    published.write_text(WIDE, encoding="cp1252")
    run = CliRunner().invoke(application, ["chiffres", "import", str(published), str(folder), "--yes"])
    assert run.exit_code == 8, run.output
    assert "# d’après la carte" in main.read_text(encoding="utf-8")
    diagnostic = ctg_docs.load(folder).diagnostic
    assert diagnostic is not None
    assert diagnostic.donnees[0].imprimee == "10\u202f000 habitants"
