"""Time expressions: what words name a time, and which one."""
