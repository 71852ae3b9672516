"""Input that was made to hurt: what it must not do to readers, editors and machines."""
