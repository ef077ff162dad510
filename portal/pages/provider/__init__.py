"""The list of providers and the profile of one."""
