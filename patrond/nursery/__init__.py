"""The nursery: loads what workers need once, forks them on request, reaps them, and guards them when the master dies.

Run by the master as ``python -m patrond.nursery FD``. One thread and no loop, so that forking is safe.
"""
