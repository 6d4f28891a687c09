"""The language of the chat: what comes in, what goes out, and the words in between."""
