"""Word templates: typed, located, safe, fast. Knows Word, Jinja and Pydantic; no domain word in it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.values import Chart, Picture, Properties, Rich, Series

if TYPE_CHECKING:
    from ctg_docs.engine.template import Template

__all__ = ["Chart", "Limits", "Picture", "Properties", "Rich", "Series", "Template"]

_LAZY = {"Template": "ctg_docs.engine.template"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
