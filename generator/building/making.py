"""What a build makes and what it takes over from the last site, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.building.files import digest
from generator.building.lastsite import LastSite
from generator.building.ledger import Ledger
from generator.building.nextledger import NextLedger
from generator.building.records import Ingredients, Made
from generator.building.staging import Staging, write_page

UNKNOWN = "not built before by this Qikan"
SPOILT = "files of it in the site are missing or were changed"


@dataclass(frozen=True, slots=True)
class Making:
    """A new site under way beside the last one."""

    last: Ledger
    """What the last build did."""
    site: LastSite
    """What became of its site."""
    spoilt: frozenset[str]
    """The names of which files in that are missing or were changed."""
    staging: Staging
    """The folder of the new site."""
    next: NextLedger
    """What this build does."""
    reasons: list[tuple[str, str]] = field(default_factory=list)
    """What is made anew and why; parts of one thing are called the same."""

    def reason(self, name: str, ingredients: Ingredients) -> str:
        """Return why the files of this name have to be made anew; empty where they need not."""
        last = self.last.ingredients(name)
        if last is None:
            return UNKNOWN
        if differing := ingredients.differing(last):
            return f"{', '.join(differing)} changed"
        return SPOILT if name in self.spoilt else ""

    def reused(self, name: str, ingredients: Ingredients, look: str = "", called: str = "") -> bool:
        """Take over the files that are remembered under this name if they would come out the same; else note why.

        `look` is what changed in the look of their kind, `called` what they are to people where not their name.
        """
        reason = self.reason(name, ingredients) or look
        if reason:
            self.reasons.append((called or name, reason))
            return False
        self.next.keep(name)
        return True

    def put(self, name: str, ingredients: Ingredients, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files into the new site; one with the same bytes as in the last site stays the same file."""
        made: list[Made] = []
        for path, data in files:
            last = self.site.intact(path)
            if last is not None and last.digest == digest(data):
                self.next.keep_file(name, last)
            else:
                made.append(write_page(self.staging.folder, path, data))
        self.next.add(name, ingredients, made)

    def put_made(self, name: str, ingredients: Ingredients, files: Iterable[Made]) -> None:
        """Take note of files in the new site; one with the same bytes as in the last site is made that file again."""
        made: list[Made] = []
        for file in files:
            last = self.site.intact(file.path)
            if last is not None and last.digest == file.digest:
                self.staging.link(file.path)
                self.next.keep_file(name, last)
            else:
                made.append(file)
        self.next.add(name, ingredients, made)
