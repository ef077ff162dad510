"""The page of one offer: find it, then say what is known of it."""
