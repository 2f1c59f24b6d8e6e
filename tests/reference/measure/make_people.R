#!/usr/bin/env Rscript
# Writes r_people.tsv: how many people it takes to tell two proportions apart, by power.prop.test.
#
#     Rscript tests/reference/measure/make_people.R          in the project's root
#
# Its root finder is asked for 1e-12. Columns as in make_mpmath.py.

set.seed(20261130)
table <- file("tests/reference/measure/r_people.tsv", "w")
writeLines(c(sprintf("# Made by make_people.R: %s, stats.", sub(" \\(.*", "", R.version.string)),
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)
rows <- 0
while (rows < 90) {
    p <- runif(2, 0.01, 0.99)
    confidence <- c(0.9, 0.95, 0.99)[rows %% 3 + 1]
    power <- c(0.8, 0.9)[rows %% 2 + 1]
    if (abs(p[1] - p[2]) > 0.9 || abs(p[1] - p[2]) < 0.001) next
    n <- tryCatch(power.prop.test(p1 = p[1], p2 = p[2], sig.level = 1 - confidence, power = power,
                                  tol = 1e-12)$n, error = function(e) NA)
    if (is.na(n)) next # its search begins at 2 people
    rows <- rows + 1
    arguments <- paste(sprintf("%.17g", c(p, confidence, power)), collapse = " ")
    writeLines(paste("people-to-tell", "uk_people_to_tell", arguments, sprintf("%.17g", n), "-",
                     "-", "-", "rel:1e-9", sep = "\t"), table)
}
close(table)
