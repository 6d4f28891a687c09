"""Titles and first sentences of items, and questions, written for these tests: which themes each of them touches.

A letter stands for each theme: f(amily), r(eligion and what people believe), p(olitics); no letter for none of them.
The vocabularies were tuned on every other text, beginning with the first, and measured on the rest.
"""
