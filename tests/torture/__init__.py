"""Long batteries: what is killed, frozen, raced and filled up, again and again (`make torture`)."""
