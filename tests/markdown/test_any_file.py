"""Whatever an editor types, a file reads or is refused with its place, and what reads keeps its words."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import QikanError
from generator.markdown import read, write
from tests.markdown.strategies import SNIPPETS
from tests.markdown.test_by_hand import HEAD

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
PARTS = (
    *SNIPPETS,
    *("\n", "\n", "\n\n", "\n\n", "\n> ", "\n- ", "\n  ", "\n    ", "\n1. ", "\n|---|\n", "\n***\n", "\t"),
    *("\n## 本期视点\n", "\n## 本期内容\n", "\n## 版权信息\n", "\n### 解读\n", "\n#### 题\n", "\n##### 题\n"),
    *("**甲**", "*乙*", "`丙`", "[丁](#p7)", "![图](a.png)", "[返回目录](#toc)", "来源：新华网", "- [题](#a02)"),
    *('<a id="p7"></a>', '<a id="a02"></a>', '<a id="toc"></a>', '<a href="x">', "</strong>", "<em>", "<!-- -->"),
    *("<table><tr><td>", "</td></tr></table>", "<td colspan=2>", "</td>", "<thead>", "\n[a]: b.html\n", "[a][a]"),
)
FILES = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)


@settings(max_examples=400, deadline=None, suppress_health_check=SLOW)
@given(FILES, st.booleans())
def test_any_file_reads_or_is_refused(markdown: str, replaces: bool) -> None:
    text = HEAD[: HEAD.index("# ")] + markdown if replaces else HEAD + markdown
    try:
        issue = read(text, "2024-11.md")
    except QikanError as error:
        name, _, line = error.place.partition(":")
        assert name == "2024-11.md"
        assert 1 <= int(line) <= text.count("\n") + 1
        assert error.remedy  # noqa: PT017
    else:
        assert read(write(issue)) == issue
