"""PDF conversion, with the real converter."""
