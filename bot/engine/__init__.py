"""The machinery: updates become rows, rows become turns, turns become rows. It knows no area."""
