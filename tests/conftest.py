"""Settings of the property tests: never timed (a loaded machine is no fault), and in CI the same examples every time."""

import os

from hypothesis import settings

settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("untimed")

# Messages are asserted in English, whatever the locale of the machine.
os.environ["LANGUAGE"] = "en"
