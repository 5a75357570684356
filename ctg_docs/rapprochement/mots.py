"""What a name in a cell is: a body, a person, a group of people without a name, or nothing yet. Knows no dossier."""

from __future__ import annotations

import re
from typing import Final

from ctg_docs.french import cle, radical
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.rapprochement.noms import body_key

__all__ = ["is_group", "is_person", "is_surely_person", "is_undefined", "kind_of", "names_in", "split_person"]

_UNDEFINED: Final = re.compile(
    r"(?:a|encore|reste)? ?(?:definir|preciser|determiner|completer|confirmer|identifier|designer|nommer|recruter|constituer|venir|pourvoir)"
    r"(?: .*)?|n ?c|n ?d|n ?a|nsp|neant|sans objet|so|aucune?|rien|non (?:defini|precise|renseigne|connu|communique)e?s?|"
    r"en cours(?: de definition| de recrutement)?|inconnue?|idem|tbd|xxx*|poste vacant|vacant"
)
_GROUPS: Final = frozenset(
    radical(word)
    for word in [
        "partenaires",
        "acteurs",
        "structures",
        "associations",
        "communes",
        "mairies",
        "collectivités",
        "élus",
        "habitants",
        "familles",
        "parents",
        "bénévoles",
        "professionnels",
        "agents",
        "jeunes",
        "enfants",
        "seniors",
        "écoles",
        "collèges",
        "lycées",
        "établissements",
        "crèches",
        "services",
        "médecins",
        "infirmiers",
        "travailleurs",
        "bailleurs",
        "employeurs",
        "entreprises",
        "commerçants",
        "institutions",
        "institutionnels",
        "usagers",
        "citoyens",
        "centres",
        "maisons",
        "relais",
        "équipes",
        "animateurs",
        "assistantes",
        "enseignants",
        "directeurs",
        "responsables",
        "secrétaires",
        "référents",
        "intervenants",
        "prestataires",
        "financeurs",
        "opérateurs",
        "organismes",
        "membres",
        "tous",
        "toutes",
        "ensemble",
        "autres",
        "divers",
        "différents",
        "autre",
        "tout",
        "toute",
        "etc",
        "public",
        "territoire",
        "secteur",
        "réseau",
        "médiathèques",
        "bibliothèques",
        "hôpitaux",
        "pharmacies",
        "ehpads",
        "clubs",
        "comités",
        "conseils",
        "services",
        "ccas",
        "assmats",
        "accueils",
        "multi-accueils",
        "lieux",
    ]
)
_SINGULAR_BODIES: Final = frozenset(
    {"ccas", "cias", "centre", "maison", "relais", "reseau", "service", "conseil", "comite", "accueil"}
)
_ORGANISATION: Final = re.compile(
    r"\b(?:association|service|commune|mairie|ville|centre|pole|conseil|departement|region|communaute|syndicat|mission|"
    r"maison|relais|direction|agence|caisse|comite|reseau|college|lycee|ecole|hopital|coordination|coordinat\w+|equipe|"
    r"groupe|cabinet|bureau|union|federation|club|foyer|espace|office|etat|prefecture|metropole|agglo\w*|caf|msa|cc|ccas|"
    r"cias|pmi|rpe|laep|cpts|cls|ars|epci|copil|cotech|charge\w*|responsable|referent\w*|animat\w+|directeur|directrice|"
    r"ludotheque|mediatheque|bibliotheque|creche|halte|accueil|atelier|chantier|collectif|mjc|cdg|gip|sivu|"
    r"pilote|elu|elus|elue|vice|president\w*|maire|adjoint\w*|action|familles?|pays|territoire|intervalles|social\w*|sante)\b"
)
_CIVILITY: Final = re.compile(
    r"^(?:mmes?|madame|mlle|m\.?|mr|monsieur|dr|docteur|pr)\.?\s+(?=[^\W\d_])", re.IGNORECASE
)
_INITIAL: Final = re.compile(r"(?:\w\.-?)+")
_WORD: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'.-]*")
_PARTICLES: Final = frozenset({"de", "du", "des", "la", "le", "d", "van", "von", "ben", "el", "da", "dos"})
_KINDS: Final[dict[str, NatureOrganisme]] = {
    "caf": NatureOrganisme.CAF,
    "msa": NatureOrganisme.MSA,
    "communaute de communes": NatureOrganisme.COMMUNAUTE_COMMUNES,
    "communaute d agglomeration": NatureOrganisme.COMMUNAUTE_AGGLOMERATION,
    "communaute urbaine": NatureOrganisme.COMMUNAUTE_URBAINE,
    "metropole": NatureOrganisme.METROPOLE,
    "commune": NatureOrganisme.COMMUNE,
    "departement": NatureOrganisme.DEPARTEMENT,
    "region": NatureOrganisme.REGION,
    "etat": NatureOrganisme.ETAT,
    "prefecture": NatureOrganisme.ETAT,
    "cpam": NatureOrganisme.CPAM,
    "carsat": NatureOrganisme.CARSAT,
    "france travail": NatureOrganisme.FRANCE_TRAVAIL,
    "ccas": NatureOrganisme.CCAS,
    "cias": NatureOrganisme.CIAS,
    "association": NatureOrganisme.ASSOCIATION,
}
_ROLE: Final = re.compile(
    r"(?:futur\w* |un\w* |les? |la |l )?(?:agente?s?|animat(?:eur|rice)s?|direct(?:eur|rice)s?|chargee?s? d\w+|coordinat(?:eur|rice)s?|conseill(?:er|ere)s?(?! departementa)|"
    r"infirmi(?:er|ere)s?|stagiaires?|responsables?|referente?s?|dgs|dga|dst|drh|elue?s?|adjointe?s?|vice presidente?s?|presidente?s?|maires?|"
    r"secretaires?|technicien\w*|educat(?:eur|rice)s?|mediat(?:eur|rice)s?|psychologues?|puericultrices?|travailleu\w+|intervenante?s?|alternante?s?)\b"
)
"""What somebody does, who is not named: « directrice du multi-accueil », « agent à recruter »."""
_NETWORK: Final = re.compile(r"\bfamilles rurales\b|\s(?:\d{2,3}|2[AB])$", re.IGNORECASE)
"""What makes a body of plural words: the name of a network, the number of a département."""
_LIST: Final = re.compile(
    r"\n|;|(?<!\d),|,(?!\d)|•|\s?/\s(?!(?:ans?|mois)\b)|\s/(?!\s|(?:ans?|mois)\b)|\s\+\s|\s&\s|\s[–—]\s"
)


