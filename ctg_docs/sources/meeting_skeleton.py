"""A new dossier that begins with a meeting: its territory, who sits where, one meeting and its agenda. No more."""

from __future__ import annotations

from ctg_docs.sources.write import SCHEMA_LINE, dump_yaml

__all__ = ["meeting_files"]

_HEAD = """\
# Dossier pour préparer une réunion : le territoire, l’instance et ses membres, la réunion. Rien d’autre n’est demandé.
# Le reste de la convention peut venir plus tard, ici même : ctg-docs schema dit tous les champs.
# Vérifier : ctg-docs check . --final ordre_du_jour        Écrire : ctg-docs generate . --reunion copil --final
"""
_CONTACT = """
# À qui s’adresser : en tête et au pied des papiers.
contact:
#  nom: Service enfance jeunesse
#  telephone: 05 49 00 00 00
#  courriel: enfance@exemple.fr
"""
_ORGANISMES = """\
# Les structures. Le reste (adresse, téléphone, logo…) est facultatif ; l’adresse du premier est en tête des lettres.
#
# - id: cc
#   nature: communaute_communes
#   nom: Communauté de communes du Pays d’Exemple
#   adresse: {voie: 1 place de la Mairie, code_postal: "79000", ville: Exemple}
# - id: caf
#   nature: caf
#   nom: Caisse d’allocations familiales
"""
_PERSONNES = """\
# Les personnes. « organisme » est l’identifiant d’une structure.
#
# - id: claire-dubois
#   civilite: Madame
#   prenom: Claire
#   nom: Dubois
#   fonction: Vice-présidente
#   organisme: cc
#   courriel: claire.dubois@exemple.fr
"""
_GOUVERNANCE = """\
# L’instance et ses membres. « personne » est l’identifiant d’une personne ; rôles : président, titulaire, invité…
instances:
- id: copil
  nom: Comité de pilotage
  sigle: COPIL
  nature: copil
  membres:
#  - personne: claire-dubois
#    role: président
"""
_REUNION = """\
# La réunion. Pour une autre : copiez ce fichier et changez son « id ».
id: copil
titre: Comité de pilotage
instance: copil
organisateur:            # identifiant de la structure qui invite : en tête des lettres
date:                    # 14/01/2027
heure_debut:             # 9 h 30
heure_fin:
lieu:
#  salle: Salle du conseil
#  nom: Mairie
#  a_confirmer: oui
ordre_du_jour:           # un point par tiret ; « nature », « intervenants » et « duree_minutes » sont facultatifs
- titre: Bilan de l’année
  duree_minutes: 45
- titre: Actions de l’année à venir
  duree_minutes: 60
- titre: Questions diverses
  duree_minutes: 15
convocation:
  date_envoi:            # jour où les lettres partent
  signataire:            # identifiant de la personne qui signe
#  qualite_signataire: La Présidente
#  date_limite: 07/01/2027
"""


def meeting_files(nom: str) -> dict[str, str]:
    """Return the files of a dossier that begins with a meeting of its COPIL, by their relative path.

    Args:
        nom: name of the territory.
    """
    territory = dump_yaml({"territoire": {"nom": nom}})
    return {
        "ctg.yaml": "\n".join((SCHEMA_LINE.format(schema="ctg.schema.json"), _HEAD, territory, _CONTACT)),
        "organismes.yaml": _ORGANISMES,
        "personnes.yaml": _PERSONNES,
        "gouvernance.yaml": _GOUVERNANCE,
        "reunions/copil.yaml": _REUNION,
    }
