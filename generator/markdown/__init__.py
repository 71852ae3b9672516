"""The archive's own form: an issue as one Markdown file.

`write` turns an Issue into CommonMark with GFM tables, `read` turns such a file, edited by hand or not, back into an
Issue. `read(write(issue)) == issue`, and `write(read(text)) == text` for every text that `write` made.

The form, from top to bottom:

- front matter in YAML: `title year number start end`, and `organiser`, `original` where known;
- `# ` with the digest's name, number and dates (for the eye: the front matter counts), then the cover's blocks;
- `## 本期视点`: the reading hint, then for each section (`### `) a list with an entry for each article. Title and
  source in it are for the eye, page hint and summary (提要) stand nowhere else;
- `## 本期内容`: `### ` for a section, `#### ` for an article, its `来源：` line, its blocks, `[返回目录](#toc)`;
- `## 版权信息`: what follows the last article.

In the body `##### ` and `###### ` are sub-headings of level 1 and 2; a paragraph wholly in strong is one of level 3; a
paragraph wholly in emphasis is a Note, and one that begins with `表：` right before a table is its caption; a picture
alone is a Figure, `![caption]()` the place of a lost one. `<a id="p7"></a>` stands where page 7 begins.
"""

from generator.markdown.reader import Reading, read, read_closely
from generator.markdown.writer import write

__all__ = ["Reading", "read", "read_closely", "write"]
