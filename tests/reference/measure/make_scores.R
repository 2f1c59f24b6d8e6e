#!/usr/bin/env Rscript
# Writes r_scores.tsv: the estimators for score audits again, in base R alone.
#
#     Rscript tests/reference/measure/make_scores.R         in the project's root
#
# A second way to each number: ranks and outer() for the area under the curve, prop.test on
# effective counts for rates, glm and loess for calibration, poisson.test for limits of a count.
# Columns and tolerances as in make_mpmath.py.

set.seed(20261130)
number <- function(x) ifelse(is.nan(x), "nan", ifelse(is.na(x), "-", sprintf("%.17g", x)))
level_of <- function(i) c(0.9, 0.95, 0.99)[(i - 1) %% 3 + 1]
table <- file("tests/reference/measure/r_scores.tsv", "w")
writeLines(c(sprintf("# Made by make_scores.R: %s, base R alone.", sub(" \\(.*", "", R.version.string)),
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)
row <- function(id, call, arguments, values, tolerance) {
    values <- c(values, rep(NA, 4 - length(values)))
    writeLines(paste(c(id, call, paste(sprintf("%.17g", arguments), collapse = " "),
                       number(values), tolerance), collapse = "\t"), table)
}

draw_rows <- function(i) {
    n <- c(10, 20, 35)[i %% 3 + 1]
    repeat {
        s <- sort(if (i %% 4 == 0) sample(c(0.1, 0.3, 0.5, 0.8), n, TRUE) else runif(n, 0.02, 0.98))
        y <- rbinom(n, 1, plogis(0.3 + 0.8 * qlogis(s)))
        both <- max(s[y == 0]) > min(s[y == 1]) && max(s[y == 1]) > min(s[y == 0])
        if (sum(y) >= 3 && sum(1 - y) >= 3 && both) break
    }
    list(n = n, s = s, y = y, w = sample(c(0.5, 1, 1.75, 3.25), n, TRUE),
         person = sample(0:ceiling(n / 3), n, TRUE))
}
# the same rows as four kinds of call have them
kinds <- function(rows) {
    one <- rep(1, rows$n); own <- seq_len(rows$n); base <- with(rows, c(n, s, y))
    list(list(name = "", words = base, w = one, person = own),
         list(name = "+weights", words = c(base, rows$w), w = rows$w, person = own),
         list(name = "+persons", words = c(base, rows$person), w = one, person = rows$person),
         list(name = "+both", words = c(base, rows$w, rows$person), w = rows$w,
              person = rows$person))
}
# sums over the rows of each person, persons in the same order for every column
by_person <- function(x, person) rowsum(x, person)

area <- function(rows, kind) {
    pass <- with(rows, (sign(outer(s[y == 1], s[y == 0], "-")) + 1) / 2)
    sick <- rows$y == 1; p <- kind$w[sick]; q <- kind$w[!sick]
    a <- drop(p %*% pass %*% q) / sum(p) / sum(q)
    if (kind$name == "") { # Mann and Whitney's statistic from R's ranks
        rank_sum <- sum(rank(rows$s)[sick])
        stopifnot(all.equal(a, (rank_sum - sum(sick) * (sum(sick) + 1) / 2) / sum(sick) / sum(!sick)))
    }
    d <- cbind(ifelse(sick, 1, 0), ifelse(sick, 0, 1))
    v <- matrix(0, rows$n, 2)
    v[sick, 1] <- p * (drop(pass %*% q) / sum(q) - a)
    v[!sick, 2] <- q * (drop(p %*% pass) / sum(p) - a)
    sums <- by_person(v, kind$person); there <- by_person(d, kind$person) > 0
    m <- colSums(there); all <- nrow(sums)
    se <- sqrt(max(0, m[1] / (m[1] - 1) * sum(sums[, 1]^2) / sum(p)^2 +
                      m[2] / (m[2] - 1) * sum(sums[, 2]^2) / sum(q)^2 +
                      2 * all / (all - 1) * sum(sums[, 1] * sums[, 2]) / sum(p) / sum(q)))
    c(a, if (min(m) < 2) NaN else se)
}
# a weighted mean, its error between persons
mean_of <- function(v, kind, level) {
    mean <- weighted.mean(v, kind$w)
    sums <- by_person(kind$w * (v - mean), kind$person); m <- nrow(sums)
    se <- sqrt(m / (m - 1) * sum(sums^2)) / sum(kind$w)
    c(mean, se, mean + c(-1, 1) * qt((1 + level) / 2, m - 1) * se)
}
# true flags less false ones at their price: two shares, how they move together, MOVER
benefit_of <- function(s, y, kind, level) {
    odds <- 0.3 / 0.7; values <- cbind((s >= 0.3) * y, (s >= 0.3) * (1 - y))
    p <- colSums(kind$w * values) / sum(kind$w)
    sums <- by_person(kind$w * sweep(values, 2, p), kind$person); m <- nrow(sums)
    robust <- kind$name != ""
    v <- crossprod(sums) / sum(kind$w)^2 * (if (robust) m / (m - 1) else 1)
    t <- qt((1 + level) / 2, if (robust) m - 1 else Inf); z <- qnorm((1 + level) / 2)
    size <- p * (1 - p) / diag(v) * (z / t)^2
    limits <- sapply(1:2, function(j) suppressWarnings(
        prop.test(p[j] * size[j], size[j], conf.level = level, correct = FALSE))$conf.int)
    d <- p[1] - odds * p[2]; r <- v[1, 2] / sqrt(v[1, 1] * v[2, 2])
    below <- c(p[1] - limits[1, 1], odds * (limits[2, 2] - p[2]))
    above <- c(limits[2, 1] - p[1], odds * (p[2] - limits[1, 2]))
    both <- function(x) sqrt(x[1]^2 - 2 * r * x[1] * x[2] + x[2]^2)
    c(d, sqrt(drop(c(1, -odds) %*% v %*% c(1, -odds))), d - both(below), d + both(above))
}
# glm's coefficients with the sandwich between persons, or its own errors where rows are persons
fitted_line <- function(fit, kind, level) {
    # vcov() is one step of the fit behind the coefficients
    p <- fitted(fit); v <- solve(crossprod(model.matrix(fit) * sqrt(kind$w * p * (1 - p))))
    stopifnot(all.equal(v, vcov(fit), tolerance = 1e-4, check.attributes = FALSE)); df <- Inf
    if (kind$name != "") {
        sums <- by_person(kind$w * (fit$y - fitted(fit)) * model.matrix(fit), kind$person)
        m <- nrow(sums); df <- m - 1
        v <- v %*% (m / (m - 1) * crossprod(sums)) %*% v
    }
    se <- sqrt(diag(v)); t <- qt((1 + level) / 2, df)
    cbind(coef(fit), se, coef(fit) - t * se, coef(fit) + t * se)
}
close_fit <- glm.control(epsilon = 1e-14, maxit = 100)

rates <- list(
    function(f, y) cbind(f, 1), function(f, y) cbind(y, 1), function(f, y) cbind(f * y, y),
    function(f, y) cbind((1 - f) * y, y), function(f, y) cbind(f * (1 - y), 1 - y),
    function(f, y) cbind((1 - f) * (1 - y), 1 - y), function(f, y) cbind(f * y, f),
    function(f, y) cbind(f * (1 - y), f), function(f, y) cbind((1 - f) * (1 - y), 1 - f),
    function(f, y) cbind((1 - f) * y, 1 - f), function(f, y) cbind(f == y, 1))

for (i in 1:12) {
    rows <- draw_rows(i); level <- level_of(i); z <- qnorm((1 + level) / 2)
    for (kind in kinds(rows)) {
        a <- area(rows, kind)
        half <- z * a[2] / (a[1] * (1 - a[1]))
        row("delong", paste0("uk_auc", kind$name), c(kind$words, level),
            c(a, plogis(qlogis(a[1]) + c(-half, half))), "rel:1e-11")
        row("delong-plain", paste0("uk_auc_plain", kind$name), c(kind$words, level),
            c(a, pmax(0, a[1] - z * a[2]), pmin(1, a[1] + z * a[2])), "rel:1e-11")
    }
    for (kind in kinds(rows)) {
        words <- c(kind$words, level); s <- rows$s; y <- rows$y
        row("brier", paste0("uk_brier", kind$name), words, mean_of((s - y)^2, kind, level), "abs:1e-12")
        row("net-benefit", paste0("uk_net_benefit_at", kind$name), words,
            benefit_of(s, y, kind, level), "abs:1e-12")
        # a ratio through the origin: lm weighted by 1/s has it as its slope
        ratio <- unname(coef(lm(y ~ 0 + s, weights = kind$w / s)))
        sums <- by_person(kind$w * (y - ratio * s), kind$person); m <- nrow(sums)
        se <- sqrt(m / (m - 1) * sum(sums^2)) / sum(kind$w * y)
        row("oe", paste0("uk_oe", kind$name), words,
            c(ratio, se, ratio * exp(c(-1, 1) * qt((1 + level) / 2, m - 1) * se)), "rel:1e-11")
        # weights that are no whole numbers make glm warn; the estimating equations are the same
        large <- suppressWarnings(glm(y ~ 1, binomial, offset = qlogis(s), weights = kind$w,
                                      control = close_fit))
        row("calibration-intercept", paste0("uk_calibration_intercept", kind$name), words,
            fitted_line(large, kind, level)[1, ], "abs:1e-9")
        line <- suppressWarnings(glm(y ~ qlogis(s), binomial, weights = kind$w, control = close_fit))
        both <- fitted_line(line, kind, level)
        row("calibration-slope", paste0("uk_calibration_line_slope", kind$name), words, both[2, ],
            "abs:1e-9")
        row("calibration-slope", paste0("uk_calibration_line_intercept", kind$name), words, both[1, ],
            "abs:1e-9")
    }
    # loess by default: knots by the same rule, cubics between them
    if (rows$n > 10 && i %% 4 != 0) for (kind in kinds(rows)[1:2]) {
        off <- abs(fitted(loess(rows$y ~ rows$s, weights = kind$w, span = 0.75, degree = 2)) - rows$s)
        far <- if (kind$name == "") quantile(off, c(0.5, 0.9)) else c(NaN, NaN)
        row("ici", paste0("uk_calibration_errors", kind$name), c(kind$words, level),
            c(weighted.mean(off, kind$w), far, max(off)), "abs:1e-8")
    }
    observed <- c(0, 1, 3, 20, 139, 300)[i %% 6 + 1]; expected <- runif(1, 0.5, 2) * (observed + 1)
    row("oe-poisson", "uk_oe_poisson", c(observed, expected, level),
        c(observed / expected, if (observed > 0) 1 / sqrt(observed) else NaN,
          poisson.test(observed, conf.level = level)$conf.int / expected), "rel:1e-12")
    # a rate is the ratio of two sums over persons
    flag <- as.numeric(rows$s >= 0.5)
    for (which in seq_along(rates)) {
        parts <- by_person(rates[[which]](flag, rows$y), rows$person)
        parts <- parts[parts[, 2] > 0, , drop = FALSE]; m <- nrow(parts)
        if (m < 3) next
        p <- sum(parts[, 1]) / sum(parts[, 2])
        if (p == 0 || p == 1) next
        se <- sqrt(m / (m - 1) * sum((parts[, 1] - p * parts[, 2])^2)) / sum(parts[, 2])
        if (se == 0) next
        size <- p * (1 - p) / se^2 * (z / qt((1 + level) / 2, m - 1))^2
        limits <- suppressWarnings(prop.test(p * size, size, conf.level = level, correct = FALSE))
        row("flag-rate", "uk_flag_rate_persons",
            c(rows$n, rows$s, rows$y, rows$person, flag, which - 1, level),
            c(p, se, limits$conf.int), "abs:1e-12")
    }
}
close(table)
