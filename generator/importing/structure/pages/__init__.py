"""The pages of a transcript, found by laying the print out again."""
