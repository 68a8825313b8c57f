"""Pictures of timelines: the plot of a session, the cover of a recording."""
