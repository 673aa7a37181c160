"""`python -m leadbook`: the command line."""

import sys

from leadbook.fronts.cli import main

sys.exit(main())
