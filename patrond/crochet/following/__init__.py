"""Lines are followed: what each uses of the line below, what it makes, and whether that can be."""
