"""Kinds of files: what of the theme and of the settings goes into those that one renderer makes.

A renderer names the templates it begins with and the settings and static files that it asks for itself. What these
templates include, extend or import, and the settings and static files that those name, is read from the templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.rendering.theme import Theme

if TYPE_CHECKING:
    from generator.config import Site

MISSING = ""
"""Stands for the hash of a template, a static file or a setting that there is none of."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Files that one renderer makes."""

    name: str
    """What `--explain` calls them."""
    templates: tuple[str, ...] = ()
    """The templates that the renderer begins with."""
    settings: tuple[str, ...] = ()
    """The settings that the renderer asks for; those that its templates show are found in them."""
    assets: tuple[str, ...] = ()
    """The static files that the renderer names; those that its templates name are found in them."""
    of_issues: bool = True
    """Whether they tell of issues; else they are the same whatever the archive holds."""


def look(kind: Kind, site: Site, theme: Theme) -> dict[str, str]:
    """Return a hash of everything of theme and settings that goes into files of a kind, by a name for people."""
    uses = theme.uses(kind.templates)
    templates = {f"templates/{name}": _hash(theme.template_source(name)) for name in uses.templates}
    assets = {f"static/{name}": _hash(theme.asset_bytes(name)) for name in uses.assets.union(kind.assets)}
    shown = {f"setting {name}": _hash(_setting(site, name)) for name in uses.settings.union(kind.settings)}
    return dict(sorted((templates | assets | shown).items()))


THEME_FILES = Kind("theme's files")
"""The static and root files of a theme, as the site publishes them."""


def look_of_files(theme: Theme) -> dict[str, str]:
    """Return a hash of each of the theme's own files by its path in the site."""
    return {path: _hash(data) for path, data in theme.files.items()}


def _setting(site: Site, name: str) -> bytes | None:
    return repr(getattr(site, name)).encode("utf-8", "surrogatepass") if hasattr(site, name) else None


def _hash(data: bytes | None) -> str:
    return MISSING if data is None else sha256(data).hexdigest()
