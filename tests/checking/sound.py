"""A sound archive of one issue, which a test gives the fault that it is about."""

from __future__ import annotations

import json
from pathlib import Path

SOUND = """---
title: 医周药事
year: 2024
number: 11
start: 2024-03-11
end: 2024-03-17
original:
  path: originals/2024-11.pdf
---

# 医周药事

<a id="p1"></a>封面

<a id="toc"></a>
## 本期视点

### 解读

- [甲 文](#a01)（来源：新华网）——[第 2 页](#p2)

  【提要】一

- [乙文](#a02)——[第 3 页](#p3)

### 快讯

- [丙文](#a03)

## 本期内容

<a id="p2"></a>
### 解读

<a id="a01"></a>
#### 甲文

来源：新华网

见[第 3 页](#p3)，的的

![图](2024-11/p2-1.png)

[返回目录](#toc)

<a id="p3"></a><a id="a02"></a>
#### 乙文

正文

[返回目录](#toc)

### 快讯

<a id="a03"></a>
#### 丙文

正文

[返回目录](#toc)
"""


def archive(folder: Path) -> Path:
    """Write a sound archive of one issue."""
    (folder / "issues" / "2024-11").mkdir(parents=True)
    (folder / "originals").mkdir()
    (folder / "reports").mkdir()
    (folder / "issues" / "2024-11.md").write_text(SOUND, encoding="utf-8")
    (folder / "issues" / "2024-11" / "p2-1.png").write_bytes(b"")
    (folder / "originals" / "2024-11.pdf").write_bytes(b"")
    report(folder, "别的")
    return folder


def report(folder: Path, before: str, severity: str = "suggestion") -> None:
    entry = {
        "severity": severity,
        "kind": "doubled character",
        "before": before,
        "after": "的",
        "reason": "It may be one.",
    }
    data = {"issue": "2024-11", "source": "a.txt", "entries": [{**entry, "line": 1, "page": 2}]}
    (folder / "reports" / "2024-11.json").write_text(json.dumps(data), encoding="utf-8")
