#!/usr/bin/env Rscript
# Writes r_adjusted.tsv: rates standardised over a logistic model, in base R alone.
#
#     Rscript tests/reference/measure/make_adjusted.R          in the project's root
#
# glm on the cells, its predictions with everyone put to a level, the delta method by matrices and
# prop.test at the effective size. Columns and tolerances as in make_mpmath.py.

set.seed(20261130)
number <- function(x) ifelse(is.nan(x), "nan", ifelse(is.na(x), "-", sprintf("%.17g", x)))
table <- file("tests/reference/measure/r_adjusted.tsv", "w")
writeLines(c(sprintf("# Made by make_adjusted.R: %s, base R alone.",
                     sub(" \\(.*", "", R.version.string)),
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)
row <- function(id, call, arguments, values, tolerance)
    writeLines(paste(c(id, call, paste(sprintf("%.17g", arguments), collapse = " "),
                       number(values), tolerance), collapse = "\t"), table)

# of the model's parameters that R could estimate, for everyone at a level of the first factor
standardised <- function(cells, fit, level) {
    there <- cells
    there$f0 <- factor(level, levels(cells$f0))
    known <- !is.na(coef(fit))
    x <- model.matrix(delete.response(terms(fit)), there)[, known, drop = FALSE]
    p <- as.vector(plogis(x %*% coef(fit)[known]))
    share <- cells$n / sum(cells$n)
    list(rate = sum(share * p), by = colSums(share * p * (1 - p) * x))
}

wilson <- function(p, se, n, level) {
    size <- if (p > 0 && p < 1 && se > 0) p * (1 - p) / se^2 else n
    limits <- suppressWarnings(prop.test(p * size, size, conf.level = level, correct = FALSE))
    c(p, se, limits$conf.int)
}

one_case <- function(counts, cells, one, zero, level) {
    factors <- names(cells)[startsWith(names(cells), "f")]
    form <- paste("cbind(y, n - y) ~", paste(rev(factors), collapse = " + "))
    used <- cells[cells$n > 0, ]
    fit <- suppressWarnings(glm(as.formula(form), binomial, used,
                                control = glm.control(epsilon = 1e-12, maxit = 60)))
    # vcov has the weights of one step before the last
    x <- model.matrix(fit)[, !is.na(coef(fit)), drop = FALSE]
    v <- solve(t(x) %*% (x * used$n * fitted(fit) * (1 - fitted(fit))))
    g <- lapply(c(one, zero), function(l) standardised(used, fit, as.character(l)))
    se <- sapply(g, function(s) sqrt(as.vector(s$by %*% v %*% s$by)))
    covariance <- as.vector(g[[1]]$by %*% v %*% g[[2]]$by)
    people <- sapply(c(one, zero), function(l) sum(cells$n[cells$f0 == l]))
    limits <- lapply(1:2, function(k) wilson(g[[k]]$rate, se[k], people[k], level))
    arguments <- c(length(factors), counts, nrow(cells),
                   as.vector(rbind(t(sapply(cells[factors], as.integer)) - 1, cells$n, cells$y)))
    row("standardised", "uk_standardised_rate", c(arguments, one, level), limits[[1]], "abs:1e-9")
    r <- covariance / prod(se)
    a <- limits[[1]]; b <- limits[[2]]; d <- a[1] - b[1]
    width <- function(u, w) sqrt(u^2 - 2 * r * u * w + w^2)
    row("standardised-difference", "uk_standardised_difference", c(arguments, one, zero, level),
        c(d, sqrt(se[1]^2 + se[2]^2 - 2 * covariance), d - width(a[1] - a[3], b[4] - b[1]),
          d + width(a[4] - a[1], b[1] - b[3])), "abs:1e-9")
    s <- sqrt(sum((se / c(a[1], b[1]))^2) - 2 * covariance / a[1] / b[1])
    z <- qnorm((1 + level) / 2)
    row("standardised-ratio", "uk_standardised_ratio", c(arguments, one, zero, level),
        c(a[1] / b[1], s, a[1] / b[1] * exp(c(-z, z) * s)), "rel:1e-8")
}

grid <- function(counts) {
    cells <- do.call(expand.grid, lapply(counts, function(k) 0:(k - 1)))
    names(cells) <- paste0("f", seq_along(counts) - 1)
    for (f in names(cells)) cells[[f]] <- factor(cells[[f]])
    cells
}

# drawn anew until the model has a maximum: no fitted logit beyond 12
draw <- function(cells, counts, size) {
    repeat {
        drawn <- draw_once(cells, counts, size)
        form <- paste("cbind(y, n - y) ~", paste(names(cells), collapse = " + "))
        fit <- suppressWarnings(glm(as.formula(form), binomial, drawn[drawn$n > 0, ],
                                    control = glm.control(maxit = 60)))
        if (max(abs(predict(fit))) < 12) return(drawn)
    }
}

draw_once <- function(cells, counts, size) {
    effect <- lapply(counts, function(k) rnorm(k, 0, 0.8))
    x <- rnorm(1, -0.5, 0.7)
    for (f in seq_along(counts)) x <- x + effect[[f]][as.integer(cells[[f]])]
    cells$n <- rpois(nrow(cells), size * rexp(nrow(cells)))
    cells$y <- rbinom(nrow(cells), cells$n, plogis(x))
    cells
}

shapes <- list(2, c(2, 3), c(2, 3, 2), c(2, 5), c(3, 2, 2), c(2, 2, 2, 2), c(4, 3), c(2, 6, 2))
for (i in 1:24) {
    counts <- shapes[[(i - 1) %% length(shapes) + 1]]
    cells <- draw(grid(counts), counts, c(12, 40, 400)[(i - 1) %% 3 + 1])
    one_case(counts, cells, 1, 0, c(0.9, 0.95, 0.99)[(i - 1) %% 3 + 1])
}
# cells that are empty, in either factor
cells <- draw(grid(c(2, 4, 2)), c(2, 4, 2), 60)
cells$n[c(3, 8, 9)] <- cells$y[c(3, 8, 9)] <- 0
one_case(c(2, 4, 2), cells, 1, 0, 0.95)
# a factor said twice: its second telling is superfluous
cells <- draw(grid(c(2, 3)), c(2, 3), 80)
cells$f2 <- cells$f1
one_case(c(2, 3, 3), cells, 0, 1, 0.95)
close(table)
