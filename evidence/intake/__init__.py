"""Files come in: scan, plan, facts, suggestion, apply."""
