"""The contract: what people can do and what they see, on whatever platform. Written once; every adapter passes it.

A *stage* (`stage.py`) is a platform with a running bot in it and a small company on it: who does what, and who sees
what, in words that no platform owns. A new adapter brings one file with its stage, and one line in `conftest.py`.
What a platform does not have (`Can`) is not asked of it. `naive.py` has adapters that break the contract, each in one
place, and the tests show that they are noticed.

A *bench* (`bench.py`) is the same for the port alone: what a platform answers to whoever delivers.
"""
