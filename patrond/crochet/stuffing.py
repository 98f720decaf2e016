"""How much stuffing stretches what it fills."""

STRETCH = 1.05
"""How much wider a stuffed round is than its stitches lie flat; makers, judges and pictures reckon with the same.

From 1.05 (tight fabric, as toys are worked) to 1.25 (loose and firmly filled). Two designers' balls in worsted at
3.5 mm, of 42 and of 24 to 72 stitches, come out as they say at 1.05 to 1.06.
"""
