"""Other ways to answer the same questions, measured beside our engine by `benchmark_search`; they serve no page."""
