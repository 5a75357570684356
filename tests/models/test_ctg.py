from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from ctg_docs.models.base import Modele, reference_of
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.provenance import CheminDonnee, Provenance
from ctg_docs.models.territoire import Territoire
from ctg_docs.problems import Place, format_path
from tests.strategies import Fabrique, ctgs

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(ctgs())
def test_whole_dossier_round_trip(ctg: Ctg) -> None:
    assert Ctg.model_validate(ctg.model_dump(mode="json")) == ctg
    assert Ctg.model_validate_json(ctg.model_dump_json()) == ctg


def _dangling(ctg: Ctg, value: object) -> list[str]:
    if isinstance(value, tuple):
        return [d for item in value for d in _dangling(ctg, item)]
    if not isinstance(value, Modele):
        return []
    found: list[str] = []
    for name in type(value).model_fields:
        held = getattr(value, name)
        if register := reference_of(type(value), name):
            ids = held if isinstance(held, tuple) else (held,) if held else ()
            found += [i for i in ids if not ctg.has(register, i) and register != "signataires"]
        else:
            found += _dangling(ctg, held)
    return found


@CALM
@given(ctgs())
def test_drawn_dossiers_refer_only_to_what_exists(ctg: Ctg) -> None:
    assert _dangling(ctg, ctg) == []


def test_equality_ignores_where_it_was_written() -> None:
    ctg = Fabrique(3).ctg()
    places: dict[CheminDonnee, Place] = {("territoire", "nom"): Place("ctg.yaml", 3, 8)}
    elsewhere = ctg.with_provenance(Provenance(places=places, base=Path("ailleurs")))
    assert elsewhere == ctg
    assert hash(elsewhere) == hash(ctg)
    assert elsewhere.provenance.base == Path("ailleurs")
    assert ctg.provenance.base is None


def test_computed_codes_do_not_spoil_equality() -> None:
    one, two = Fabrique(4).ctg(), Fabrique(4).ctg()
    assert one.codes_fiches
    assert one == two


def test_copy_with_other_values_forgets_what_was_computed() -> None:
    ctg = Fabrique(5).ctg()
    assert ctg.organisme(ctg.organismes[0].id) is ctg.organismes[0]
    assert ctg.codes_fiches
    bare = ctg.model_copy(update={"organismes": (), "fiches_actions": ()})
    assert bare.organisme(ctg.organismes[0].id) is None
    assert bare.codes_fiches == {}
    assert ctg.codes_fiches


def test_registers_by_identifier() -> None:
    ctg = Fabrique(6).ctg()
    assert ctg.personne(ctg.personnes[-1].id) == ctg.personnes[-1]
    assert ctg.personne(None) is None
    assert ctg.fiche(ctg.fiches_actions[0].id) == ctg.fiches_actions[0]
    assert ctg.objectif(ctg.strategie.objectifs[0].id) == ctg.strategie.objectifs[0]
    assert ctg.ids("organismes") == tuple(o.id for o in ctg.organismes)
    assert not ctg.has("organismes", ctg.personnes[0].id)


def test_smallest_dossier() -> None:
    ctg = Ctg(territoire=Territoire(nom="Val d’Ombre"))
    assert ctg.fiches_ordonnees == ()
    assert ctg.convention.periode == ""


def test_place_of_the_nearest_known_value() -> None:
    provenance = Provenance(places={("signataires", 1): Place("ctg.yaml", 12)})
    assert provenance.place(("signataires", 1, "nom_court")) == Place("ctg.yaml", 12)
    assert provenance.place(("territoire",)) == Place()
    assert format_path(("signataires", 1, "nom_court")) == "signataires[1].nom_court"
