"""What the public pages of events show, as prepared words; the templates show it as it comes."""
