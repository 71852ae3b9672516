"""`serve`: the site on this machine, built again after every edit, the browser reloading by itself.

Two things at work: the main thread, which watches and builds, and Tornado's event loop in another, which answers from
the output folder; `Live` is what both of them know. One loop holds any number of clients, so that slow ones wait for
themselves alone. Pages get one script more than the published ones, and the service worker a line that lets this
script's messages pass; nothing else differs.
"""

from __future__ import annotations

from generator.serving.live import Live
from generator.serving.server import Server, build_once, open_server, serve

__all__ = ["Live", "Server", "build_once", "open_server", "serve"]
