"""Entering an offer in five steps: the same forms for people with an account and for those without."""
