"""The annexes of a convention: which ones, and what each shows."""
