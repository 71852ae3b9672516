"""`python -m generator` is `qikan`, where that command is not on the path."""

from generator.cli import main

if __name__ == "__main__":
    main()
