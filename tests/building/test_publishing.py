"""What helps to publish: compressed files, the difference to last time, files for hosts."""

from __future__ import annotations

import gzip
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator import cli
from generator.building import compression
from generator.building.manifest import MANIFEST
from generator.building.site import build
from tests.building.conftest import Archive, tree


def test_compressed_files_say_the_same_and_follow_edits(archive: Archive) -> None:
    order = replace(archive.order(), compress=True)
    build(order)
    first = tree(archive.site)
    texts = {path for path, data in first.items() if path.endswith(".html") and len(data) >= compression.SMALLEST}
    assert texts
    for path in texts:
        assert gzip.decompress(first[f"{path}.gz"]) == first[path]
    assert build(order).totals.changed == 0

    archive.edit("2024-02", "跨过了一页", "跨过了两页")
    built = build(order)
    assert built.totals.changed > 0
    edited = tree(archive.site)
    assert "两页" in gzip.decompress(edited["issues/2024-02.html.gz"]).decode()
    elsewhere = archive.folder / "elsewhere" / "site"
    build(replace(order, output=elsewhere))
    assert tree(elsewhere) == edited

    archive.build()  # without compression they go again
    assert not [path for path in tree(archive.site) if path.endswith(".gz")]
    assert tree(archive.site) == archive.cold()


def test_the_settings_can_ask_for_compressed_files(archive: Archive) -> None:
    settings = archive.content / "site.toml"
    arguments = ["build", "--content", str(archive.content), "--output", str(archive.site), "--quiet"]
    settings.write_text("compress = true\n")
    assert cli.run(arguments) == 0
    compressed = tree(archive.site)
    assert "index.html.gz" in compressed
    settings.write_text("compress = false\n")
    assert cli.run(arguments) == 0
    plain = tree(archive.site)
    assert plain.keys() == {path for path in compressed if not path.endswith((".gz", ".br"))}
    assert all(plain[path] == compressed[path] for path in plain if path != MANIFEST)  # no page shows the setting


def test_diff_tells_what_to_upload(archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive.build()
    published = tmp_path / "published.json"
    published.write_bytes((archive.site / MANIFEST).read_bytes())
    arguments = ["diff", str(published), "--output", str(archive.site)]
    assert cli.run(arguments) == 0
    assert capsys.readouterr().out == ""

    archive.write(2024, 4)
    archive.path("2023-51").unlink()
    archive.build()
    assert cli.run([*arguments, "--format", "json"]) == 0
    changes = json.loads(capsys.readouterr().out)
    assert "issues/2024-04.html" in changes["added"]
    assert "index.html" in changes["changed"]
    assert "issues/2023-51/a01.html" in changes["removed"]
    assert "issues/2024-02.html" not in changes["changed"]
    assert cli.run(arguments) == 0
    assert "+ issues/2024-04.html\n" in capsys.readouterr().out


@pytest.mark.parametrize("text", [b"", b"{}", b'{"generator": "other", "files": []}', b"[1]"])
def test_diff_with_something_else_is_told(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: bytes
) -> None:
    archive.build()
    other = tmp_path / "other.json"
    other.write_bytes(text)
    assert cli.run(["diff", str(other), "--output", str(archive.site)]) == 1
    assert "no manifest" in capsys.readouterr().err
    assert cli.run(["diff", str(tmp_path / "none"), "--output", str(archive.site)]) == 1


def test_static_files_may_be_kept_for_ever_and_others_not(archive: Archive) -> None:
    archive.build()
    headers = tree(archive.site)["_headers"].decode()
    everything, static = headers.split("/static/*")
    assert "no-cache" in everything
    assert "immutable" in static


def test_hosts_are_told_to_serve_the_files_as_they_are(archive: Archive) -> None:
    archive.build()
    assert tree(archive.site)[".nojekyll"] == b""
    archive.build()  # the hidden file is one that Qikan made


def test_a_new_archive_keeps_what_a_build_makes_out_of_git(tmp_path: Path) -> None:
    assert cli.run(["init", str(tmp_path), "--quiet"]) == 0
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    made = ["site/index.html", ".qikan-site/lock"]
    kept = ["content/site.toml", "content/issues/2024-11.md", "content/reports/2024-11.md", "netlify.toml"]
    asked = subprocess.run(
        ["git", "check-ignore", *made, *kept], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert asked.stdout.split() == made


def test_a_new_archive_has_what_hosts_need(tmp_path: Path) -> None:
    import tomllib

    import yaml

    assert cli.run(["init", str(tmp_path), "--quiet"]) == 0
    workflow = yaml.safe_load((tmp_path / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["publish"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    assert any(command.startswith("qikan build --base-url") for command in commands)
    assert tomllib.loads((tmp_path / "netlify.toml").read_text(encoding="utf-8"))["build"]["publish"] == "site"
    assert "try_files" in (tmp_path / "nginx.conf").read_text(encoding="utf-8")
