"""Where cooperation has gaps: pure functions over plain data (`world`), kept as a snapshot, shown to staff."""
