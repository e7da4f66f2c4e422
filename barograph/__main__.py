"""`python -m barograph` is the command `barograph`."""

import sys

from barograph.cli import main

if __name__ == "__main__":
    sys.argv[0] = "barograph"  # so that a store in use is said to be held by this, not __main__.py
    main()
