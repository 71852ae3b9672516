"""What it costs to read an issue: ours beside MkDocs Material and Hugo with Doks, in the same run."""
