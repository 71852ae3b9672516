"""File names that any text can have, on any file system."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.addresses import root_from, section_page, slug

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@pytest.mark.parametrize("name", ["医药专栏", "21世纪经济报道", "drugnet"])
def test_a_safe_name_stays_itself(name: str) -> None:
    assert slug(name) == name


@pytest.mark.parametrize(
    "name", ["", "..", "../../etc", "CON", "con", "index", "a/b", "HDT", " 医", "医 药", "👍", "x" * 300]
)
def test_any_other_name_gets_a_hash(name: str) -> None:
    assert re.fullmatch(r"[0-9a-z一-鿿-]+-[0-9a-f]{8}", slug(name))


@given(NAMES)
def test_a_slug_is_safe_on_every_file_system(name: str) -> None:
    made = slug(name)
    assert made == made.lower() == unicodedata.normalize("NFD", made)
    assert re.fullmatch(r"[0-9a-z㐀-䶿一-鿿-]{1,41}", made)


@given(NAMES, NAMES)
def test_two_names_never_share_a_file(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) is (one == other)


def test_the_way_back_to_the_root() -> None:
    assert root_from("index.html") == ""
    assert root_from(section_page("专栏")) == "../"
    assert root_from("issues/2024-11/a01.html") == "../../"
