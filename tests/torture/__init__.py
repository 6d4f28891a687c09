"""Long batteries against real processes, databases and sockets: `make torture`; a short form runs in `make test`."""
