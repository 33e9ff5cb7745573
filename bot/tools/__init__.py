"""What is no product: the demo, the tour, the bench and chaos."""
