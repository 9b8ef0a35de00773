"""The settings of the test run: the same files in test mode."""

import os

os.environ["MANIFATTURA_MODE"] = "test"

from manifattura.config.settings import *  # noqa: F403
