# Writes r_shrunk.tsv: shares drawn towards each other, in base R alone.
#
#     Rscript tests/reference/measure/make_shrunk.R          in the project's root
#
# The beta-binomial likelihood by lbeta, and its highest point by optim from several beginnings.
# Groups whose shares differ by no more than chance are drawn again: the likelihood of those has no
# highest point. Columns as make_mpmath.py says; R gives no limits.

arguments <- commandArgs(FALSE)
script <- sub("--file=", "", grep("--file=", arguments, value = TRUE))
table <- file(file.path(dirname(script), "r_shrunk.tsv"), "w")
made_by <- sub(" \\(.*", "", R.version.string)
writeLines(c(sprintf("# Made by make_shrunk.R: %s, base R alone.", made_by),
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)

height <- function(at, x, n) {
    mean <- plogis(at[1])
    size <- exp(at[2])
    sum(lbeta(x + mean * size, n - x + (1 - mean) * size) - lbeta(mean * size, (1 - mean) * size))
}

highest <- function(x, n) {
    found <- NULL
    for (size in c(1, 10, 100)) {
        at <- c(qlogis(sum(x) / sum(n)), log(size))
        for (round in 1:20) {
            fit <- optim(at, height, x = x, n = n, method = "BFGS",
                         control = list(fnscale = -1, reltol = 1e-15, maxit = 1000))
            at <- fit$par
        }
        if (is.null(found) || fit$value > found$value) found <- fit
    }
    c(plogis(found$par[1]), exp(found$par[2]))
}

set.seed(20261130)
cases <- 0
while (cases < 16) {
    k <- sample(3:10, 1)
    n <- sample(c(8, 40, 150, 900), k, replace = TRUE)
    x <- rbinom(k, n, rbeta(k, 3, 7))
    p <- sum(x) / sum(n)
    if (sum(x * (x - 1) / p + (n - x) * (n - x - 1) / (1 - p) - n * (n - 1)) < 5 * sum(n)) next
    found <- highest(x, n)
    numbers <- paste(c(k, x, n), collapse = " ")
    writeLines(sprintf("share-spread\tuk_share_spread\t%s\t%.10g\t%.7g\t-\t-\t%s", numbers,
                       found[1], found[2], "abs:1e-5,rel:1e-3,abs:0,abs:0"), table)
    for (which in seq_len(min(k, 3))) {
        shrunk <- (x[which] + found[1] * found[2]) / (n[which] + found[2])
        writeLines(sprintf("shrunk-share\tuk_shrunk_share\t%s %d 0.95\t%.10g\t-\t-\t-\tabs:1e-5",
                           numbers, which - 1, shrunk), table)
    }
    cases <- cases + 1
}
close(table)
