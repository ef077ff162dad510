"""Forms of the events' room."""
