"""`diff`: what to upload."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.commands.options import FOLDER, output_option
from generator.errors import QikanError

HELP = """Tell what changed in the site since it was last published.

MANIFEST is the publish-manifest.json of that time: keep a copy when you publish, or take it from the server. Each line
has + for a new file, ~ for a changed one and - for one that is gone; upload the first two and delete the third.

\b
Example:  cp site/publish-manifest.json published.json
          qikan build
          qikan diff published.json
"""


@click.command("diff", help=HELP, short_help="Tell what to upload.")
@click.argument("manifest", metavar="MANIFEST", type=FOLDER)
@output_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell."
)
def command(manifest: Path, output: Path, form: str) -> None:
    """Compare the manifests and print the difference."""
    from generator.building.manifest import MANIFEST, difference, read_manifest

    if not manifest.exists():
        remedy = f"Give the {MANIFEST} of the last time; if the site was never published, upload all of it."
        raise QikanError("there is no such file.", place=str(manifest), remedy=remedy)
    changes = difference(read_manifest(manifest), read_manifest(output / MANIFEST))
    if form == "json":
        click.echo(json.dumps(changes, ensure_ascii=False, indent=1))
        return
    for sign, kind in (("+", "added"), ("~", "changed"), ("-", "removed")):
        for path in changes[kind]:
            click.echo(f"{sign} {path}")
