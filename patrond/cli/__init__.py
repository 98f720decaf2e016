"""The commands: they compose the other rooms, and are the only place that prints for people."""
