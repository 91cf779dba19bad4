"""Why L1 regularization gives sparse answers: exact geometry, and the pictures it decides."""
