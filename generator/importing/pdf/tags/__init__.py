"""Tagged PDFs: what the structure tree says."""
