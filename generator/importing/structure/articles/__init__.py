"""The articles of the body: where each begins and ends."""
