"""`/netzwerke/landkarte/`: who works with whom, from seats anybody may know of."""
