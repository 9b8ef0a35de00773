"""`python -m manifattura.config` is the command line too."""

import sys

from manifattura.config.cli import main

sys.exit(main())
