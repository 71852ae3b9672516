"""Other site generators, a file each: how to install, feed and run them, with templates written for this archive.

Each gets the content files that we get – CommonMark with contents, page hints and anchors in them – under the front
matter that it wants. They come from the package registries into a folder of the benchmark's own.
"""

from benchmarks.building.peers.eleventy import ELEVENTY
from benchmarks.building.peers.hugo import HUGO, HUGO_WITH_ARTICLES
from benchmarks.building.peers.mkdocs import MKDOCS
from benchmarks.building.peers.pagefind import PAGEFIND
from benchmarks.building.peers.pelican import PELICAN

PEERS = {
    "hugo": HUGO,
    "hugo-articles": HUGO_WITH_ARTICLES,
    "pagefind": PAGEFIND,
    "eleventy": ELEVENTY,
    "pelican": PELICAN,
    "mkdocs": MKDOCS,
}
"""The peers by the name that the command line calls them."""
