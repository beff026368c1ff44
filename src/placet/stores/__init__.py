"""Where a node keeps things: the ports of `placet.node.joint.ports` over SQLite, PostgreSQL and memory.

home        the folder of one side's node: both stores, opened together under one lock
reaching    which stores a home names, and the one way to each
address     where a server is, without who asks or with what
guard       the order of writes, and never a number twice
moving      a home's stores out of its folder onto a server, or back; copying, move_file lie under it
own_heads   how far we have written, told outside the database
lock        one process writes
record      joint files in a database; rows, order, shelf, database, layout lie under it
private     what never leaves, in another database
sqlite      two files; the usual way
postgres    two schemas and two roles on a server; needs the extra `postgres`, so only `reaching` asks for it
memory      for tests
examining   full verification of what is kept
backup      a sealed copy of a home, and a home out of one
durable     files that survive a power cut
troubles    what goes wrong
"""
