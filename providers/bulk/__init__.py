"""„Liste einlesen“: a list is brought, its columns are named, its faults are mended, then it is imported."""
