"""How long the search goes on: `pytest tests/property`, or with `--hypothesis-profile=long` for hours."""

from hypothesis import HealthCheck, settings

settings.register_profile("short", max_examples=300, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "long", max_examples=100_000, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("short")
