"""Fuzzing with atheris, which knows the steps of the interpreter itself and tries more inputs in the same time.

`pip install atheris`, then `python -m tests.trust.native TARGET --minutes 60`. Atheris has builds for few systems and
Pythons, so no test needs it; inputs are changed as `tests.trust.guided` changes them, with the same targets.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator", "pdfminer"]):
    from tests.trust.guided import changed, failure, smaller
    from tests.trust.targets import TARGETS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.trust.native")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    target = TARGETS[given.target]
    found: set[str] = set()

    def one(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        kind = failure(target, text)
        if kind and kind not in found:
            found.add(kind)
            print(f"FOUND {given.target}: {kind}: {smaller(target, text, kind)!r}", flush=True)

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        text = changed(target, data.decode("utf-8", "replace"), random.Random(seed))
        return text.encode("utf-8", "replace")[:longest]

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(target.seeds):
            (Path(folder) / str(number)).write_text(seed, encoding="utf-8")
        options = [
            f"-max_total_time={int(given.minutes * 60)}",
            f"-seed={given.seed}",
            f"-max_len={4 * target.longest}",
        ]
        atheris.Setup([sys.argv[0], folder, "-print_final_stats=1", *options], one, custom_mutator=mutate)
        atheris.Fuzz()  # does not come back


if __name__ == "__main__":
    main()
