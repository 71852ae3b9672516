"""What an article leads on to: the same words, section and source in earlier issues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.model import Article, Issue, Paragraph, Text
from generator.rendering import card
from generator.rendering.cards import IssueCard
from generator.rendering.kin import RELATED, SAME, Kin, chain, ground, kin_of
from generator.rendering.terms import TERMS, terms

TRACING = ("药品追溯码怎样用", "药品追溯码印在药盒上。扫描追溯码，流通环节都看得见，回流药无处藏身。" * 4)
TRACED = ("追溯码让回流药现形", "医保部门用追溯码核查回流药，流通环节的每一盒都有记录。" * 4)
SLEEP = ("睡眠不足的代价", "睡眠不足伤害记忆，失眠患者应当规律作息，褪黑素并非良方。" * 4)


def article(number: int, words: tuple[str, str], section: str = "专栏", source: str = "") -> Article:
    title, body = words
    return Article(f"a{number:02}", section, Text(title), source, None, Text(), (Paragraph(Text(body)),))


def issue(number: int, *articles: Article) -> IssueCard:
    day = date(2024, 1, 1)
    return card(Issue(f"2024-{number:02}", "医周药事", 2024, number, day, day, articles=articles))


def found(issues: Sequence[IssueCard], wanted: Sequence[str]) -> dict[str, tuple[Kin, ...]]:
    cards = {one.id: one for one in issues}
    return dict(kin_of(cards, cards.__getitem__, wanted))


def kin(*issues: IssueCard) -> Kin:
    """Return the kin of the first article of the last issue."""
    return found(issues, [issues[-1].id])[issues[-1].id][0]


def ids(references: tuple[object, ...]) -> list[str]:
    return [f"{one.issue}/{one.id}" for one in references]  # type: ignore[attr-defined]


def test_an_article_about_the_same_is_related_and_another_is_not() -> None:
    found = kin(issue(1, article(1, SLEEP, "甲"), article(2, TRACING, "乙")), issue(2, article(1, TRACED, "丙")))
    assert ids(found.related) == ["2024-01/a02"]
    assert found.section == found.source == ()


def test_nothing_is_related_to_an_issue_of_its_own_or_a_later_one() -> None:
    issues = [issue(1, article(1, TRACING), article(2, TRACED)), issue(2, article(1, TRACED))]
    assert found(issues, ["2024-01"])["2024-01"] == (Kin(), Kin())


def test_the_latest_of_section_and_source_come_first_and_none_twice() -> None:
    earlier = [issue(number, article(1, SLEEP, "专栏", "健康报")) for number in range(1, 9)]
    found = kin(*earlier, issue(9, article(1, TRACED, "专栏", "健康报")))
    assert ids(found.section) == ["2024-08/a01", "2024-07/a01"]
    assert ids(found.source) == ["2024-06/a01", "2024-05/a01"]
    assert (len(found.section), len(found.source)) == (SAME, SAME)


def test_no_more_are_related_than_a_reader_looks_at() -> None:
    earlier = [issue(number, article(1, TRACING if number % 2 else SLEEP)) for number in range(1, 11)]
    assert len(kin(*earlier, issue(11, article(1, TRACED))).related) == RELATED


def test_a_word_that_every_article_has_relates_nothing() -> None:
    same = "药品管理药品管理药品管理药品管理药品管理"
    earlier = [
        issue(number, *(article(place, ("药品管理", same)) for place in range(1, 11))) for number in range(1, 11)
    ]
    assert kin(*earlier, issue(11, article(1, ("药品管理", same)))).related == ()


def test_asking_for_one_issue_finds_what_asking_for_all_does() -> None:
    issues = [
        issue(1, article(1, TRACING, "甲", "乙"), article(2, SLEEP)),
        issue(2, article(1, TRACED, "甲"), article(2, SLEEP)),
        issue(3, article(1, SLEEP), article(2, TRACED, "甲", "乙")),
    ]
    whole = found(issues, [one.id for one in issues])
    assert {one.id: found(issues, [one.id])[one.id] for one in issues} == whole


def links(issues: list[IssueCard]) -> dict[str, str]:
    return chain({one.id: ground(one) for one in issues})


def test_a_new_issue_changes_nothing_before_it() -> None:
    issues = [issue(1, article(1, TRACING)), issue(2, article(1, TRACED)), issue(3, article(1, SLEEP))]
    before, after = links(issues[:2]), links(issues)
    assert {name: after[name] for name in before} == before
    changed = links([issue(1, article(1, SLEEP)), *issues[1:]])
    assert all(changed[name] != after[name] for name in after)


def test_terms_are_of_the_article_and_few() -> None:
    found = terms(article(1, TRACING)).split()
    assert {"追溯", "溯码", "药品", "回流"} <= set(found)
    assert len(found) <= TERMS
    assert terms(article(1, ("DRG 与 DIP", "DRG 付费之后，DRG 分组更细，DRG 结算。"))).split()[0] == "drg"
    assert terms(article(1, ("", ""))) == ""
