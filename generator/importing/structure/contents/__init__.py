"""The contents (本期视点): what they say of each article."""
