"""Every Pydantic error type in French, with its stable code. Keyed by type, never by English text."""

from __future__ import annotations

__all__ = ["MESSAGES", "Message"]

Message = tuple[str, str]

_TEXT = ("CHP010", "un texte est attendu")
_LIST = ("CHP020", "une liste est attendue")
_MAPPING = ("CHP021", "une suite de champs « nom : valeur » est attendue")
_INTEGER = ("CHP030", "un nombre entier est attendu")
_NUMBER = ("CHP031", "un nombre est attendu")
_BOOLEAN = ("CHP032", "« oui » ou « non » est attendu")
_DATE = ("CHP040", "une date est attendue, par exemple « 2023-12-18 » ou « 18 décembre 2023 »")
_TIME = ("CHP041", "une heure est attendue, par exemple « 16 h 15 » ou « 16:15 »")
_DATETIME = ("CHP042", "une date et une heure sont attendues")
_DURATION = ("CHP043", "une durée est attendue")
_URL = ("CHP050", "une adresse internet complète est attendue, par exemple « https://www.exemple.fr »")
_UUID = ("CHP051", "un identifiant universel (UUID) est attendu")
_BYTES = ("CHP052", "des données binaires en base 64 sont attendues")
_VARIANT = ("CHP061", "la nature de cet élément manque ou n’est pas reconnue")
_UNREADABLE = ("CHP090", "cette valeur ne peut pas être lue ici")
_LOOP = ("CHP091", "cette valeur se contient elle-même")

MESSAGES: dict[str, Message] = {
    "missing": ("CHP001", "champ obligatoire absent"),
    "extra_forbidden": ("CHP002", "champ inconnu"),
    "enum": ("CHP003", "valeur non prévue"),
    "literal_error": ("CHP003", "valeur non prévue"),
    "value_error": ("CHP004", "{error}"),
    "assertion_error": ("CHP004", "{error}"),
    "invalid_key": ("CHP005", "un nom de champ doit être un texte simple"),
    "frozen_field": ("CHP006", "ce champ ne se modifie pas"),
    "frozen_instance": ("CHP006", "cet élément ne se modifie pas"),
    "none_required": ("CHP007", "ce champ doit rester vide"),
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_short": ("CHP011", "texte trop court : {min_length} caractère(s) au moins"),
    "string_too_long": ("CHP012", "texte trop long : {max_length} caractères au plus"),
    "string_pattern_mismatch": ("CHP013", "ce texte n’a pas la forme attendue"),
    "string_not_ascii": ("CHP014", "seuls les caractères sans accent sont admis ici"),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "deque_type": _LIST,
    "iterable_type": _LIST,
    "iteration_error": _LIST,
    "named_tuple_type": _LIST,
    "set_item_not_hashable": ("CHP022", "cet élément ne peut pas figurer dans cette liste"),
    "dict_type": _MAPPING,
    "frozen_dict_type": _MAPPING,
    "ordered_dict_type": _MAPPING,
    "counter_type": _MAPPING,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "dataclass_exact_type": _MAPPING,
    "too_short": ("CHP023", "liste trop courte : {min_length} élément(s) au moins"),
    "too_long": ("CHP024", "liste trop longue : {max_length} élément(s) au plus"),
    "int_type": _INTEGER,
    "int_parsing": _INTEGER,
    "int_parsing_size": ("CHP033", "nombre trop grand"),
    "int_from_float": ("CHP030", "un nombre entier est attendu, sans décimales"),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "fraction_type": _NUMBER,
    "fraction_parsing": _NUMBER,
    "complex_type": _NUMBER,
    "complex_str_parsing": _NUMBER,
    "finite_number": ("CHP033", "un nombre fini est attendu"),
    "bool_type": _BOOLEAN,
    "bool_parsing": _BOOLEAN,
    "greater_than": ("CHP034", "nombre trop petit : il doit dépasser {gt}"),
    "greater_than_equal": ("CHP034", "nombre trop petit : {ge} au moins"),
    "less_than": ("CHP035", "nombre trop grand : il doit rester en dessous de {lt}"),
    "less_than_equal": ("CHP035", "nombre trop grand : {le} au plus"),
    "multiple_of": ("CHP036", "un multiple de {multiple_of} est attendu"),
    "decimal_max_digits": ("CHP037", "nombre trop long : {max_digits} chiffres au plus"),
    "decimal_max_places": ("CHP037", "trop de décimales : {decimal_places} au plus"),
    "decimal_whole_digits": (
        "CHP037",
        "nombre trop grand : {whole_digits} chiffres au plus avant la virgule",
    ),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": ("CHP040", "une date sans heure est attendue"),
    "date_past": ("CHP044", "une date passée est attendue"),
    "date_future": ("CHP044", "une date à venir est attendue"),
    "time_type": _TIME,
    "time_parsing": _TIME,
    "datetime_type": _DATETIME,
    "datetime_parsing": _DATETIME,
    "datetime_object_invalid": _DATETIME,
    "datetime_from_date_parsing": _DATETIME,
    "datetime_past": ("CHP044", "une date passée est attendue"),
    "datetime_future": ("CHP044", "une date à venir est attendue"),
    "timezone_naive": ("CHP045", "une heure locale est attendue, sans fuseau horaire"),
    "timezone_aware": ("CHP045", "une heure avec son fuseau horaire est attendue"),
    "timezone_offset": ("CHP045", "ce fuseau horaire n’est pas celui qui est attendu"),
    "time_delta_type": _DURATION,
    "time_delta_parsing": _DURATION,
    "url_type": _URL,
    "url_parsing": _URL,
    "url_syntax_violation": _URL,
    "url_too_long": ("CHP050", "adresse internet trop longue : {max_length} caractères au plus"),
    "url_scheme": ("CHP050", "cette adresse internet doit commencer par {expected_schemes}"),
    "uuid_type": _UUID,
    "uuid_parsing": _UUID,
    "uuid_version": _UUID,
    "bytes_type": _BYTES,
    "bytes_too_short": _BYTES,
    "bytes_too_long": _BYTES,
    "bytes_invalid_encoding": _BYTES,
    "union_tag_invalid": _VARIANT,
    "union_tag_not_found": _VARIANT,
    "recursion_loop": _LOOP,
    "recursion_depth_exceeded": ("CHP091", "données trop profondément imbriquées"),
    "json_invalid": _UNREADABLE,
    "json_type": _UNREADABLE,
    "no_such_attribute": _UNREADABLE,
    "needs_python_object": _UNREADABLE,
    "get_attribute_error": _UNREADABLE,
    "default_factory_not_called": _UNREADABLE,
    "is_instance_of": _UNREADABLE,
    "is_subclass_of": _UNREADABLE,
    "callable_type": _UNREADABLE,
    "missing_sentinel_error": _UNREADABLE,
    "ellipsis_error": _UNREADABLE,
    "arguments_type": _UNREADABLE,
    "missing_argument": _UNREADABLE,
    "unexpected_keyword_argument": _UNREADABLE,
    "missing_keyword_only_argument": _UNREADABLE,
    "unexpected_positional_argument": _UNREADABLE,
    "missing_positional_only_argument": _UNREADABLE,
    "multiple_argument_values": _UNREADABLE,
}
"""Error type to (code, sentence). The sentence takes the names of the error's own context."""
