"""`python -m bot`, or `earshot`: hands over to the commands.

As good as empty on purpose: the processes that read feeds import the main module again when they start, and should not
pay for all the rest.
"""

import sys


def main() -> int:
    """Run one command; returns its exit code."""
    from bot import command_line  # noqa: PLC0415 - see above

    return command_line.main()


if __name__ == "__main__":
    sys.exit(main())
