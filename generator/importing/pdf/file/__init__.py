"""The bytes of a PDF: objects, streams, and the pages in order."""
