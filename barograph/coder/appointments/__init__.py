"""What is due: a sentence in, words about announced happenings out."""

from barograph.coder.appointments.notices import find_appointments

__all__ = ["find_appointments"]
