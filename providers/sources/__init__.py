"""Lists on the web that providers subscribe: fetched again and again, and the offers follow."""
