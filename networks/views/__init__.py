"""Views of the networks: public pages, pages behind links in mails, and the rooms under `/konto/netzwerke/`."""
