"""What one voice says in, its level out: weights, copies, corrections, the filter, its normal."""
