"""The panes of the window, one a file; a pane shows a moment and tells what the clerk asked for."""
