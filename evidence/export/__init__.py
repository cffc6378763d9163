"""Documents out: outline (meaning) → paginate (places) → Word and package (bytes)."""
