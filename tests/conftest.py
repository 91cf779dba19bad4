"""The same random examples in every run, so that a failure can be seen again; and no test is a stopwatch."""

from hypothesis import settings

settings.register_profile("reproducible", deadline=None, derandomize=True)
settings.load_profile("reproducible")
