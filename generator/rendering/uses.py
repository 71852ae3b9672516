"""What a template uses: other templates, static files, settings; read from the templates themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import BaseLoader, Environment, TemplateError, meta, nodes

SETTINGS = "site"
"""The name by which templates know the settings."""
ASSET_FUNCTIONS = frozenset({"asset", "inlined", "fingerprint", "style_address"})
"""The functions by which templates name a static file; its name is their only argument."""
UNREADABLE = (TemplateError, UnicodeError)
"""What is raised for a template that is missing, wrong, or not in UTF-8."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What some templates use."""

    templates: frozenset[str] = frozenset()
    """Names of templates."""
    assets: frozenset[str] = frozenset()
    """Names of static files."""
    settings: frozenset[str] = frozenset()
    """Names of settings."""

    def __or__(self, other: Uses) -> Uses:
        """Return what either uses."""
        return Uses(self.templates | other.templates, self.assets | other.assets, self.settings | other.settings)


class TemplateReader:
    """Reads what the templates of a theme use, each template once."""

    def __init__(self, environment: Environment, everything: Uses) -> None:
        """`everything` is all that a template could use: it is taken to where its text does not tell what it does."""
        self._environment = environment
        self._everything = everything
        self._read: dict[str, Uses] = {}

    def uses(self, templates: Iterable[str]) -> Uses:
        """Return what some templates use, with all templates that they extend, include or import, and themselves."""
        pending = list(templates)
        seen = set(pending)
        found = Uses(templates=frozenset(pending))
        while pending:
            its = self._direct_uses(pending.pop())
            pending += its.templates - seen
            seen |= its.templates
            found |= its
        return found

    def source(self, template: str) -> bytes | None:
        """Return the text of a template; None where there is none that can be read."""
        try:
            return self._text(template).encode()
        except UNREADABLE:
            return None

    def _text(self, template: str) -> str:
        loader = self._environment.loader
        assert isinstance(loader, BaseLoader)
        return loader.get_source(self._environment, template)[0]

    def _direct_uses(self, template: str) -> Uses:
        if template not in self._read:
            try:
                self._read[template] = self._uses_in(self._environment.parse(self._text(template)))
            except UNREADABLE:
                self._read[template] = Uses()  # whoever renders it tells what is wrong; until then it shows nothing
        return self._read[template]

    def _uses_in(self, tree: nodes.Template) -> Uses:
        everything = self._everything
        names = [name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"]
        templates = set(meta.find_referenced_templates(tree))
        assets = [_constant(call) for call in tree.find_all(nodes.Call) if _name(call.node) in ASSET_FUNCTIONS]
        asked = sum(name in ASSET_FUNCTIONS for name in names)
        settings = [read.attr for read in tree.find_all(nodes.Getattr) if _name(read.node) == SETTINGS]
        known_assets = len(assets) == asked and None not in assets
        return Uses(
            templates=everything.templates if None in templates else frozenset(filter(None, templates)),
            assets=frozenset(filter(None, assets)) if known_assets else everything.assets,
            settings=frozenset(settings) if len(settings) == names.count(SETTINGS) else everything.settings,
        )


def _name(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def _constant(call: nodes.Call) -> str | None:
    """Return the argument of a call if it is one text that stands in the template."""
    values = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
    alone = len(values) == len(call.args) == 1 and not (call.kwargs or call.dyn_args or call.dyn_kwargs)
    return str(values[0]) if alone else None
