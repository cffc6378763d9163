"""What a dossier is and does: no Qt, no window, usable as a library."""
