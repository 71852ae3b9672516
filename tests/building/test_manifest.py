"""The manifest of a site is the same whether it is written anew or put right."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.building.manifest import Change, corrected, manifest_of
from generator.building.records import Made

PATHS = st.text(alphabet='ab!/" 药\\.\n', min_size=1, max_size=4)
SITES = st.dictionaries(PATHS, st.integers(0, 9), max_size=8)


def files(site: dict[str, int]) -> dict[str, Made]:
    """Return the files of a site, in the order of their paths."""
    return {path: Made(path, f"{size:064x}", size, 1) for path, size in sorted(site.items())}


def whole(site: dict[str, int]) -> bytes:
    return b"".join(manifest_of(files(site).values()))


@given(SITES, SITES)
def test_a_corrected_manifest_is_that_of_the_new_site(before: dict[str, int], now: dict[str, int]) -> None:
    other = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    changes = [Change(path, files(now).get(path), path in before) for path in other]
    assert b"".join(corrected(whole(before), changes)) == whole(now)
    json.loads(whole(now))


def test_a_manifest_that_lacks_what_is_known_is_not_corrected() -> None:
    with pytest.raises(ValueError, match="not found"):
        list(corrected(whole({"a": 1, "c": 1}), [Change("b", None, True)]))
