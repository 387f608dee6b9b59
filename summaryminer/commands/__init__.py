"""The commands of the command line, one file each; each has a function ``register(app)``."""
