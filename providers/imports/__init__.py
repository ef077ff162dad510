"""Offers from files: one module a format turns a file into neutral rows; everything after that is shared.

`run.import_file` is the door; `formats.FORMATS` lists the formats.
"""
