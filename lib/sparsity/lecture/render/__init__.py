"""Scenes turned into files: jobs, the processes that do them, and the finished folders."""
