"""The two screens that readers have, for tests."""

PHONE: dict[str, object] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK: dict[str, object] = {"viewport": {"width": 1440, "height": 900}}
