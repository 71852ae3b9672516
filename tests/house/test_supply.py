"""What Qikan is made of and what it is handed out as: pinned packages, their licences, the wheel; no network."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FREE = {
    "0BSD", "Apache-2.0", "Apache Software License", "BSD", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0",
    "ISC", "MIT", "MIT License", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib", "dependency licenses",
}  # fmt: skip
"""Licences that ask nothing of who uses Qikan but to keep their text; the last is what pypdfium2 says of the libraries
in its wheel, which are of these kinds."""
NO_NETWORK = """\
import sys
def forbid(event, arguments):
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        raise RuntimeError("asked for " + repr(arguments[0]))
    if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        raise RuntimeError("connected to " + repr(arguments[1]))
sys.addaudithook(forbid)
"""
"""Run by every Python at its start, those of a build's workers too: an address of the network is a tuple."""
TRANSCRIPT = """\
医周药事
2026年第5期
2026.01.26-2026.02.01
本期视点
• 用药安全 •
▶ 家庭药箱怎么整理（来源：样刊药箱小组）——第 2 页
【提要】每年两次，看日期，分内外，留说明书。
本期内容
用药安全
家庭药箱怎么整理
来源：样刊药箱小组
先看日期，再看包装，最后看说明书还在不在。
返回目录
"""


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, object]:
    """The table [project] of pyproject.toml."""
    table: dict[str, object] = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def requirements(project: dict[str, object], *extras: str) -> list[Requirement]:
    """What the project asks for, with what these extras ask for."""
    optional = project["optional-dependencies"]
    assert isinstance(optional, dict)
    assert isinstance(project["dependencies"], list)
    lines = [*project["dependencies"], *(line for extra in extras for line in optional[extra])]
    return [Requirement(line) for line in lines]


def pinned(repository: Path) -> dict[str, tuple[str, list[str]]]:
    """Version and hashes of every package in the lock file."""
    lock = (repository / ".ci" / "lock.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in lock.splitlines():
        if line and not line.startswith("#"):
            name, version, hashes = re.fullmatch(r"(\S+)==(\S+)((?: +--hash=sha256:[0-9a-f]{64})+)", line).groups()  # type: ignore[union-attr]
            found[canonicalize_name(name)] = (version, hashes.split())
    return found


def test_every_package_that_the_checks_need_is_pinned_and_hashed(repository: Path, project: dict[str, object]) -> None:
    lock = pinned(repository)
    optional = project["optional-dependencies"]
    assert isinstance(optional, dict)
    for requirement in requirements(project, *optional):
        version, hashes = lock[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement}: pinned to {version}; run .ci/lock"
        assert hashes
    backend = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert {Requirement(line).name for line in backend} <= lock.keys()


def test_ci_installs_what_is_pinned_and_nothing_else(repository: Path) -> None:
    script = (repository / ".ci" / "run").read_text(encoding="utf-8")
    for line in script.splitlines():
        if " install " in line:
            assert "--require-hashes --requirement .ci/lock.txt" in line


def at_run_time(wanted: Iterable[Requirement]) -> dict[str, importlib.metadata.Distribution]:
    """Everything that is installed with some requirements, by name."""
    found: dict[str, importlib.metadata.Distribution] = {}
    left = list(wanted)
    while left:
        requirement = left.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found[name] = importlib.metadata.distribution(requirement.name)
        left += map(Requirement, found[name].requires or ())
    return found


def licences(package: importlib.metadata.Distribution) -> list[str]:
    """The licences that a package names, by the newest of the three ways to say it that it uses."""
    told = package.metadata
    expression = told.get("License-Expression") or ""
    if expression:
        return re.split(r" (?:AND|OR) ", expression.replace("(", "").replace(")", ""))
    classifiers = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if "License ::" in line]
    return classifiers or re.split(r", *", told.get("License") or "")


def test_all_that_runs_with_qikan_is_free_to_use(repository: Path, project: dict[str, object]) -> None:
    table = (repository / "SECURITY.md").read_text(encoding="utf-8")
    for name, package in at_run_time(requirements(project)).items():
        named = licences(package)
        assert set(named) <= FREE, f"{name}: {named}"
        assert f"| {name} |" in table, f"{name} is missing in SECURITY.md"


def test_a_build_asks_no_network(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    (tmp_path / "issue.txt").write_text(TRANSCRIPT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{repository}"}

    def qikan(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "generator", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    guarded = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "RuntimeError: asked for" in guarded.stderr
    for command in (
        ("init", "."),
        ("import", "issue.txt"),
        ("build", "--content", str(repository / "content"), "--output", "sample", "--jobs", "2", "--compress"),
        ("build", "--base-url", "https://example.org/"),
        ("check", "--base-url", "https://example.org/"),
    ):
        done = qikan(*command)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    assert (tmp_path / "site" / "issues" / "2026-05.html").exists()
    assert (tmp_path / "sample" / "issues" / "2026-03.html").exists()


@pytest.fixture(scope="module")
def packages(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source package, made of the files that git knows."""
    checkout, made = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("packages")
    for name in listed(repository):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_bytes((repository / name).read_bytes())
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(made)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    return made


def listed(repository: Path) -> list[str]:
    """The files of the checkout, without what git does not keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=repository, check=True, capture_output=True, text=True).stdout.splitlines()
    return [name for name in names if (repository / name).is_file()]


def test_the_wheel_has_all_that_runs_and_nothing_more(packages: Path, repository: Path) -> None:
    with zipfile.ZipFile(next(packages.glob("*.whl"))) as wheel:
        names = [name for name in wheel.namelist() if ".dist-info/" not in name]
    sources = listed(repository)
    wanted = {name for name in sources if name.startswith("generator/")}
    wanted |= {f"generator/_{name}" for name in sources if name.startswith("themes/")}
    assert set(names) == wanted
    for name in (
        "generator/_themes/default/templates/issue.html",
        "generator/search/client/built/client.js",
        "generator/starter/.github/workflows/publish.yml",
        "generator/starter/nginx.conf",
    ):
        assert name in names


def test_the_source_package_has_what_tests_and_readme_name_and_nobodys_issues(packages: Path) -> None:
    with tarfile.open(next(packages.glob("*.tar.gz"))) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    for name in ("build.py", ".ci/run", ".ci/lock.txt", "tests/conftest.py", "content/site.toml", "SECURITY.md"):
        assert name in names
    assert not [name for name in names if name.startswith(("shared", "site", ".venv", ".qikan", ".git/"))]


def test_an_installed_wheel_builds_a_site(packages: Path, tmp_path: Path) -> None:
    """In an environment of its own, to which the libraries of this one are lent."""
    venv.create(tmp_path / "venv", with_pip=False, symlinks=os.name != "nt")
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    its_packages = subprocess.run(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    Path(its_packages, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--no-index", "--no-deps"]
    wheel = next(packages.glob("*.whl"))
    subprocess.run([*pip, "--quiet", "--ignore-installed", str(wheel)], check=True, capture_output=True)
    archive = tmp_path / "archive"

    def qikan(*arguments: str) -> None:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        command = [str(programs / "qikan"), *arguments]
        folder = archive if archive.exists() else tmp_path
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"

    (tmp_path / "issue.txt").write_text(TRANSCRIPT, encoding="utf-8")
    qikan("init", "archive")
    qikan("import", "../issue.txt")
    qikan("build")
    qikan("check")
    assert "家庭药箱怎么整理" in (archive / "site" / "issues" / "2026-05.html").read_text(encoding="utf-8")
    assert list((archive / "site" / "static").glob("style.*.css"))
