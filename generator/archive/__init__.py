"""The archive as the editor keeps it: imports come in whole or not at all, and never over an editor's words."""
