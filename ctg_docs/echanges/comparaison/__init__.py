"""Two dossiers compared: French sentences, and the avenant that the difference calls for."""

from ctg_docs.echanges.comparaison.changements import Change, ChangeKind
from ctg_docs.echanges.comparaison.comparer import compare
from ctg_docs.echanges.comparaison.identites import align
from ctg_docs.echanges.comparaison.projet import Draft, draft_avenant, entry_text

__all__ = ["Change", "ChangeKind", "Draft", "align", "compare", "draft_avenant", "entry_text"]
