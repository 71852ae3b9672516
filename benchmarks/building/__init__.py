"""How fast and how small a build is, beside other site generators on the same issues."""
