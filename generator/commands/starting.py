"""`init`: a new, empty archive."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from generator.cli import program_name
from generator.commands.options import FOLDER, quiet_option

HELP = """Begin a new archive in DIR.

Makes DIR/content/site.toml, with every setting explained, DIR/content/issues/ for the issues, what GitHub Pages,
Netlify and nginx need to publish the site, and a .gitignore; delete what you do not use. A file that is there already
stays as it is.

\b
Example:  qikan init my-archive
          cd my-archive
          qikan import ~/Downloads/2024-11.pdf
          qikan build
"""


@click.command("init", help=HELP, short_help="Begin a new archive.")
@click.argument("folder", metavar="DIR", type=FOLDER)
@quiet_option
def command(folder: Path, quiet: bool) -> None:
    """Make the files of a new archive and say what to do with them."""
    from generator.starter import start

    made = start(folder)
    if quiet:
        return
    for path in made:
        click.echo(f"made {path}")
    if not made:
        click.echo(f"{folder} is an archive already; nothing was changed.")
    else:
        go_there = "" if folder.resolve() == Path.cwd() else f"`cd {shlex.quote(str(folder))}`, "
        click.echo(f"Now {go_there}import an issue with `{called()} import FILE`, and see it with `{called()} serve`.")


def called() -> str:
    """Return what to type for Qikan inside the new archive: as called now, with the whole path of a build.py."""
    program = Path(sys.argv[0])
    return shlex.join(["python3", str(program.resolve())]) if program.name == "build.py" else program_name()
