"""What a person wrote: the model of routines and exercises, and how their files are read."""
