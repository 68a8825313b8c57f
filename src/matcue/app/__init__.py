"""The use cases of the program: one module for each, which calls the layers below in turn."""
