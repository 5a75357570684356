"""How examples are drawn everywhere: a machine that does something else at the same time makes no test fail."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "calme", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("calme")
