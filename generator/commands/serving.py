"""`serve`: look at the site while writing."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import (
    base_url_option,
    content_option,
    jobs_option,
    output_option,
    theme_option,
    workers_of,
)
from generator.errors import QikanError

if TYPE_CHECKING:
    from generator.building.order import Order

HELP = """Make the site, show it in a browser on this machine, and make it anew after every edit.

Open the address that is printed; the page reloads by itself when a content file, site.toml or the theme is saved. An
error shows in the page and here. Ctrl-C ends it.

Other machines cannot reach it unless you say so, with --host 0.0.0.0; it is not made for the open internet.
"""


@click.command("serve", help=HELP, short_help="Show the site while you write.")
@content_option
@output_option
@theme_option
@base_url_option
@jobs_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="N", help="The port; 0 for any."
)
def command(
    content: Path, output: Path, theme: str | None, base_url: str | None, jobs: int | None, host: str, port: int
) -> None:
    """Build, serve, watch."""
    from generator.building.site import build
    from generator.commands.building import order_of, say_waiting, summary
    from generator.config import check_archive
    from generator.serving import Live, build_once, open_server, serve

    def order() -> Order:
        return order_of(content, output, theme, base_url, workers_of(jobs))

    def make(*, always_tell: bool = False) -> bool:
        began = time.monotonic()
        built = build(order(), waiting=say_waiting)
        changed = bool(built.totals.changed or built.totals.removed)
        if changed or always_tell or live.problem:
            click.echo(summary(built, time.monotonic() - began))
        return changed

    def folders() -> tuple[Path, ...]:
        with suppress(QikanError):  # while the settings are wrong, the last theme is as good as any
            watched[:] = [content, order().theme]
        return tuple(watched)

    def tell(problem: str) -> None:
        click.echo(f"qikan: {problem}", err=True)

    check_archive(content)
    watched = [content]
    live = Live()
    server = open_server(host, port, output.absolute(), live)
    build_once(live, partial(make, always_tell=True), tell)
    click.echo(f"serving {server.url} (Ctrl-C ends it)")
    serve(server, make, folders, tell)
