"""What is known of a kind of files is all that goes into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from generator.config import Site
from generator.published import Kept
from generator.rendering import (
    ARCHIVE_KINDS,
    ISSUE_KINDS,
    SEARCH,
    Kind,
    Neighbours,
    Theme,
    card,
    load_theme,
    look,
    render_archive,
    render_issue,
    render_search,
)
from tests.conftest import REPOSITORY
from tests.rendering.samples import FIRST, ISSUES

FOLDER = REPOSITORY / "themes" / "default"
SETTINGS = {
    "empty": Site(title="医周药事"),
    "full": Site(
        "医周药事", "每周一期", "编辑部", "https://example.org/", contact="a@b.cn", footer="一行", links=(("a", "b"),)
    ),
}


class Watched:
    """Settings that note which of them are asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> object:
        self.asked.add(name)
        return getattr(self.site, name)


def render(kind: Kind, site: Site, theme: Theme) -> list[bytes]:
    """Return the files of a kind."""
    cards = [card(issue) for issue in ISSUES]
    if kind in ISSUE_KINDS:
        kept = (Kept("a09", "a01"), Kept("p99", "p7"))
        return list(render_issue(FIRST, site, theme, Neighbours(next=cards[1]), kept=kept, kinds=[kind]).values())
    if kind == SEARCH:
        return list(render_search(site, theme, "{}", "", "").values())
    return [data for _, files in render_archive(cards, site, theme, [kind]) for _, data in files]


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the templates that are loaded."""
    names: set[str] = set()
    load: Callable[..., object] = FileSystemLoader.load

    def noting(loader: FileSystemLoader, environment: object, name: str, *others: object) -> object:
        names.add(name)
        return load(loader, environment, name, *others)

    monkeypatch.setattr(FileSystemLoader, "load", noting)
    return names


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("kind", [*ISSUE_KINDS, *ARCHIVE_KINDS, SEARCH], ids=lambda kind: kind.name)
def test_a_kind_knows_all_that_its_files_ask_for(kind: Kind, settings: Site, loaded: set[str]) -> None:
    theme = load_theme(FOLDER)
    watched = Watched(settings)
    assert render(kind, watched, theme)  # type: ignore[arg-type]
    known = look(kind, settings, theme)
    assert {f"setting {name}" for name in watched.asked} <= known.keys()
    assert {f"templates/{name}" for name in loaded} <= known.keys()


def theme_of(folder: Path, **templates: str) -> Theme:
    (folder / "templates").mkdir()
    for name, text in templates.items():
        (folder / "templates" / f"{name}.html").write_text(text, encoding="utf-8")
    (folder / "static").mkdir()
    for name in ("one.css", "two.css"):
        (folder / "static" / name).write_text(name)
    return load_theme(folder)


def parts(theme: Theme, template: str) -> set[str]:
    return set(look(Kind("x", (f"{template}.html",)), Site(), theme))


def test_what_a_template_leads_to_is_found_through_all_of_them(tmp_path: Path) -> None:
    theme = theme_of(
        tmp_path,
        page='{% extends "frame.html" %}{% block a %}{% include "part.html" %}{% endblock %}',
        frame='{% import "words.html" as words %}{{ asset("one.css") }}{% block a %}{% endblock %}',
        part="{{ site.footer }}{{ site.base_url }}",
        words="{{ site.title }}",
        other="{{ site.contact }}",
    )
    assert parts(theme, "page") == {
        *(f"templates/{name}.html" for name in ("page", "frame", "part", "words")),
        "static/one.css",
        *(f"setting {name}" for name in ("footer", "base_url", "title")),
    }


@pytest.mark.parametrize("text", ["{{ shown(site) }}", "{% set s = site %}", "{{ site[name] }}", "{{ site }}"])
def test_settings_that_are_passed_on_count_as_all(tmp_path: Path, text: str) -> None:
    every = {f"setting {field.name}" for field in fields(Site)}
    assert parts(theme_of(tmp_path, page=text), "page") == {"templates/page.html", *every}


@pytest.mark.parametrize(
    "text", ["{{ asset(name) }}", "{% set a = asset %}", "{{ asset(*names) }}", "{{ x|map(asset) }}"]
)
def test_static_files_that_are_not_named_count_as_all(tmp_path: Path, text: str) -> None:
    every = {"static/one.css", "static/two.css"}
    assert parts(theme_of(tmp_path, page=text), "page") == {"templates/page.html", *every}


def test_templates_that_are_not_named_count_as_all(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, page="{% include name %}", one="1", two="2")
    assert parts(theme, "page") == {f"templates/{name}.html" for name in ("page", "one", "two")}


def test_a_template_that_is_missing_or_wrong_is_a_part_like_any_other(tmp_path: Path) -> None:
    theme = theme_of(
        tmp_path, page='{% include "gone.html" ignore missing %}{% include "wrong.html" %}', wrong="{% if"
    )
    assert parts(theme, "page") == {f"templates/{name}.html" for name in ("page", "gone", "wrong")}
