"""Optional packages, loaded when first needed, with how to install what is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ctg_docs.errors import MissingToolError

__all__ = ["need"]


def need(module: str, extra: str, use: str) -> Any:
    """Return a module of an optional package.

    Raises:
        MissingToolError: the package is not installed.
    """
    try:
        return import_module(module)
    except ImportError as absent:
        raise MissingToolError(
            f'{use} demande un complément absent. Installez-le : pip install "ctg-docs[{extra}]".'
        ) from absent
