"""Facts, rules and use cases of the appraisal centre: no I/O, no clock, no framework."""
