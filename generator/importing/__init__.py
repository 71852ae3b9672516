"""Source file -> Issue, with a report of what was repaired."""
