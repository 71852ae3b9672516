"""How good, how small and how fast the search is, beside Pagefind."""
