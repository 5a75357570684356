"""A dossier de signature made ready for a télétransmission operator: one folder and one Pastell archive per collectivité."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from ctg_docs.models.nature import NatureOrganisme as N
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.signature.actes import (
    ACTES,
    ANNEXE,
    CONTRAT,
    MATIERE,
    TAILLE_MAX,
    Nature,
    matiere_actes,
    numero_actes,
    objet_actes,
)

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.deliberation import Deliberation
    from ctg_docs.models.organisme import Organisme

__all__ = [
    "ActeADeposer",
    "Depot",
    "Piece",
    "acte_d_assemblee",
    "contrat",
    "deposants",
    "is_controlled",
    "write_depot",
]

_CONTROLES: Final = frozenset(
    [
        N.COMMUNE, N.COMMUNAUTE_COMMUNES, N.COMMUNAUTE_AGGLOMERATION, N.COMMUNAUTE_URBAINE, N.METROPOLE, N.SYNDICAT,
        N.DEPARTEMENT, N.REGION, N.COLLECTIVITE, N.CCAS, N.CIAS,
    ]
)  # fmt: skip
"""Bodies whose acts go to the contrôle de légalité (CGCT L. 2131-1, L. 3131-1, L. 4141-1, L. 5211-3)."""

_SIGNATURES: Final = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n": ".png"}
"""First bytes of what operators take."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to transmit.

    Attributes:
        nom: its name in the dossier de signature.
        titre: « Convention territoriale globale ».
        data: its bytes, never rewritten: they are signed.
        signee: True when a signature was added to what was made.
    """

    nom: str
    titre: str
    data: bytes = field(repr=False)
    signee: bool = False


@dataclass(frozen=True, slots=True)
class Depot:
    """What one collectivité transmits: the fields, and the files to write by path."""

    organisme: str
    numero: str
    objet: str
    date: date | None
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def is_controlled(organisme: Organisme) -> bool:
    """True for a body whose acts go to the contrôle de légalité."""
    return organisme.nature in _CONTROLES


def deposants(ctg: Ctg, avenant: str | None = None) -> tuple[tuple[Organisme, Deliberation | None], ...]:
    """Return the parties that transmit the act, each with its délibération when the dossier holds it."""
    parties = [s.organismes for s in ctg.signataires]
    if avenant:
        parties += [s.organismes for a in ctg.avenants if a.id == avenant for s in a.nouveaux_signataires]
    ids = dict.fromkeys(id for organismes in parties for id in organismes)
    organismes = [o for id in ids if (o := ctg.organisme(id)) and is_controlled(o)]
    actes = {d.organisme: d for d in ctg.deliberations if d.avenant == avenant}
    return tuple((o, actes.get(o.id)) for o in organismes)


@dataclass(frozen=True, slots=True)
class ActeADeposer:
    """An act as a collectivité transmits it.

    Attributes:
        nature: contract, délibération…
        numero: as written in the register; empty when the dossier does not say it.
        propose: the number proposed then.
        objet: in one sentence, of any length.
        jour: day of the signature, or of the sitting.
        matiere: classification, with two levels at least.
        type_annexe: type of the pieces joined.
    """

    nature: Nature
    numero: str
    objet: str
    jour: date | None
    propose: str = ""
    matiere: str = MATIERE[0]
    type_annexe: str = ANNEXE


def contrat(ctg: Ctg, deliberation: Deliberation | None, titre: str, jour: date | None) -> ActeADeposer:
    """Return a convention or an avenant, under the number of the délibération that approves it."""
    annees = ctg.convention.annees
    return ActeADeposer(
        CONTRAT,
        (deliberation.numero if deliberation else None) or "",
        " – ".join(t for t in (titre, ctg.territoire.nom, ctg.convention.periode) if t),
        jour,
        propose=f"CTG_{annees[0] if annees else ''}",
        matiere=(deliberation.matiere_code if deliberation else None) or MATIERE[0],
        type_annexe=CONTRAT.piece,
    )


def acte_d_assemblee(acte: Deliberation) -> ActeADeposer:
    """Return a délibération, a decision or an arrêté of the dossier."""
    jour = acte.date or (acte.seance.date if acte.seance else None)
    return ActeADeposer(
        ACTES[acte.nature], acte.numero or "", acte.objet or "", jour, matiere=acte.matiere_code or MATIERE[0]
    )


def write_depot(organisme: Organisme, acte: ActeADeposer, pieces: Sequence[Piece]) -> Depot:
    """Return what a collectivité transmits: act, annexes, sheet to follow, Pastell archive.

    Args:
        organisme: who transmits.
        acte: what the operator is told of the act.
        pieces: the signed act, then its annexes.
    """
    principal, annexes = pieces[0], pieces[1:]
    problems: list[Problem] = []
    numero = _numero(organisme, acte, problems)
    objet = _objet(acte.objet, principal, problems)
    if not principal.signee:
        problems.append(_problem("DEP001", Severity.WARNING, "L’acte n’est pas encore signé\u202f: on transmet l’acte signé.", principal.nom,
                                 "Le faire signer, ou donner la copie signée à sa place."))  # fmt: skip
    if acte.jour is None:
        problems.append(_problem("DEP005", Severity.BLOCKING, "La date de l’acte manque.", principal.nom))
    matiere = matiere_actes(acte.matiere)
    if not matiere:
        problems.append(_problem("DEP005", Severity.BLOCKING, f"La matière «\u00a0{acte.matiere}\u00a0» n’est pas un code à deux niveaux au moins.", "",
                                 "L’écrire dans « matiere_code » d’après la liste de la préfecture : 8.2, 9.1.2."))  # fmt: skip
    transmises = [(_nom(principal, "acte", problems), principal.data)]
    transmises += [(_nom(p, f"annexe_{rang:02d}", problems), p.data) for rang, p in enumerate(annexes, 1)]
    taille = sum(len(data) for _, data in transmises)
    if taille > TAILLE_MAX:
        problems.append(_problem("DEP004", Severity.BLOCKING, f"L’acte et ses annexes pèsent {taille // 1024 // 1024}\u00a0Mo\u202f: 150 au plus.", principal.nom,
                                 "Alléger les images des annexes, ou en transmettre une partie sur papier."))  # fmt: skip
    champs = {
        "acte_nature": acte.nature.code,
        "numero_de_lacte": numero,
        "objet": objet,
        "date_de_lacte": acte.jour.isoformat() if acte.jour else "",
        "classification": matiere,
        "type_acte": acte.nature.piece,
        "type_pj": json.dumps([acte.type_annexe] * len(annexes)),
        "envoi_tdt": "on",
    }
    archive = _pastell(champs, transmises)
    nommees = [(f"{nom} – {p.titre}", data) for (nom, data), p in zip(transmises, pieces, strict=True)]
    fiche = _fiche(organisme, acte, champs, nommees, problems)
    files = {**dict(transmises), "pastell.zip": archive, "fiche-de-depot.txt": fiche.encode()}
    return Depot(organisme.id, numero, objet, acte.jour, files, tuple(problems))


def _numero(organisme: Organisme, acte: ActeADeposer, problems: list[Problem]) -> str:
    ecrit = acte.numero
    numero = numero_actes(ecrit or acte.propose)
    if not numero:
        message = (
            f"Le numéro «\u00a0{ecrit}\u00a0» ne donne aucun numéro que les opérateurs acceptent."
            if ecrit
            else "L’acte n’a pas de numéro."
        )
        problems.append(_problem("DEP005", Severity.BLOCKING, message, "", "Il en faut 2 à 15 chiffres, capitales ou « _ »."))  # fmt: skip
    elif numero != ecrit:
        raison = (
            f"«\u00a0{ecrit}\u00a0» devient «\u00a0{numero}\u00a0»"
            if ecrit
            else f"sans numéro de délibération, «\u00a0{numero}\u00a0» est proposé"
        )
        problems.append(_problem("DEP002", Severity.WARNING, f"Numéro de l’acte pour {organisme.groupe}\u00a0: {raison}.", "",
                                 "Les opérateurs n’acceptent que chiffres, capitales et « _ », 15 au plus."))  # fmt: skip
    return numero


def _objet(entier: str, piece: Piece, problems: list[Problem]) -> str:
    objet = objet_actes(entier)
    if not objet:
        problems.append(_problem("DEP005", Severity.BLOCKING, "L’objet de l’acte manque.", piece.nom))
    elif objet.endswith(" …") and objet != entier:
        message = "L’objet dépasse 499 caractères\u202f: il est coupé."
        problems.append(_problem("DEP003", Severity.WARNING, message, piece.nom, objet))
    return objet


def _nom(piece: Piece, nom: str, problems: list[Problem]) -> str:
    """Return a name that every operator takes; the type is read in the bytes, not in the name."""
    suffixe = next((s for debut, s in _SIGNATURES.items() if piece.data.startswith(debut)), "")
    if not suffixe:
        problems.append(_problem("DEP004", Severity.BLOCKING, "Cette pièce n’est ni un PDF, ni une image JPEG ou PNG\u202f: elle serait refusée.", piece.nom,
                                 "L’enregistrer en PDF."))  # fmt: skip
    return f"{nom}{suffixe or '.bin'}"


def _pastell(champs: Mapping[str, str], pieces: Sequence[tuple[str, bytes]]) -> bytes:
    flux = ElementTree.Element("flux", {"type": "actes-generique"})
    for nom, valeur in champs.items():
        ElementTree.SubElement(flux, "data", {"name": nom, "value": valeur})
    for nom, fichiers in (("arrete", pieces[:1]), ("autre_document_attache", pieces[1:])):
        if fichiers:
            groupe = ElementTree.SubElement(flux, "files", {"name": nom})
            for fichier, _ in fichiers:
                ElementTree.SubElement(groupe, "file", {"content": fichier})
    ElementTree.indent(flux)
    manifeste = ElementTree.tostring(flux, encoding="utf-8", xml_declaration=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, data in (("manifest.xml", manifeste), *pieces):
            archive.writestr(
                zipfile.ZipInfo(nom, date_time=(1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def _fiche(
    organisme: Organisme,
    acte: ActeADeposer,
    champs: Mapping[str, str],
    pieces: Sequence[tuple[str, bytes]],
    problems: Sequence[Problem],
) -> str:
    nature = acte.nature
    lignes = [
        "FICHE DE DÉPÔT – CONTRÔLE DE LÉGALITÉ",
        "",
        f"Collectivité     {organisme.nom}",
        f"Nature           {nature.code} – {nature.libelle} ({nature.abrege})",
        f"Numéro           {champs['numero_de_lacte']}",
        f"Date de l’acte   {acte.jour.strftime('%d/%m/%Y') if acte.jour else 'à donner'}",
        f"Objet            {champs['objet']}",
        f"Matière          {' – '.join(MATIERE) if champs['classification'] == MATIERE[0] else champs['classification']} "
        "(à confirmer dans la liste de votre préfecture)",
        f"Type de l’acte   {nature.piece}\u202f; des annexes\u00a0: {acte.type_annexe} (à confirmer dans la liste de votre opérateur)",
        "",
        "Pièces, dans l’ordre",
        *(f"  {piece} ({len(data) // 1024 + 1}\u00a0Ko)" for piece, data in pieces),
        "",
        "À suivre",
        "  1. Déposer l’acte et ses annexes, ou pastell.zip si votre opérateur est Pastell.",
        "  2. Garder l’accusé de réception\u202f: l’acte est exécutoire une fois transmis et publié ou notifié.",
        "  3. Publier, puis reporter les deux dates dans le dossier (date_transmission, date_publication).",
    ]
    if problems:
        lignes += ["", "À vérifier", *(f"  [{p.code}] {p.message}" for p in problems)]
    return "\n".join(lignes) + "\n"


def _problem(code: str, severity: Severity, message: str, fichier: str, suggestion: str = "") -> Problem:
    return Problem(code, severity, message, Place(fichier), suggestion=suggestion)
