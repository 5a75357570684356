from __future__ import annotations

import re
from pathlib import Path

import ctg_docs
from ctg_docs.api.remise import deliver, extract
from ctg_docs.documents._blocs.lecture import read_text
from ctg_docs.models.base import is_personnel
from ctg_docs.models.personne import Personne
from ctg_docs.signature.publication import MASQUE, mask


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


def test_published_documents_hold_no_secret(ctg: ctg_docs.Ctg, tmp_path: Path) -> None:
    delivery = deliver(ctg, ["convention", "compte_rendu", "gouvernance"], out=tmp_path, publication=True)
    words = [p for p in delivery.paths if p.suffix == ".docx"]
    assert len(words) > 4
    secrets = _secrets(ctg)
    for path in words:
        text = re.sub(r"\s+", " ", read_text(path.read_bytes())).lower()
        assert [s for s in secrets if s.lower() in text] == [], path.name
        assert extract(path) == mask(ctg).ctg
    assert (tmp_path / "note-de-publication.txt").read_text(encoding="utf-8") == mask(ctg).note()
