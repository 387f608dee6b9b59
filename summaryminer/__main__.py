"""``python -m summaryminer``: the command line."""

from summaryminer.cli import main

main()
