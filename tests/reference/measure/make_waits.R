#!/usr/bin/env Rscript
# Writes r_more_waits.tsv: centiles of waits and the log-rank test, by R's survival package
# (quantile of survfit, survdiff with rho = 0).
#
#     Rscript tests/reference/measure/make_waits.R          in the project's root
#
# Columns and tolerances as in make_mpmath.py.

suppressPackageStartupMessages(library(survival))
set.seed(20261130)
number <- function(x) ifelse(is.nan(x), "nan", ifelse(is.na(x), "-", sprintf("%.17g", x)))
table <- file("tests/reference/measure/r_more_waits.tsv", "w")
writeLines(c(sprintf("# Made by make_waits.R: %s, survival %s.",
                     sub(" \\(.*", "", R.version.string), packageVersion("survival")),
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)
row <- function(id, call, arguments, values, tolerance) {
    values <- c(values, rep(NA, 4 - length(values)))
    writeLines(paste(c(id, call, paste(sprintf("%.17g", arguments), collapse = " "),
                       number(values), tolerance), collapse = "\t"), table)
}
people_of <- function(days) {
    k <- nrow(days)
    data.frame(day = rep(days[, 1], 2), ended = rep(1:0, each = k),
               count = c(days[, 2], days[, 3]))
}

# ---- centiles; as many as 10 or 100 people, so that a curve may be 1/10 exactly ----

for (i in 1:60) {
    k <- c(3, 10, 25)[i %% 3 + 1]
    days <- cbind(cumsum(sample(c(1, 1, 7, 30), k, replace = TRUE)) - 1, sample(0:6, k, TRUE),
                  if (i %% 2 == 0) rep(0, k) else rbinom(k, 3, 0.2))
    days[1, 2] <- days[1, 2] + 1
    if (i %% 4 == 0) { # 9 of 10 by the last day but one
        days[, 2] <- 0
        days[c(1, k - 1, k), 2] <- c(40, 50, 10)
    }
    level <- c(0.9, 0.95, 0.99)[i %% 3 + 1]
    fit <- survfit(Surv(day, ended) ~ 1, people_of(days), weights = count, subset = count > 0,
                   conf.int = level, conf.type = "log-log")
    # quantile() looks among the limits put in order: the same as the first crossing only where
    # they never rise again
    if (is.unsorted(-fit$lower[!is.na(fit$lower)]) || is.unsorted(-fit$upper[!is.na(fit$upper)]))
        next
    for (of_100 in c(90, 50, 25, 75)) {
        found <- quantile(fit, of_100 / 100)
        values <- unname(c(found$quantile, NA, found$lower, found$upper))
        values[is.na(values)] <- NaN # not reached, and compared as such
        row("kaplan-meier-centile", "uk_kaplan_meier_centile", c(k, days, of_100, level), values,
            "ulp:0")
    }
}

# ---- the log-rank test: chi-squared, degrees of freedom, p ----

for (i in 1:40) {
    k <- c(4, 9, 14)[i %% 3 + 1]; groups <- c(2, 3, 5)[i %% 3 + 1]
    ended <- matrix(sample(0:c(3, 30, 200)[i %% 3 + 1], k * groups, TRUE), k)
    censored <- matrix(rbinom(k * groups, 5, c(0, 0.3)[i %% 2 + 1]), k)
    if (i %% 5 == 0) ended[seq(2, k), 1] <- 0 # much is over on the first day
    if (i %% 7 == 0 && groups > 2) { # a group that leaves before any wait ends
        ended[1, ] <- 0; ended[, groups] <- 0; censored[, groups] <- 0; censored[1, groups] <- 4
    }
    people <- data.frame(day = rep(seq_len(k), 2 * groups), group = rep(rep(seq_len(groups),
                         each = k), 2), ended = rep(1:0, each = k * groups),
                         count = c(ended, censored))
    people <- people[rep(seq_len(nrow(people)), people$count), ]
    if (length(unique(people$group[people$day > 1 | people$ended == 1])) < 2) next
    found <- survdiff(Surv(day, ended) ~ group, people)
    df <- sum(found$exp > 0) - 1
    row("log-rank", "uk_log_rank", c(k, groups, t(ended), t(censored)),
        c(found$chisq, df, pchisq(found$chisq, df, lower.tail = FALSE)), "rel:1e-9")
}
for (df in c(1, 2, 5, 30)) for (x in c(0, 0.01, 1, 3.84, 20, 200, 1200))
    row("special", "uk_chi_squared_upper", c(x, df), pchisq(x, df, lower.tail = FALSE), "rel:1e-12")
close(table)
