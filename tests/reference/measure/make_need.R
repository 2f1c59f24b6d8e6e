#!/usr/bin/env Rscript
# Writes r_need.tsv: need at equal score again, by lm and model.matrix of base R.
#
#     Rscript tests/reference/measure/make_need.R           in the project's root
#
# Columns and tolerances as in make_mpmath.py.

set.seed(20261201)
number <- function(x) ifelse(is.nan(x), "nan", ifelse(is.na(x), "-", sprintf("%.17g", x)))
table <- file("tests/reference/measure/r_need.tsv", "w")
writeLines(c(sprintf("# Made by make_need.R: %s, base R alone.", sub(" \\(.*", "", R.version.string)),
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)
for (i in 1:12) {
    n <- c(14, 22, 32)[i %% 3 + 1]; bins <- c(2, 3)[i %% 2 + 1]
    repeat {
        rows <- data.frame(need = round(rgamma(n, 2), 2), bin = sample(0:(bins - 1), n, TRUE),
                           member = rbinom(n, 1, 0.4), w = sample(c(0.5, 1, 2.25), n, TRUE),
                           person = sample(0:ceiling(n / 3), n, TRUE))
        # both in each bin: lm then has all its coefficients
        if (all(table(factor(rows$bin, 0:(bins - 1)), factor(rows$member, 0:1)) > 1)) break
    }
    for (kind in c("", "+weights", "+persons", "+both")) {
        weighted <- kind %in% c("+weights", "+both"); clustered <- kind %in% c("+persons", "+both")
        mass <- if (weighted) rows$w else rep(1, n)
        person <- if (clustered) rows$person else seq_len(n)
        fit <- lm(need ~ member + factor(bin), data = rows, weights = mass)
        x <- model.matrix(fit); bread <- solve(crossprod(x * sqrt(mass)))
        sums <- rowsum(x * mass * residuals(fit), person); m <- nrow(sums)
        v <- bread %*% crossprod(sums) %*% bread * m / (m - 1) * (n - 1) / (n - ncol(x))
        se <- sqrt(v["member", "member"]); level <- c(0.9, 0.95, 0.99)[i %% 3 + 1]
        limits <- coef(fit)[["member"]] + c(-1, 1) * qt((1 + level) / 2, m - 1) * se
        words <- c(n, bins, rows$need, rows$bin, rows$member, if (weighted) rows$w,
                   if (clustered) rows$person, level)
        writeLines(paste(c("need-difference", paste0("uk_need_difference", kind),
                           paste(sprintf("%.17g", words), collapse = " "),
                           number(c(coef(fit)[["member"]], se, limits)), "abs:1e-9"),
                         collapse = "\t"), table)
    }
}
close(table)
