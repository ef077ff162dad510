"""The profile of a provider, kept by its team: texts, contact, logo, places with hours and accessibility."""
