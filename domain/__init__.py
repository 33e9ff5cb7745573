"""Facts, rules and use cases of the appraisal centre: no I/O, no clock, no framework."""

# The areas, one for each stage of the work, each above those that it may use. The one list of them: what needs the
# areas elsewhere reads it or is held against it by a test.
AREAS = (
    "people",
    "standards",
    "notices",
    "registration",
    "reviewing",
    "importing",
    "planning",
    "resources",
    "staffing",
    "checkin",
    "exam",
    "marking",
    "scores",
    "certificates",
    "archive",
    "reports",
)
