"""barograph records the pressure between states."""
