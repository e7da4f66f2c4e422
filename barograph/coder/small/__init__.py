"""Dossiers in, the same with events out: rules propose, small models judge, this settles."""
