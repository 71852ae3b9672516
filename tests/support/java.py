"""The Java that the checkers of pages and books run on."""

import os
import shutil

import pytest


def java_program() -> str:
    """Return the program; without one the test is skipped, but in CI (`CI=true`) it fails."""
    java = shutil.which("java")
    if java is None and os.environ.get("CI") == "true":
        pytest.fail("CI has to have a Java (on Debian: apt install default-jre-headless)")
    return java or pytest.skip("no Java here")
