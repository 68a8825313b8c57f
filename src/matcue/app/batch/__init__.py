"""Many files made in one go, here or by a cluster, with a manifest."""
