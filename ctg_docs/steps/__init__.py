"""The way of a convention, one module a step: load, check, choose, render, batch, convert, write, deliver.

Prints nothing, keeps no state, reads no clock. What is public here is offered by `ctg_docs` itself.
"""
