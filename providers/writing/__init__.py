"""Help while writing: what a sentence about dates means, how hard a text is, which offers are alike."""
