"""A PostgreSQL for tests, with nothing to install by hand and nothing left behind.

Whose it is: `$DATABASE_URL`, if set, is used and left running. Else the programs come with a package of the tests (its
own Python is never called: as root it would open folders to everyone), or from the system. The server listens on a Unix
socket in a folder of its own that nobody else may enter; as root it runs as somebody who may do nothing. A guard
process starts it when it is first asked for, and ends it when whoever asked for it is gone, however they went.
"""

from tests.postgresql.cluster import FAST, Cluster, cluster
from tests.postgresql.databases import Emptied, fresh
from tests.postgresql.programs import MISSING, programs
from tests.postgresql.run import begin, let_go, server

__all__ = ["FAST", "MISSING", "Cluster", "Emptied", "begin", "cluster", "fresh", "let_go", "programs", "server"]
