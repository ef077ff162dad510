"""How good the search is: labelled questions put to it and to others, and the usual measures. Nothing here serves a page."""
