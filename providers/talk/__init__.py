"""The page where a team answers the Bildungsbüro and sees what waits of its changes."""
