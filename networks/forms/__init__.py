"""Forms of the networks: public ones with guards, and those of the rooms."""
