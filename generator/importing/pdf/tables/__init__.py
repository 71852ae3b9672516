"""Tables: with walls, with level rules, with no rules, and over page ends."""
