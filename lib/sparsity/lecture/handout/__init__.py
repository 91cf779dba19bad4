"""What students take home: every beat's picture, words and formulas on paper."""
