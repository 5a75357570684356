"""Words of a printed fiche back to the fields of its form, place by place. Each reader is tried on what was printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from ctg_docs.engine.word.rubrics import Words
from ctg_docs.formulaires.valeurs import Registres
from ctg_docs.french import cle
from ctg_docs.models.convention import Thematique
from ctg_docs.models.fiche import Participation

__all__ = ["PLACES", "Lexique", "Lu", "read_period", "words_of"]

Lu = Mapping[str, str]
"""Text of each field, by its tag; a name that starts with « = » is a figure that follows from others."""

_HOLE: Final = "[à compléter"
_BLANKS: Final = frozenset({"–", "non renseigné", "comme l’action"})
_VERSION = re.compile(r"Version (\d+) du (.+?), rédigée par (.+?)\.?")
_CODED = re.compile(r".*?(\S+) – (.+)")
_SOLDE = re.compile(
    r"(Tous les montants ne sont pas connus ?: [^.]*\.|Recettes non renseignées\.|Dépenses non renseignées\."
    r"|Plan équilibré ?: [^.]*\.|Il reste [^.]* à financer\.|Les recettes (?:dépassent|couvrent) [^.]*\.|Les prix unitaires [^.]*\.|Seules les (?:dépenses|recettes) sont connues\.)\s*"
)
_FREE = "Action sans incidence financière."


class Lexique:
    """The names that a fiche may print."""

    def __init__(self, registres: Registres) -> None:
        self._registres = registres

    def is_known(self, register: str, name: str) -> bool:
        """True when a register has the name."""
        return self._registres.find(register, name) is not None

    def personne(self, text: str) -> str:
        """Return the name of « Mme Delphine BELLIOT, directrice », as the register knows it."""
        name = text.partition(", ")[0].strip()
        for tried in (name, name.partition(" ")[2]):
            if tried and self.is_known("personnes", tried):
                return tried
        return name

    def pilote(self, text: str) -> tuple[str, str]:
        """Return the body and what follows: « Caf, action sociale »; a name may hold a comma."""
        parts = text.split(", ")
        for count in range(len(parts), 0, -1):
            if self.is_known("organismes", ", ".join(parts[:count])):
                return ", ".join(parts[:count]), ", ".join(parts[count:])
        return parts[0], ", ".join(parts[1:])

    def organismes(self, text: str) -> str:
        """Return the bodies of « Caf, France Travail, agence de Montaubrac », one per line."""
        found = []
        while text:
            name, text = self.pilote(text)
            found.append(name)
        return "\n".join(found)


def words_of(text: str) -> str:
    """Return a text on one line, empty for what stands for nothing."""
    text = " ".join(text.split())
    return "" if text.startswith(_HOLE) or text in _BLANKS else text


def read_period(text: str) -> Lu:
    """Return a period as printed: « 2024-2026 », « de mars 2024 à juin 2025, tous les ans », or words of its own."""
    found = {f"calendrier.{name}": "" for name in ("debut", "fin", "texte")}
    yearly = re.fullmatch(r"(?:(.+), )?tous les ans", text)
    text = (yearly[1] or "") if yearly else text
    found["calendrier.recurrente"] = "oui" if yearly else "non"
    between = re.fullmatch(r"(\d{4}) ?[-–] ?(\d{4})", text) or re.fullmatch(
        r"(?:du |de |d’)(.*?\d{4}) (?:au|à|en) (.*\d{4})", text
    )
    since = re.fullmatch(r"(?:à partir |à compter )(?:du |de |d’)(.+)", text)
    until = re.fullmatch(r"jusqu’(?:en |à |au )(.+)", text)
    if between:
        found |= {"calendrier.debut": between[1], "calendrier.fin": between[2]}
    elif since:
        found["calendrier.debut"] = since[1]
    elif until:
        found["calendrier.fin"] = until[1]
    elif re.fullmatch(r"(?:\S+ ){0,3}\d{4}", text):
        found |= {"calendrier.debut": text, "calendrier.fin": text}
    else:
        found["calendrier.texte"] = text
    return found


_Reader = Callable[[Words, Lexique], Lu | None]


def _plain(tag: str) -> _Reader:
    return lambda words, _: {tag: words_of(words.text)}


def _rich(tag: str) -> _Reader:
    return lambda words, _: {tag: words.rich if words_of(words.text) else ""}


def _items(tag: str, separator: str = "") -> _Reader:
    def read(words: Words, _: Lexique) -> Lu:
        lines = [line for line in map(words_of, words.lines) if line]
        if separator:
            lines = [part.strip() for part in " ".join(lines).split(separator) if part.strip()]
        return {tag: "\n".join(lines)}

    return read


def _person(tag: str) -> _Reader:
    return lambda words, known: {tag: known.personne(words_of(words.text))}


def _coded(tag: str) -> _Reader:
    """Read « Objectif opérationnel 1.2 – Intitulé »: the register says « 1.2 Intitulé »."""

    def read(words: Words, _: Lexique) -> Lu:
        lines = [line for line in map(words_of, words.lines) if line]
        return {tag: "\n".join(_CODED.sub(r"\1 \2", line) for line in lines)}

    return read


def _cited(tag: str) -> _Reader:
    """Read « Voir fiche 1.2 – Intitulé », the title alone."""

    def read(words: Words, _: Lexique) -> Lu:
        lines = [line for line in map(words_of, words.lines) if line]
        return {tag: "\n".join(line.partition(" – ")[2] or line for line in lines)}

    return read


def _rattachement(words: Words, known: Lexique) -> Lu | None:
    last = words.lines[-1:] or [""]
    return _coded("rattachement")(Words(last[0], "", ""), known)


def _titre(words: Words, _: Lexique) -> Lu:
    return {"intitule": words_of(words.text)}


def _publics_courts(words: Words, _: Lexique) -> Lu | None:
    text = words_of(words.text)
    if re.search(r" et \d+ autres$", text):
        return None
    return {"publics_cibles": "\n".join(p for p in re.split(r", | et ", text) if p)}


def _pilote(words: Words, known: Lexique) -> Lu:
    lines = [*words.lines, "", ""]
    name, service = known.pilote(words_of(lines[0]))
    return {"pilote": name, "pilote_service": service, "pilote_personne": known.personne(words_of(lines[1]))}


def _territoire(words: Words, known: Lexique) -> Lu:
    text = words_of(words.text)
    if cle(text) == "tout le territoire":
        return {"territoire_entier": "oui", "secteur_geographique": ""}
    return {"territoire_entier": "non", **(_items("secteur_geographique", ", ")(words, known) or {})}


def _thematiques(words: Words, _: Lexique) -> Lu | None:
    said = {cle(part) for part in words_of(words.text).split(", ") if part}
    if said - {cle(member.libelle) for member in Thematique}:
        return None
    return {f"thematiques={m.value}": "oui" if cle(m.libelle) in said else "non" for m in Thematique}


def _participation(words: Words, _: Lexique) -> Lu:
    head, rest = [*words_of(words.text).split(" – ", 1), ""][:2]
    if cle(head) in {cle(member.libelle) for member in Participation}:
        return {"participation": head, "participation_texte": rest}
    return {"participation": "", "participation_texte": words_of(words.text)}


def _plan(words: Words, _: Lexique) -> Lu:
    text = words_of(words.text)
    free = text.startswith(_FREE)
    return {
        "budget.sans_incidence": "oui" if free else "non",
        "budget.commentaire": text.removeprefix(_FREE).strip() if free else text,
    }


def _note(words: Words, _: Lexique) -> Lu:
    text = words_of(words.text)
    computed = _SOLDE.match(text)
    rest = text[computed.end() :] if computed else text
    return {"budget.commentaire": rest, "=solde": computed[1] if computed else ""}


def _version(words: Words, known: Lexique) -> Lu | None:
    said = _VERSION.fullmatch(" ".join(words.text.split()))
    if said is None:
        return None
    return {
        "version": said[1],
        "date_version": words_of(said[2]),
        "redacteur": known.personne(words_of(said[3])),
    }


PLACES: Final[dict[str, _Reader]] = {
    "Titre": _titre,
    "Rattachement": _rattachement,
    "En tête, Pilote": _plain("pilote"),
    "En tête, Calendrier": lambda words, _: read_period(words_of(words.text)),
    "En tête, Publics": _publics_courts,
    "En tête, Statut": _plain("statut"),
    "Constat": _rich("constat"),
    "Descriptif": _rich("descriptif"),
    "Objectifs": _items("objectifs"),
    "Publics cibles": _items("publics_cibles", ", "),
    "Territoire": _territoire,
    "Thématiques": _thematiques,
    "Autres objectifs servis": _coded("rattachements_secondaires"),
    "Participation": _participation,
    "Pilote": _pilote,
    "Porteur juridique": _plain("porteur"),
    "Co-porteurs": _items("co_porteurs"),
    "Élu·e référent·e": _person("elu_referent"),
    "Chargé de coopération": _person("charge_cooperation"),
    "Moyens techniques": _items("moyens_techniques"),
    "Plan de financement": _plan,
    "Note du plan": _note,
    "Précision du calendrier": _plain("calendrier.texte"),
    "Résultats attendus": _items("resultats_attendus"),
    "Statut et suivi, Statut": _plain("statut"),
    "Priorité": _plain("priorite"),
    "Origine": _plain("origine"),
    "Conditions": _items("conditions"),
    "Instances de suivi": _items("instances", " ; "),
    "Fiches liées": _cited("fiches_liees"),
    "Schéma départemental": _plain("schema_departemental"),
    "Documents": _items("documents", " ; "),
    "Mots-clés": _items("tags", ", "),
    "Version": _version,
}
"""What each place says: reader of its words; None for words that can't be taken apart."""
