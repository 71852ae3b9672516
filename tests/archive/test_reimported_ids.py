"""Ids of articles when an issue is imported again."""

from __future__ import annotations

from dataclasses import replace

from generator import markdown
from generator.model import Mark, Paragraph, Text
from tests.archive.desk import Desk
from tests.archive.edits import renumbered


def test_an_inserted_article_shifts_no_id(desk: Desk) -> None:
    desk.take()
    desk.edit("第 3 篇的提要。", "第 3 篇的提要，编者改过。")
    new = replace(
        desk.issue.articles[0], title=Text("上次漏掉的文章"), page=None, blocks=(Paragraph(Text("漏掉的。")),)
    )
    first, second, third = desk.issue.articles
    desk.issue = replace(desk.issue, articles=renumbered((first, new, second, third)))
    assert desk.take().state == "merged"
    assert [(article.id, article.title.plain) for article in markdown.read(desk.text).articles] == [
        ("a01", "示例文章之1"),
        ("a04", "上次漏掉的文章"),
        ("a02", "示例文章之2"),
        ("a03", "示例文章之3"),
    ]


def test_links_to_articles_follow_their_ids(desk: Desk) -> None:
    desk.take()
    first, _, third = desk.issue.articles
    link = Paragraph(Text("见下文", (Mark(0, 3, "link", "#a02"),)))
    first = replace(first, blocks=(*first.blocks, link))
    desk.issue = replace(desk.issue, articles=renumbered((first, third)))
    desk.take()
    assert "[见下文](#a03)" in desk.text


def test_an_id_that_was_published_is_never_given_to_another_article(desk: Desk) -> None:
    desk.take()
    desk.file("anchors").mkdir()
    desk.file("anchors/2024-11.txt").write_text("a07 早就没有的文章\n", encoding="utf-8")
    new = replace(desk.issue.articles[0], title=Text("完全是新的题目"), page=None, blocks=(Paragraph(Text("新。")),))
    desk.issue = replace(desk.issue, articles=renumbered((*desk.issue.articles, new)))
    desk.take()
    assert [article.id for article in markdown.read(desk.text).articles] == ["a01", "a02", "a03", "a08"]


def test_a_title_that_was_corrected_keeps_its_id(desk: Desk) -> None:
    desk.take()
    desk.edit("示例文章之2", "示例文章之二（增订）")
    first, second, third = desk.issue.articles
    desk.issue = replace(desk.issue, articles=renumbered((second, first, third)))
    desk.take()
    assert {article.id: article.title.plain for article in markdown.read(desk.text).articles}["a02"][
        :6
    ] == "示例文章之二"
