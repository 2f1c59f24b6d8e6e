#!/usr/bin/env Rscript
# Writes r_steps.tsv: how much of a gap at the end of a path each step carries, in base R alone.
#
#     Rscript tests/reference/measure/make_steps.R          in the project's root
#
# A third way, after every order (make_steps.py) and the library's: the mean over orders is the
# integral of the step's own slope along the straight line from one group's rates to the other's
# (Owen 1972, multilinear extensions), by R's adaptive integrate(). Columns as in make_mpmath.py.

set.seed(20261130)
folder <- "tests/reference/measure"
number <- function(x) sprintf("%.17g", x)
table <- file(file.path(folder, "r_steps.tsv"), "w")
writeLines(c(sprintf("# Made by make_steps.R: %s, base R alone.",
                     sub(" \\(.*", "", R.version.string)),
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)

along <- function(f) integrate(Vectorize(f), 0, 1, rel.tol = 1e-13, abs.tol = 1e-15)$value
between <- function(a, b, x, leave) prod((b + x * (a - b))[setdiff(seq_along(a), leave)])

part <- function(a, b, s) (a[s] - b[s]) * along(function(x) between(a, b, x, s))
part_slopes <- function(a, b, s) {
    others <- along(function(x) between(a, b, x, s))
    of_one <- sapply(seq_along(a), function(j)
        if (j == s) others else (a[s] - b[s]) * along(function(x) x * between(a, b, x, c(s, j))))
    of_zero <- sapply(seq_along(a), function(j)
        if (j == s) -others
        else (a[s] - b[s]) * along(function(x) (1 - x) * between(a, b, x, c(s, j))))
    c(of_one, of_zero)
}
gap_slopes <- function(a, b) c(sapply(seq_along(a), function(j) prod(a[-j])),
                               -sapply(seq_along(b), function(j) prod(b[-j])))

answer <- function(estimate, slopes, e, se, low, high) {
    down <- slopes * (e - low)
    up <- slopes * (high - e)
    below <- sqrt(sum(ifelse(slopes < 0, up, down)^2))
    above <- sqrt(sum(ifelse(slopes < 0, down, up)^2))
    c(estimate, sqrt(sum((slopes * se)^2)), max(estimate - below, -1), min(estimate + above, 1))
}

for (case in 1:25) {
    m <- (case - 1) %% 5 + 1
    e <- runif(2 * m)
    se <- runif(2 * m, 0.001, 0.1)
    low <- pmax(e - runif(2 * m, 0.001, 0.2), 0)
    high <- pmin(e + runif(2 * m, 0.001, 0.2), 1)
    a <- e[1:m]
    b <- e[m + 1:m]
    numbers <- as.vector(t(cbind(e, se, low, high)[as.vector(rbind(1:m, m + 1:m)), ]))
    write <- function(id, call, which, values)
        writeLines(paste(c(id, call, paste(sprintf("%.17g", c(m, which, numbers)), collapse = " "),
                           number(values), "abs:1e-12"), collapse = "\t"), table)
    write("path-difference", "uk_path_difference", NULL,
          answer(prod(a) - prod(b), gap_slopes(a, b), e, se, low, high))
    for (s in 1:m) {
        write("step-share", "uk_step_share", s - 1,
              answer(part(a, b, s), part_slopes(a, b, s), e, se, low, high))
    }
}
close(table)
