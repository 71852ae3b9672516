"""Measurements: what Qikan promises, beside its peers, on archives of any size."""
