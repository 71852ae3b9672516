"""A build: from the content folder to the site, doing again only what has to be done again.

What a build needs that has something to do is loaded when one has.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.building import fingerprints
from generator.building.glance import Sight, glance, keep, kept_in, look_at, same_as
from generator.building.order import Built, Order
from generator.building.output import Output
from generator.building.survey import Survey, survey
from generator.building.workers import Progress, in_silence
from generator.errors import QikanError


def build(order: Order, *, progress: Progress = in_silence, waiting: Callable[[], None] = lambda: None) -> Built:
    """Build a site, whole or not at all.

    `waiting` is called once if another build of the same output has to end first. Raises QikanError for what a person
    can mend, OSError where the output cannot be written; the last site stands untouched then.
    """
    output = Output(order.output)
    output.check_place((order.content, order.theme))
    with output.locked(waiting):
        sight = look_at(order)
        standing = survey(output.folder)
        last = kept_in(output.own)
        if last is not None and last.site == standing.fingerprint():
            now = glance(order, sight) if last.young else last  # before what is young is read
            if same_as(last, order, sight):
                if now is not last:
                    keep(output.own, now.of_site(last.site, last.totals, last.issues))
                return Built(last.totals, last.issues, (), (), {})
        return _built(order, output, sight, standing, progress)


def _built(order: Order, output: Output, sight: Sight, standing: Survey, progress: Progress) -> Built:
    """Build where something may have changed, and keep for the next time how everything looked."""
    import sqlite3

    from generator.building.staging import InTheWayError

    seen = glance(order, sight)
    try:
        try:
            built, site = _made(order, output, standing, progress)
        except InTheWayError:  # of the site before the last one, which went with what was made in it
            built, site = _made(order, output, standing, progress)
    except sqlite3.Error as error:
        raise QikanError(
            f"the build's own folder is damaged, or its disk is full: {error}.",
            place=str(output.own),
            remedy="Make room, delete this folder and build again; the site is made anew then.",
        ) from error
    if not built.records:  # writing them changes what was seen
        keep(output.own, seen.of_site(site, built.totals, built.issues))
    return built


def _made(order: Order, output: Output, standing: Survey, progress: Progress) -> tuple[Built, str]:
    """Make the site and put it in its place; return what was done, and the fingerprint of the site as it is left."""
    from contextlib import closing

    from generator.building.ledger import Ledger
    from generator.building.steps import Build

    with closing(Ledger(output.own, fingerprints.of_code())) as ledger:
        return Build(order, output, ledger, standing, progress).run()