_SIGLE: Final = 5
"""Letters of the longest sigle that is parted from another by a slash: « Caf/MSA »."""


def names_in(text: str) -> list[str]:
    """Return the names that a cell lists; a slash without blanks belongs to a name, a comma in brackets too."""
    held = re.sub(r"\([^)]*\)", lambda m: re.sub(r"[,;/\n+&]", lambda c: chr(0xE000 + ord(c[0])), m[0]), text)
    parts = (re.sub(r"[\ue000-\ue0ff]", lambda c: chr(ord(c[0]) - 0xE000), p) for p in _LIST.split(held))
    clean = (" ".join(re.sub(r"^[\s\-–*·]+(?=\S)", "", part).split()).strip(" .:") for part in parts)
    return [name for part in clean if part for name in _both(part)]


def _both(name: str) -> list[str]:
    """Part « Caf 79 et MSA », « Ana Roy et Léa Sy »; « Coordination CLS et CPTS » is one name."""
    left, joint, right = name.partition(" et ")
    if not joint:
        sides = [side.strip() for side in name.split("/")]
        named = all(
            kind_of(s) is not NatureOrganisme.AUTRE or (s.isupper() and len(s) <= _SIGLE) for s in sides
        )
        return sides if len(sides) > 1 and named else [name]
    other = NatureOrganisme.AUTRE
    bodies = kind_of(left) is not other and (kind_of(right) is not other or right.isupper())
    return [left, *_both(right)] if bodies or (is_person(left) and is_person(right)) else [name]


