"""The machinery of storage: it knows no stage of the appraisal."""
