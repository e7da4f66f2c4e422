"""The errors barograph raises, one tree.

BarographError
├── InputError       an input could not be read; names the input and the reason
├── UsageError       the caller asked for something that does not exist; says what does
└── StoreError       the store cannot be used
    ├── StoreInUse   another process holds it; names the process and what to do
    └── StoreDamaged the file is not a store of ours, or is of a newer barograph
"""


class BarographError(Exception):
    """What every barograph error is; `exit_code` is what a command returns for it."""

    exit_code = 1


class InputError(BarographError):
    """An input could not be read.

    `location` names the file, address or row; `reason` says why, in words.
    """

    exit_code = 1

    def __init__(self, location: str, reason: str) -> None:
        """Join location and reason into the message."""
        super().__init__(f"{location}: {reason}")
        self.location = location
        self.reason = reason


class UsageError(BarographError):
    """The caller asked for something that does not exist; the message says what does."""

    exit_code = 2


class StoreError(BarographError):
    """The store cannot be used."""

    exit_code = 3


class StoreInUse(StoreError):
    """Another process holds the store; the message names it and what to do."""


class StoreDamaged(StoreError):
    """The file is not a store of ours, or was written by a newer barograph."""
