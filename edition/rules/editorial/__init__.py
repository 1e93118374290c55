"""Editorial: advice that not every edition wants."""
