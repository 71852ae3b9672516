"""The two ways through Qikan, from end to end: `imports` (source files -> archive) and `site` (archive -> site)."""
