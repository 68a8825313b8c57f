"""Sound as arrays: clips, chimes, the cache, the mix, the transport. No device, no file format."""
