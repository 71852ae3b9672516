"""The phrases by which an article leads to others of its kind."""

import pytest

from generator.model import Article, Paragraph
from generator.rendering.phrases import phrases
from tests.rendering.samples import text


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("药品追溯码的“前世”与“今生”", "追溯码是什么？追溯码有何用？扫一扫追溯码。", ("追溯码",)),
        (
            "健康数字孪生的挑战",
            "数字孪生一。数字孪生二。健康数字孪生三。数字孪生四。挑战。挑战。挑战。",
            ("数字孪生", "挑战"),
        ),
        ("HDT 与 AI", "HDT、HDT、HDT，AI、AI。", ("HDT",)),
        ("不常说起的事", "别的话。别的话。别的话。", ()),
        ("", "话话话话", ()),
    ],
)
def test_phrases_of_the_title_that_the_body_keeps_to(title: str, body: str, expected: tuple[str, ...]) -> None:
    assert phrases(Article("a01", "", text(title), blocks=(Paragraph(text(body)),))) == expected
