"""整改: what follows from the problems of the ledger, by pure functions."""
