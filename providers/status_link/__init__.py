"""The state of an offer in one tap: a link without login, kept by the provider, on paper as a code."""
