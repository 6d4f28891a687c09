"""Everything outside: the chat platforms and the one web server."""
