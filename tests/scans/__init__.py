"""Scans that tests draw themselves, with the truth beside each."""
