"""The only code that speaks SQL, and the file vault."""
