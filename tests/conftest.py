"""How examples are drawn everywhere: a machine that does something else at the same time makes no test fail."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "calme", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("campagne", settings.get_profile("calme"), max_examples=400, print_blob=True)
"""`pytest --hypothesis-profile=campagne tests/echanges/test_rien_de_perdu.py`: many examples, drawn anew each time."""
settings.load_profile("calme")
