"""Messages to send and letters to print: one per recipient, in order, nothing invented, the same bytes twice."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest

import ctg_docs
from ctg_docs.errors import DataError
from ctg_docs.models import Ctg
from ctg_docs.steps.deliver import deliver
from ctg_docs.steps.messages import write_messages
from ctg_docs.steps.piles import pile_names
from tests.documents.reunions import dossier, reunion

LETTER = {"date_envoi": "2024-01-05", "signataire": "a", "qualite_signataire": "La Présidente"}
MEETING: dict[str, Any] = {
    "heure_debut": "9 h 30", "lieu": {"nom": "Mairie"}, "convocation": LETTER, "ordre_du_jour": [{"titre": "Bilan"}]
}  # fmt: skip


@pytest.fixture
def meeting() -> Ctg:
    ctg = dossier(reunion(**MEETING))
    with_mail = tuple(
        p.model_copy(update={"courriel": f"{p.id}@exemple.fr" if p.id != "c" else None})
        for p in ctg.personnes
    )
    return ctg.model_copy(update={"personnes": with_mail})


def read(data: bytes) -> EmailMessage:
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)
    return message


def test_each_recipient_has_a_message_ready_to_send(meeting: Ctg, tmp_path: Path) -> None:
    made = deliver(meeting, ["convocation"], out=tmp_path, messages=True)
    files = sorted(tmp_path.glob("*.eml"))
    assert len(files) == 2  # who signs does not write to oneself
    messages = [read(f.read_bytes()) for f in files]
    assert [m["To"] for m in messages] == ["b@exemple.fr", None]
    assert [p.code for p in made.problems] == ["GEN004"]
    first = messages[0]
    assert first["X-Unsent"] == "1"
    assert first["Date"] is None
    body = first.get_body()
    assert body is not None
    assert "vendredi 19 janvier 2024" in body.get_content().replace("\u00a0", " ").lower()
    letter, calendar = first.iter_attachments()
    assert letter.get_filename() == files[0].with_suffix(".docx").name
    assert letter.get_content() == files[0].with_suffix(".docx").read_bytes()
    assert calendar.get_content_type() == "text/calendar"
    collective = next(tmp_path.glob("*.ics")).read_bytes().decode()
    assert calendar.get_content().replace("\r\n", "\n") == collective.replace("\r\n", "\n")
    assert all(len(line) <= 998 for f in files for line in f.read_bytes().splitlines())


def test_the_same_dossier_gives_the_same_messages_and_a_pdf_goes_first(meeting: Ctg) -> None:
    documents = ctg_docs.render(meeting, "convocation")
    once, twice = write_messages(documents, {}), write_messages(documents, {})
    assert once == twice
    assert len({*once.values()}) == 2
    letter = next(d for d in documents if d.envoi)
    name = letter.name.replace(".docx", ".pdf")
    (joined, _) = read(
        write_messages([letter], {name: b"%PDF-"})[name.replace(".pdf", ".eml")]
    ).iter_attachments()
    assert (joined.get_filename(), joined.get_content()) == (name, b"%PDF-")


def test_no_message_without_letter_and_no_pile_of_one(meeting: Ctg, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="convocations"):
        deliver(meeting, ["ordre_du_jour"], out=tmp_path, messages=True)
    documents = ctg_docs.render(meeting, "convocation")
    assert pile_names(documents) == ["2024-01-19-copil-convocations-a-imprimer.pdf"]
    assert pile_names(documents[:2]) == []


@pytest.mark.parametrize(
    ("titre", "objet"),
    [
        ("Comité de pilotage", "Comité de pilotage du vendredi 19 janvier 2024"),
        ("Comité de pilotage du 19 janvier 2024", "Comité de pilotage du 19 janvier 2024"),
        ("COPIL du vendredi 19 janvier", "COPIL du vendredi 19 janvier"),
        ("COPIL 19/01/2024", "COPIL 19/01/2024"),
        ("COPIL 19.1.24", "COPIL 19.1.24"),
        ("COPIL : bilan 2023", "COPIL – bilan 2023, vendredi 19 janvier 2024"),
        ("COPIL n° 19", "COPIL n° 19 du vendredi 19 janvier 2024"),
    ],
)
def test_the_object_of_a_letter_says_the_day_once(titre: str, objet: str) -> None:
    from ctg_docs.documents.convocation.phrases import sujet

    ctg = dossier({**reunion(**MEETING), "titre": titre})
    assert sujet(ctg.reunions[0]).replace("\u00a0", " ") == objet


def test_the_letter_says_of_which_convention(meeting: Ctg) -> None:
    from ctg_docs.documents.convocation.phrases import introduction

    text = introduction(meeting, meeting.reunions[0]).text.replace("\u00a0", " ")
    assert "comité de pilotage (COPIL) de la convention territoriale globale" in text
    assert meeting.territoire.nom in text


def test_a_message_goes_to_each_address_with_the_files_that_exist(tmp_path: Path) -> None:
    from ctg_docs.steps.imports import write_new

    data = dossier(
        reunion(**MEETING, documents_joints=["bilan-2023.pdf", "Bilan 2024", "Programme", "Note à venir"])
    )
    people = tuple(
        p.model_copy(update={"courriel": "un@exemple.fr ; deux@exemple.fr"}) for p in data.personnes
    )
    home = tmp_path / "dossier"
    write_new(data.model_copy(update={"personnes": people}), home)
    (home / "documents").mkdir()
    (home / "bilan-2023.pdf").write_bytes(b"%PDF-1")
    (home / "documents" / "Bilan 2024.xlsx").write_bytes(b"PK")
    for name in ("programme.txt", "documents/Programme.txt"):
        (home / name).write_text("Programme", encoding="utf-8")
    made = deliver(home, ["convocation"], out=tmp_path / "sortie", messages=True)
    assert [p.message.replace("\u00a0", " ") for p in made.problems if p.code == "GEN006"] == [
        f"Document joint : « {name} » n’est pas un fichier du dossier ; il n’est pas dans les messages."
        for name in ("Programme", "Note à venir")
    ]
    message = read(next((tmp_path / "sortie").glob("*.eml")).read_bytes())
    assert [a.addr_spec for a in message["To"].addresses] == ["un@exemple.fr", "deux@exemple.fr"]
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names[1:] == ["bilan-2023.pdf", "Bilan 2024.xlsx", "reunion.ics"]


@pytest.mark.parametrize(
    ("written", "told"), [("a@b.fr, c@d.fr", 0), ("sophie@exemple", 1), ("a@b.fr ; c", 1)]
)
def test_the_addresses_of_who_is_called_are_checked_with_the_letters(written: str, told: int) -> None:
    data = dossier(reunion(**MEETING))
    people = tuple(p.model_copy(update={"courriel": written} if p.id == "b" else {}) for p in data.personnes)
    found = ctg_docs.check(data.model_copy(update={"personnes": people}), ["convocation"])
    assert [p.code for p in found if p.path.endswith("courriel")] == ["CTG701"] * told


def test_an_entry_that_changed_says_so(meeting: Ctg) -> None:
    def sequence(times: int) -> list[str]:
        changed = meeting.reunions[0].model_copy(update={"modifications": times})
        made = ctg_docs.render(meeting.model_copy(update={"reunions": (changed,)}), "convocation")
        (calendar,) = (d.data.decode() for d in made if d.name.endswith(".ics"))
        return [line for line in calendar.split("\r\n") if line.startswith(("SEQUENCE", "DTSTAMP"))]

    assert sequence(0) == ["DTSTAMP:20240105T000000Z", "SEQUENCE:0"]
    assert sequence(2) == ["DTSTAMP:20240105T000200Z", "SEQUENCE:2"]
