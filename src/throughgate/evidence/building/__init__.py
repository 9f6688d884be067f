"""`ev.build`: from anybody's files to a store of histories."""
