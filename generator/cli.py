"""The command line: finds the command, runs it, turns errors into one line and an exit status."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from generator import __version__
from generator.errors import QikanError, refused

DEFAULT_COMMAND = "build"
COMMANDS = {
    "build": "building",
    "import": "importing",
    "check": "checking",
    "serve": "serving",
    "diff": "comparing",
    "init": "starting",
    "test": "testing",
}
"""Each command's module in `generator.commands`, in the order of the help; only the one that is run is loaded."""

GARBAGE = 100_000
"""Objects that may come to be before Python looks for such as hold each other. Ours rarely do; at its own 700, looking
takes a twelfth of a build."""
FAILURE = 1
INTERRUPTED = 130
"""What a shell reports for a program that was ended by Ctrl-C."""

PROGRAMS = {"build.py": "build.py", "__main__.py": "python3 -m generator"}
"""How to call us by the file that Python was given; anything else is the command."""

HELP = """Make a site from the archive of a weekly digest.

The archive is a folder of Markdown files, one an issue, in `content/issues/`. `import` makes such a file from a PDF or
from a page-by-page transcript; correct it in any editor, it is yours from then on. `build` makes the site in `site/`:
plain files for any web server, a sub-path, or a USB stick.

\b
Begin an archive:           qikan init my-archive
                            cd my-archive
Import issues:              qikan import ~/issues/*.pdf
See it while you correct:   qikan serve
Build it for publishing:    qikan build --base-url https://example.org/
Look for faults:            qikan check

In a checkout of Qikan write `python3 build.py` instead of `qikan`. Without a command it builds. Every command tells
more with --help: `qikan import --help`.
"""


class Commands(click.Group):
    """The group of all commands; a command's module is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"generator.commands.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none, name the one that was probably meant."""
        if args and args[0] not in COMMANDS:
            from difflib import get_close_matches

            meant = get_close_matches(args[0], COMMANDS, n=1)
            ctx.fail(f"There is no command {args[0]!r}." + (f" Did you mean {meant[0]!r}?" if meant else ""))
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let `build` stand where options come first, or nothing at all."""
        if not args or (args[0].startswith("-") and args[0] not in {"--help", "-h", "--version"}):
            args = [DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)


@click.group(cls=Commands, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qikan")
def commands() -> None:
    """Hold the commands together."""


def main() -> None:
    """Run the command line of this process and end it with the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack Chinese; that is no reason to fail
    gc.set_threshold(GARBAGE)
    leave(run(sys.argv[1:]))


def leave(status: int) -> NoReturn:
    """End the process without taking apart all that was loaded, where nothing goes on beside us."""
    with suppress(OSError, ValueError):  # whoever read our output may have gone away; Python tells that in its way
        sys.stdout.flush()
        sys.stderr.flush()
        if threading.active_count() == 1:
            atexit._run_exitfuncs()
            os._exit(status)
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit status; errors that a person can mend become a line on stderr."""
    try:
        result = commands.main(arguments, prog_name=program_name(), standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return INTERRUPTED
    except QikanError as error:
        say(str(error))
        return FAILURE
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away; there is nobody to tell
        return FAILURE
    except OSError as error:
        say(str(refused(error)))
        return FAILURE
    except ModuleNotFoundError as error:
        if not error.name or error.name.startswith("generator"):
            raise
        say(f"the package {error.name} is not installed. Install Qikan again, with `pip install` or by build.py.")
        return FAILURE
    return result if isinstance(result, int) else 0


def program_name() -> str:
    """Return how the user called us, for the help."""
    return PROGRAMS.get(os.path.basename(sys.argv[0]), "qikan")


def say(problem: str) -> None:
    """Say on stderr, in one paragraph, what is wrong."""
    click.echo(f"qikan: {problem}", err=True)
