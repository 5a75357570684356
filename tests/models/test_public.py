"""Every model of the domain comes from one place."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from ctg_docs import models
from ctg_docs.models.base import Choix, Modele


def test_every_model_and_choice_is_imported_from_the_package() -> None:
    found = {
        name
        for info in pkgutil.iter_modules(models.__path__)
        for module in [import_module(f"{models.__name__}.{info.name}")]
        for name in module.__all__
        if isinstance(value := getattr(module, name), type) and issubclass(value, Modele | Choix)
    }
    assert len(found) > 80
    assert found - set(models.__all__) == set()
