"""Results in, text out: JSON, the terminal report, explanations, lists."""
