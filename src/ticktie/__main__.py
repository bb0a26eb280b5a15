"""`python -m ticktie` is `ticktie`."""

from ticktie.cli import main

main()
