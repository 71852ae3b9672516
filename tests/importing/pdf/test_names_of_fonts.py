"""A font's name tells its family: another family is another look, another weight is not."""

from __future__ import annotations

import pytest

from generator.importing.pdf.fonts.names import family_of


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Noto-Serif-CJK-SC", "Noto-Serif-CJK-SC"),
        ("Noto-Serif-CJK-SC-Semi-Bold", "Noto-Serif-CJK-SC"),
        ("NotoSerifCJKsc-Bold-Identity-H", "NotoSerifCJKsc"),
        ("Noto Sans CJK SC Bold", "Noto-Sans-CJK-SC"),
        ("NotoSansCJKSCBold", "NotoSansCJKSC"),
        ("SourceHanSerifSC-SemiBold", "SourceHanSerifSC"),
        ("FZXBSJW--GB1-0", "FZXBSJW"),
        ("HYQiHei-55S", "HYQiHei"),
        ("STSong-Light", "STSong"),
        ("SimSun,Bold", "SimSun"),
        ("KaiTi_GB2312", "KaiTi_GB2312"),
        ("cid0cs,Bold-UniGB-UTF16-H", "cid0cs"),
        ("黑体", "黑体"),
        ("Bold", "Bold"),
        ("", ""),
    ],
)
def test_the_family_is_the_name_without_weight_and_slope(name: str, family: str) -> None:
    assert family_of(name) == family
