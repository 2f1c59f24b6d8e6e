#!/usr/bin/env Rscript
# Writes r_funnel.tsv: limits that chance keeps a group's share in.
#
#     Rscript tests/reference/measure/make_funnel.R          in the project's root
#
# The count at which prop.test, on both sides of everyone's share and without its correction, gives
# just 1 - confidence: the test that Wilson's interval turns round. Columns as in make_mpmath.py.

set.seed(20261130)
table <- file("tests/reference/measure/r_funnel.tsv", "w")
writeLines(c(sprintf("# Made by make_funnel.R: %s, stats.", sub(" \\(.*", "", R.version.string)),
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)
root <- function(p0, n, confidence, from, to) {
    far <- function(x) suppressWarnings(
        prop.test(x, n, p = p0, correct = FALSE)$statistic) - qchisq(confidence, 1)
    uniroot(far, c(from, to), tol = 1e-12 * n, maxiter = 10000)$root / n
}
rows <- 0
while (rows < 90) {
    p0 <- runif(1, 0.05, 0.95)
    n <- round(10 ^ runif(1, 2, 5))
    confidence <- c(0.9, 0.95, 0.998)[rows %% 3 + 1]
    half <- qnorm((1 + confidence) / 2) * sqrt(p0 * (1 - p0) / n)
    if (p0 - half <= 0 || p0 + half >= 1) next # cut off there, which a root is not
    limits <- c(root(p0, n, confidence, 0, p0 * n), root(p0, n, confidence, p0 * n, n))
    rows <- rows + 1
    arguments <- paste(sprintf("%.17g", c(p0, n, confidence)), collapse = " ")
    writeLines(paste("funnel", "uk_funnel_limits", arguments, sprintf("%.17g", p0), "-",
                     sprintf("%.17g", limits[1]), sprintf("%.17g", limits[2]), "abs:1e-9",
                     sep = "\t"), table)
}
close(table)
