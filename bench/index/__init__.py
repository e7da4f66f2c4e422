"""The index measured: as a forecast of the next story."""
