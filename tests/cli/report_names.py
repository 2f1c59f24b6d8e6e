"""Names of checks as pages have them."""

CHECK_NAMES = {
    "completeness": "what is written down, by group",
    "representation": "who is here, beside the population",
    "pathway": "how far people get, step by step",
    "waits": "how long people wait",
    "rows_lost": "which rows are left out",
    "gap": "outcomes, by group",
    "change": "average and gap, over the periods",
    "missed": "whom a score flags of those with the outcome",
    "flagged_without": "whom a score flags of those without",
    "calibration": "what a score expects, and what happens",
    "need": "whom a score flags of those in most need",
    "assumptions": "what hangs on a choice of rule",
}
