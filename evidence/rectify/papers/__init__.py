"""Papers about 整改, as the office sends them: composed of what the ledger tells, and written by the one writer."""
