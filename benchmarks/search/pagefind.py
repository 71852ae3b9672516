"""The same archive for Pagefind: pages as its documentation wants them, and its answers by article.

Pagefind comes from npm (`npm install pagefind@1.6`), into a folder of the benchmark's own.
"""

from __future__ import annotations

import gzip
import json
import subprocess
from html import escape
from pathlib import Path

from benchmarks.corpus import archive
from generator.model import Article, block_texts

VERSION = "1.6.0"
MARK = b"pagefind_dcd"
"""Stands before the JSON of a fragment."""

PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>搜索</title><link rel="icon" href="data:,">
<ol id="results"></ol><script type="module">
window.pagefind = await import("./pagefind/pagefind.js");
window.firstScreen = async (query, results) => {
  const found = await pagefind.search(query);
  const shown = await Promise.all(found.results.slice(0, results).map((result) => result.data()));
  document.getElementById("results").innerHTML =
    shown.map((one) => `<li><a href="${one.url}">${one.meta.title}</a><p>${one.excerpt}</p></li>`).join("");
  return found.results.map((result) => result.id);
};
window.ready = true;
</script>"""


def install(folder: Path) -> Path:
    """Install Pagefind below a folder; return its program."""
    program = folder / "node_modules" / ".bin" / "pagefind"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", f"pagefind@{VERSION}"], cwd=folder, check=True)
    return program


def write_pages(issues: int, folder: Path) -> None:
    """Write a page for each article, and the page that searches."""
    for issue in archive(issues):
        for article in issue.articles:
            path = folder / issue.id / f"{article.id}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(article_page(article), encoding="utf-8")
    (folder / "search.html").write_text(PAGE, encoding="utf-8")


def article_page(article: Article) -> str:
    """Return the bare page of an article that is given to Pagefind."""
    words = "".join(f"<p>{escape(text.plain)}</p>" for block in article.blocks for text in block_texts(block))
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{escape(article.title.plain)}</title>'
        f"<main data-pagefind-body><h1>{escape(article.title.plain)}</h1><p>{escape(article.section)}</p>"
        f"<p>{escape(article.source)}</p><p>{escape(article.summary.plain)}</p>{words}</main>"
    )


def articles_by_id(folder: Path) -> dict[str, str]:
    """Return the article (`2024-11/a03`) that each of Pagefind's fragments stands for."""
    found = {}
    for path in (folder / "pagefind" / "fragment").iterdir():
        told = json.loads(gzip.decompress(path.read_bytes()).removeprefix(MARK))
        found[path.stem] = told["url"].strip("/").removesuffix(".html")
    return found
