"""Form: a kind of manuscript; each file here reads one, and says by ENDINGS which files it reads.

`blocks(data, file)` yields the paragraphs of a file in order, and raises Refused.
"""
