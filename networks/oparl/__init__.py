"""The networks in the shape of OParl 1.1 (the interface of German council information systems), at `/api/oparl/v1.1/`.

Only what everybody may read: published networks, running public seats, names of people who consented, public meetings.
"""
