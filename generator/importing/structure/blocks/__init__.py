"""The blocks of an article: headings, paragraphs, lists, tables, figures, notes."""
