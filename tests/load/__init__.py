"""Libraries of any size, made from a seed: chapters, a register, and a loopback web whose pages change between epochs.

    python -m tests.load --chapters 10 --home /tmp/library

writes the home and serves its sources until Ctrl-C. The same arguments always make the same library, and the verdict
that each claim should come to is known beforehand, so a run at any size is checked and not only timed.
"""
