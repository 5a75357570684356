"""The commands of `ctg-docs template`, one file each."""
