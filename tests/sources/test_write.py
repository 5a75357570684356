"""What is written is read back unchanged, and reads well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ctg_docs.models import Ctg
from ctg_docs.sources import diagnose
from ctg_docs.sources.nodes import flatten
from ctg_docs.sources.report import Report
from ctg_docs.sources.write import dump, dump_files, dump_yaml
from ctg_docs.sources.yaml_file import parse_yaml

Write = Callable[[dict[str, str | bytes]], Path]

CTG = Ctg.model_validate(
    {
        "territoire": {"nom": "Mellois", "population": "48 000".replace(" ", "")},
        "convention": {
            "date_debut": "2023",
            "date_signature_administrative": "18 décembre 2023",
            "preambule": "Première ligne : « é ».\n\n- un\n- deux",
            "mention_paraphes": "oui",
        },
        "organismes": [{"id": "caf", "nature": "caf", "nom": "Caf", "siren": "012345678"}],
        "personnes": [{"id": "a", "nom": "NON", "elu": True}],
        "strategie": {"numerotation": {"continue": True, "prefixe": "FA"}},
        "fiches_actions": [{"id": f"f{i}", "intitule": "Agir", "statut": "en_cours"} for i in range(12)],
    }
)


def test_a_dossier_reads_well() -> None:
    assert dump(CTG).startswith(
        "territoire:\n  nom: Mellois\n  population: 48000\n\n"
        "convention:\n  date_debut: 2023\n  date_signature_administrative: 2023-12-18\n  mention_paraphes: oui\n"
        "  preambule: |-\n    Première ligne : « é ».\n\n    - un\n    - deux\n\n"
        "organismes:\n  - id: caf\n    nature: caf\n    nom: Caf\n    siren: '012345678'\n"
    )


def test_a_dossier_in_one_file_is_read_back(dossier: Write) -> None:
    outcome = diagnose(dossier({"ctg.yaml": dump(CTG)}))
    assert not outcome.problems
    assert outcome.ctg == CTG


def test_a_dossier_in_many_files_is_read_back(dossier: Write) -> None:
    files = dump_files(CTG)
    assert {"ctg.yaml", "organismes.yaml", "personnes.yaml", "fiches/12-f11.yaml"} <= set(files)
    outcome = diagnose(dossier(dict(files)))
    assert not outcome.problems
    assert outcome.ctg == CTG


def test_no_field_has_a_value_that_an_absent_field_would_not_give_back() -> None:
    seen: set[type] = set()

    def walk(model: Any) -> None:
        for name, info in model.model_fields.items():
            default = info.default
            assert info.is_required() or default is None or not _accepts_none(info), (model, name)
            for inner in _models(info.annotation):
                if inner not in seen:
                    seen.add(inner)
                    walk(inner)

    walk(Ctg)
    assert len(seen) > 20


def _accepts_none(info: Any) -> bool:
    return type(None) in getattr(info.annotation, "__args__", ()) and info.default_factory is None


def _models(annotation: Any) -> list[Any]:
    arguments = getattr(annotation, "__args__", ())
    if not arguments:
        return [annotation] if hasattr(annotation, "model_fields") else []
    return [model for argument in arguments for model in _models(argument)]


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=60
) | st.text(st.sampled_from("a b:-#'\"{}[],&*!|>%@`~?\n\té0123\x85\u2028"), max_size=30)


@given(
    st.dictionaries(st.text("abcé_", min_size=1, max_size=5), _TEXT | st.lists(_TEXT, max_size=4), max_size=4)
)
@example({"a": "0\n\n", "b": ["0\n\n", "\n\n"], "c": ""})
def test_any_text_is_read_back(data: dict[str, Any]) -> None:
    report = Report()
    node = parse_yaml(dump_yaml(data), "x.yaml", report)
    parsed = flatten(node, report) if node else None
    assert not report.problems
    assert parsed is not None
    assert parsed.data == data
