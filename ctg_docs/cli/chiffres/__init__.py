"""The sub-commands of `ctg-docs chiffres`."""
