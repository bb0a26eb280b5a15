"""ticktie: tick and tie an earnings release."""
