"""The commands, one a file: options and help here, the work in the rooms that they call.

A command's module imports only what its options need; the rest is imported when it runs, so that `--help` and a build
with nothing to do start at once.
"""
