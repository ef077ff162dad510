"""The desk of a provider: what needs an answer, the list of offers, what to do with each."""
