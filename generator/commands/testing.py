"""`test`: all of Qikan's own checks, in a checkout."""

from __future__ import annotations

import click

HELP = """Check Qikan itself: lint, types and tests, with the browser.

For those who work on Qikan, in its checkout, as `python3 build.py test`; the first time it installs what the tests
need. What follows goes to pytest.

\b
Examples:  python3 build.py test
           python3 build.py test tests/markdown -k "round_trip"
"""


@click.command(
    "test",
    help=HELP,
    short_help="Check Qikan itself (in its checkout).",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("arguments", metavar="[PYTEST ARGUMENT]…", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> int:
    """Run the checks one after the other and return 1 if any failed."""
    from generator.selftest import check_all

    return check_all(arguments)
