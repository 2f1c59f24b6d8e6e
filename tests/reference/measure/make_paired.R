#!/usr/bin/env Rscript
# Writes r_paired.tsv: differences of two proportions of the same pairs, by base R alone.
#
#     Rscript tests/reference/measure/make_paired.R          in the project's root
#
# The score interval from its definition: optimize() finds the most likely share at a difference,
# uniroot() the two differences whose score statistic is the quantile. Columns as in make_mpmath.py.

set.seed(20261201)
likeliest <- function(b, c, n, d) {
    low <- max(0, -d)
    high <- (1 - d) / 2
    part <- function(count, share) if (count == 0) 0 else count * log(share)
    likelihood <- function(at) { # on the line from one end to the other
        q <- low + (high - low) * at
        part(c, q) + part(b, q + d) + part(n - b - c, 1 - 2 * q - d)
    }
    slope <- function(at) {
        q <- low + (high - low) * at
        (if (c > 0) c / q else 0) + (if (b > 0) b / (q + d) else 0) -
            2 * (n - b - c) / (1 - 2 * q - d)
    }
    near <- optimize(likelihood, c(0, 1), maximum = TRUE, tol = 1e-10)$maximum
    ends <- c(max(near - 1e-4, 1e-15), min(near + 1e-4, 1 - 1e-15))
    if (slope(ends[1]) * slope(ends[2]) < 0) near <- uniroot(slope, ends, tol = 1e-16)$root
    low + (high - low) * near
}
statistic <- function(b, c, n, d) {
    q <- likeliest(b, c, n, d)
    (b - c - n * d) / sqrt(n * (2 * q + d * (1 - d)))
}
limit <- function(b, c, n, z, end) {
    uniroot(function(d) statistic(b, c, n, d) - z, sort(c((b - c) / n, end * (1 - 1e-9))),
            tol = 1e-13)$root
}
table <- file("tests/reference/measure/r_paired.tsv", "w")
writeLines(c(sprintf("# Made by make_paired.R: %s, base R alone.",
                     sub(" \\(.*", "", R.version.string)),
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)
for (row in 1:80) {
    n <- sample(20:2000, 1)
    apart <- sample(4:min(n %/% 2, 200), 1)
    b <- sample(1:(apart - 1), 1)
    c <- apart - b
    level <- c(0.9, 0.95, 0.99)[row %% 3 + 1]
    z <- qnorm((1 + level) / 2)
    numbers <- c((b - c) / n, sqrt(b + c - (b - c)^2 / n) / n, limit(b, c, n, z, -1),
                 limit(b, c, n, -z, 1))
    writeLines(paste("paired", "uk_paired_difference",
                     paste(sprintf("%.17g", c(b, c, n, level)), collapse = " "),
                     paste(sprintf("%.17g", numbers), collapse = "\t"), "abs:1e-9", sep = "\t"),
               table)
}
close(table)
