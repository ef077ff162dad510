"""Pages of a team: its people, invitations, and the ways to a provider: claiming one, bringing a new one."""