def is_undefined(text: str) -> bool:
    """True for « à définir », « ? », « néant », « - »: nobody is named yet."""
    key = cle(text)
    return not key or _UNDEFINED.fullmatch(key) is not None


def is_group(name: str) -> bool:
    """True for people or bodies named by what they are: « centres sociaux », « tous les partenaires », « etc. »."""
    words = re.sub(r"^(?:l['’]|les? |la |des? |d['’])", "", name.strip(), flags=re.IGNORECASE).split()
    if not words or _ROLE.match(cle(name)):
        return True
    first = radical(words[0])
    plural = cle(words[0]).endswith(("s", "x")) or first in {
        "tou",
        "etc",
        "ensembl",
        "autr",
        "diver",
        "public",
    }
    named = any(_WORD.fullmatch(w) and not w.isupper() for w in words[1:]) or any(
        w.isupper() and len(w) > 1 for w in words[1:]
    )
    if _NETWORK.search(name):
        return False
    if first in _GROUPS and plural and cle(words[0]) not in _SINGULAR_BODIES:
        return not named or first in {"tou", "ensembl", "autr", "etc", "diver"}
    return name[:1].islower() and not any(_WORD.match(re.sub(r"^[dl]['’]", "", w)) for w in words)


def is_person(name: str) -> bool:
    """True when a name can only be that of somebody: « Mme Léa NOËL », « Sylvie Armenaud »."""
    bare = re.sub(r"\([^)]*\)", "", name).strip()
    titled = _CIVILITY.search(bare) is not None
    words = _CIVILITY.sub("", bare).split()
    if not words or re.search(r"\d|@", bare) or _ORGANISATION.search(cle(bare)) or is_undefined(bare):
        return False
    if is_group(bare):
        return False
    if (
        len(words) > 1
        and words[0].isupper()
        and len(words[0]) < 6
        and cle(words[1]) in _PARTICLES
        and not titled
    ):
        return False  # « CH de Niort »: a sigle and its place
    proper = [w for w in words if cle(w) not in _PARTICLES]
    if not all(_WORD.fullmatch(w) for w in proper) or len(words) > 5:
        return False
    if len(proper) == 1:
        return titled or not (proper[0].isupper() or len(proper[0]) < 3)
    return titled or not all(w.isupper() and len(w) < 6 for w in proper)


def is_surely_person(name: str) -> bool:
    """True when a name among bodies is that of somebody: it has a civility, or its family name alone is in capitals."""
    words = re.sub(r"\([^)]*\)", "", name).split()
    named = [w for w in words if cle(w) not in _PARTICLES]
    upper = [w for w in named if w.isupper() and len(w) > 2]
    titled = _CIVILITY.search(name.strip()) is not None
    return is_person(name) and (titled or (len(named) == 2 and len(upper) == 1 and named[0] != upper[0]))


def split_person(name: str) -> tuple[str, str, str]:
    """Return the civility (m, mme or nothing), the first name and the family name of somebody."""
    bare = " ".join(re.sub(r"\([^)]*\)", "", name).split())
    found = _CIVILITY.match(bare)
    title = cle(found[0]) if found else ""
    words = _CIVILITY.sub("", bare).split()
    upper = [w for w in words if len(w) > 1 and w.isupper() and not _INITIAL.fullmatch(w)]
    family = upper if 0 < len(upper) < len(words) else words[1:] if len(words) > 1 else words
    first = [w for w in words if w not in family] if len(words) > 1 else []
    shown = " ".join("-".join(p.capitalize() for p in w.split("-")) if w.isupper() else w for w in family)
    civility = (
        "mme"
        if title in ("mme", "mmes", "madame", "mlle")
        else "m"
        if title in ("m", "mr", "monsieur")
        else ""
    )
    return civility, " ".join(w.capitalize() if w.isupper() else w for w in first), shown


def kind_of(name: str) -> NatureOrganisme:
    """Return the kind that the first words of a name tell."""
    key = body_key(name)
    return next((kind for word, kind in _KINDS.items() if re.match(rf"{word}\b", key)), NatureOrganisme.AUTRE)
