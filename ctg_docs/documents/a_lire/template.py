"""The notice on one page."""

from __future__ import annotations

from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("À lire")
    g.paragraphe("À lire avant de signer", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.titre(1, "Quel fichier signer")
    g.encadre(
        "**{{ fichier }}**\u00a0({{ contenu }})\u00a0: une signature de chacun vaut pour toutes les pièces qu’il réunit."
    )
    with g.si("a_part"):
        g.paragraphe("Joints à part, sans les modifier\u00a0:", "CorpsSuivi")
        g.puces_de("for piece in a_part", "{{ piece.titre }}\u00a0: {{ piece.fichier }}")
    g.titre(1, "Qui signe, dans cet ordre")
    with g.si("signataires"):
        g.puces_de("for signataire in signataires", "{{ signataire }}", "ListNumber")
        g.sinon("enfilade")
        g.paragraphe("{{ enfilade }}")
    with g.si("balises"):
        g.paragraphe(
            "Chaque case porte la balise que le service de signature cherche\u00a0; le rang est celui de cette liste."
        )
        g.sinon()
        g.paragraphe("Chaque case est un champ de signature au nom de son signataire.")
    g.paragraphe(
        "Le fichier signé par l’un est remis au suivant, tel quel. L’enregistrer de nouveau, l’imprimer en PDF ou le fusionner "
        "effacerait les signatures. Sur papier, on imprime ce fichier en autant d’exemplaires que la convention le dit."
    )
    g.titre(1, "Quoi garder")
    g.puces(
        "le fichier signé par tous, et ce répertoire entier avec son exemplaire non signé\u202f;",
        "**bordereau** et **manifeste.json**\u00a0: les empreintes qui prouvent que les pièces n’ont pas changé\u202f;",
        "ensuite, l’accusé de réception de la transmission et l’avis publié.",
    )
    g.titre(1, "Et ensuite")
    g.puces(
        "vérifier\u00a0: « ctg-docs sign-check » avec le fichier signé, « ctg-docs verify » avec ce répertoire\u202f;",
        "transmettre au contrôle de légalité\u00a0: « ctg-docs deposer » prépare le dépôt de chaque collectivité\u202f;",
        "publier l’avis de conclusion, qui fait courir le délai de recours des tiers\u202f;",
        "reporter les dates dans le dossier, et remettre un exemplaire à chaque signataire.",
    )
    return g.build()
