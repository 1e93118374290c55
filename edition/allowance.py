"""Allowance: how long what is not ours may compute."""

import os

__all__ = ["seconds"]


def seconds(variable: str) -> int:
    """Return how many seconds of CPU the environment allows, by default a minute."""
    given = os.environ.get(variable, "")
    return max(int(given), 1) if given.isascii() and given.isdigit() else 60
