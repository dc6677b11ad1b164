"""What becomes of pages whose owner leaves: the next owner, so that none is without one (rule 1)."""
