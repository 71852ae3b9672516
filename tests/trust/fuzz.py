"""The long form of fuzzing: `python -m tests.trust.fuzz --minutes 60 transcript`.

Prints what was tried, and each finding in its smallest form; with `--keep` it goes into the folder of findings, which
the tests try again at each run.
"""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path

from tests.trust.guided import fuzz, smaller
from tests.trust.targets import TARGETS

FINDINGS = Path(__file__).with_name("findings")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.trust.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"what to fuzz: {', '.join(TARGETS)}")
    parser.add_argument("--minutes", type=float, default=60.0, help="for how long, each target")
    parser.add_argument("--seed", type=int, default=0, help="another seed tries other inputs")
    parser.add_argument("--keep", action="store_true", help="put findings among those that the tests try again")
    given = parser.parse_args()
    if unknown := set(given.targets) - TARGETS.keys():
        parser.error(f"no target: {', '.join(sorted(unknown))}")
    found = 0
    for name in given.targets or TARGETS:
        target = TARGETS[name]
        run = fuzz(target, seconds=given.minutes * 60, seed=given.seed)
        found += len(run.findings)
        print(f"{name}: {run.executions} executions, {len(run.steps)} steps, {len(run.findings)} findings", flush=True)
        for kind, text in run.findings.items():
            least = smaller(target, text, kind)
            print(f"  {kind}: {least!r}", flush=True)
            if given.keep:
                _keep(name, least)
    return 1 if found else 0


def _keep(target: str, text: str) -> None:
    folder = FINDINGS / target
    folder.mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8", "surrogatepass")
    (folder / f"{sha256(data).hexdigest()[:12]}.txt").write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
