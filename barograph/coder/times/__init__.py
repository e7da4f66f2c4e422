"""When: news English in, times and when deeds were out."""

from barograph.coder.times.when import TimeMention, event_time, find_times, tense_of

__all__ = ["TimeMention", "event_time", "find_times", "tense_of"]
