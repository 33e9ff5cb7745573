"""Somebody who uses a bot through a sandbox: what tests, demonstrations and benchmarks speak with."""
