"""In the place of the speech server, without which a machine that has no sound hangs: what Orca would say stands in its log."""

raise ImportError("no speech: the log is read instead")
