"""How good the search is: labelled questions put to it and to others. Nothing here serves a page."""
