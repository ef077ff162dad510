"""What visitors tell the team, without account: „Fehler melden“ and „Angebot fehlt“."""
