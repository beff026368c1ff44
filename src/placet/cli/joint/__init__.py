"""Commands about the joint file: each parses, calls `node/joint`, and prints."""
