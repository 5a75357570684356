"""A simple Word file to start one's own template from: plain words, no layout to undo."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ctg_docs.documents import get_kind
from ctg_docs.errors import DataError
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Colonne
from ctg_docs.gabarit.unites import Mm
from ctg_docs.steps.write import write_all

__all__ = ["new_template"]

_HEAD: Final = ("**Date**\t{{ date }}", "**Horaires**\t{{ horaires }}", "**Lieu**\t{{ lieu }}")


def new_template(kind: str, file: str | Path, *, force: bool = False) -> Path:
    """Write a simple template of a paper of a meeting, made of plain words: `{{ date }}`, `{{ lieu }}`, `membres`…

    Args:
        kind: the document kind that it is for.
        file: where; its name decides nothing, but in `modeles/` it must be that of the kind.
        force: True to replace a file that exists.

    Raises:
        DataError: a kind that has no plain words: its shipped template is to be copied.
        OutputError: the file exists and `force` is False, or can't be written.
        UnknownKindError: no such kind.
    """
    card, file = get_kind(kind), Path(file)
    if card.portee != "reunion" or not card.has_template:
        raise DataError(
            f"« {card.titre} » n’a pas de modèle simple. Copiez le modèle livré : ctg-docs template export REP {kind}."
        )
    return write_all([(file.name, _build(card.titre, card.nom))], file.parent, force=force)[0]


def _build(titre: str, kind: str) -> bytes:
    g = Gabarit(titre)
    if kind == "convocation":
        _add_letter(g)
        return g.build()
    g.paragraphe("{{ organisateur or territoire }}", "Subtitle")
    g.paragraphe(titre, "Title")
    g.paragraphe("{{ reunion }}", "Subtitle")
    for line in _HEAD:
        g.paragraphe(line, "Fait")
    if kind in ("compte_rendu", "releve_decisions"):
        for title, liste in (("Présents", "presents"), ("Excusés", "excuses"), ("Absents", "absents")):
            with g.si(liste):
                _add_people(g, title, liste)
    else:
        _add_people(g, "Membres", "membres")
    with g.si("points"):
        _add_points(g)
    return g.build()


def _add_letter(g: Gabarit) -> None:
    """Add a letter: who writes, to whom, what for, the meeting in plain words, who signs."""
    g.paragraphe("{{ expediteur.nom }}", "LettreOrganisme")
    with g.boucle("for ligne in expediteur.lignes"):
        g.paragraphe("{{ ligne }}", "LettreAdresse")
    with g.boucle("for ligne in destinataire"):
        g.paragraphe("{{ ligne }}", "LettreDestinataire")
    g.paragraphe("{{ lieu_et_date }}", "LettreDate")
    g.paragraphe("Objet\u00a0: {{ objet }}", "LettreObjet")
    g.paragraphe("{{ civilite }}")
    g.riche("introduction")
    for line in _HEAD:
        g.paragraphe(line, "Fait")
    with g.si("lignes"):
        g.paragraphe("**Ordre du jour**", "CorpsSuiviEspace")
    with g.boucle("for point in lignes"):
        g.paragraphe("{{ point.numero }}.\t{{ point.titre }}", "LettrePoint")
    with g.si("inscription"):
        g.paragraphe("{{ inscription }}", "LettreReponse")
    with g.si("documents"):
        g.paragraphe("{{ documents }}", "LettreReponse")
    g.paragraphe("{{ formule }}", "CorpsSuivi")
    g.paragraphe("{{ qualite }}", "LettreQualite")
    g.paragraphe("{{ signataire }}", "LettreSignature")


def _add_people(g: Gabarit, title: str, liste: str) -> None:
    g.titre(1, title)
    g.puces_de(f"for m in {liste}", "{{ m.nom }}, {{ m.fonction or m.structure }}")


def _add_points(g: Gabarit) -> None:
    columns: Iterable[Colonne] = (
        Colonne("N°", Mm(14), "{{ point.numero }}"),
        Colonne("Point", Mm(103), "{{ point.titre }}"),
        Colonne("Durée", Mm(40), "{{ point.duree or '–' }}"),
    )
    g.titre(1, "Ordre du jour")
    g.tableau(
        list(columns),
        boucle="for point in points",
        titre="Ordre du jour",
        description="Un point par ligne, dans l’ordre de la séance.",
        legende="",
    )
