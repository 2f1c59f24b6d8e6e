#!/usr/bin/env Rscript
# Writes r_*.tsv: the estimators again, in base R alone; waits by its survival package, surveys by its
# survey package.
#
#     Rscript tests/reference/measure/make_r.R          in the project's root
#
# A second program and, where R has one, a different way to the number: prop.test, binom.test and
# t.test for limits, glm and lm for the fitted lines, a log-binomial model for the ratio, sandwich
# and delta method by matrices. Columns and tolerances as in make_mpmath.py.

set.seed(20261121)
folder <- "tests/reference/measure"
number <- function(x) ifelse(is.nan(x), "nan", ifelse(is.na(x), "-", sprintf("%.17g", x)))
level_of <- function(i) c(0.9, 0.95, 0.99)[(i - 1) %% 3 + 1]

start <- function(name, with = "base R alone") {
    table <- file(file.path(folder, name), "w")
    writeLines(c(sprintf("# Made by make_r.R: %s, %s.", sub(" \\(.*", "", R.version.string), with),
                 "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"), table)
    table
}
row <- function(table, id, call, arguments, values, tolerance) {
    values <- c(values, rep(NA, 4 - length(values)))
    writeLines(paste(c(id, call, paste(sprintf("%.17g", arguments), collapse = " "),
                       number(values), tolerance), collapse = "\t"), table)
}

# ---- one group ----

table <- start("r_proportion.tsv")
counts <- rbind(c(81, 263), c(1, 29), c(15, 148), c(56, 70), c(1, 2), c(400, 9000), c(899, 900),
                c(3, 40), c(17, 17), c(0, 23), cbind(rbinom(14, 500, 0.2), 500))
for (i in seq_len(nrow(counts))) {
    x <- counts[i, 1]; n <- counts[i, 2]; level <- level_of(i)
    # an approximate test of few events warns; its interval is what is asked for
    limits <- suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE))$conf.int
    se <- sqrt(x / n * (1 - x / n) / n)
    row(table, "wilson", "uk_wilson", c(x, n, level), c(x / n, se, limits), "abs:1e-14")
    limits <- binom.test(x, n, conf.level = level)$conf.int
    row(table, "clopper-pearson", "uk_clopper_pearson", c(x, n, level), c(x / n, se, limits),
        "rel:1e-12")
    # a design effect of 1 to 4: prop.test on the effective counts, normal quantile
    if (x > 0 && x < n) {
        wide <- se * sqrt(1 + 3 * runif(1))
        size <- x / n * (1 - x / n) / wide^2
        limits <- suppressWarnings(prop.test(x / n * size, size, conf.level = level,
                                             correct = FALSE))$conf.int
        row(table, "wilson-effective", "uk_wilson_effective", c(x / n, wide, n, Inf, level),
            c(x / n, wide, limits), "abs:1e-13")
        df <- sample(5:40, 1)
        size <- size * (qnorm((1 + level) / 2) / qt((1 + level) / 2, df))^2
        limits <- suppressWarnings(prop.test(x / n * size, size, conf.level = level,
                                             correct = FALSE))$conf.int
        row(table, "wilson-effective", "uk_wilson_effective", c(x / n, wide, n, df, level),
            c(x / n, wide, limits), "abs:1e-13")
    }
}
close(table)

table <- start("r_mean.tsv")
for (i in 1:15) {
    values <- rgamma(sample(3:60, 1), 2, 0.1); level <- level_of(i)
    test <- t.test(values, conf.level = level)
    row(table, "mean-t", "uk_mean_t", c(mean(values), sd(values), length(values), level),
        c(mean(values), test$stderr, test$conf.int), "rel:1e-12")
    row(table, "mean-clustered", "uk_estimate_t",
        c(mean(values), test$stderr, test$parameter, level),
        c(mean(values), test$stderr, test$conf.int), "rel:1e-12")
}
close(table)

# ---- two groups ----

table <- start("r_contrast.tsv")
wilson <- function(x, n, level)
    suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE))$conf.int
for (i in 1:20) {
    n1 <- sample(20:2000, 1); n0 <- sample(20:2000, 1); level <- level_of(i)
    x1 <- sample(1:(n1 - 1), 1); x0 <- sample(1:(n0 - 1), 1)
    p1 <- x1 / n1; p0 <- x0 / n0
    one <- wilson(x1, n1, level); zero <- wilson(x0, n0, level)
    row(table, "newcombe", "uk_newcombe_difference", c(x1, n1, x0, n0, level),
        c(p1 - p0, sqrt(p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0),
          p1 - p0 - sqrt((p1 - one[1])^2 + (zero[2] - p0)^2),
          p1 - p0 + sqrt((one[2] - p1)^2 + (p0 - zero[1])^2)), "abs:1e-13")
    # two groups saturate the log-binomial model, whose variance is then Katz's
    group <- c(1, 0)
    fit <- glm(cbind(c(x1, x0), c(n1 - x1, n0 - x0)) ~ group, family = binomial(link = "log"),
               start = log(c(p0, p1 / p0)) + c(0, 0), control = list(epsilon = 1e-15))
    effect <- summary(fit)$coefficients["group", ]
    z <- qnorm((1 + level) / 2)
    row(table, "katz", "uk_katz_ratio", c(x1, n1, x0, n0, level),
        c(exp(effect[1]), effect[2], exp(effect[1] - z * effect[2]),
          exp(effect[1] + z * effect[2])), "rel:1e-8")
    a <- rnorm(sample(4:40, 1), 5, 2); b <- rnorm(sample(4:40, 1), 4, 1)
    test <- t.test(a, b, conf.level = level)
    sa <- sd(a) / sqrt(length(a)); sb <- sd(b) / sqrt(length(b))
    row(table, "welch", "uk_welch_df", c(sa, length(a), sb, length(b)), test$parameter,
        "rel:1e-13")
    row(table, "welch", "uk_normal_difference",
        c(mean(a), sa, mean(b), sb, 0, test$parameter, level),
        c(mean(a) - mean(b), test$stderr, test$conf.int), "abs:1e-12")
    # pairs: the variance of the differences is what the covariance makes of the two
    n <- sample(5:50, 1); a <- rnorm(n, 5, 2); b <- a / 2 + rnorm(n, 3, 1)
    test <- t.test(a, b, paired = TRUE, conf.level = level)
    row(table, "normal-difference", "uk_normal_difference",
        c(mean(a), sd(a) / sqrt(n), mean(b), sd(b) / sqrt(n), cov(a, b) / n, n - 1, level),
        c(mean(a) - mean(b), test$stderr, test$conf.int), "abs:1e-11")
    r <- cor(a, b); se <- c(sd(a), sd(b)) / sqrt(n)
    row(table, "mover", "uk_correlation", c(cov(a, b) / n, se), r, "rel:1e-13")
    # symmetric limits and the same correlation: MOVER is then the paired interval
    half <- se * qt((1 + level) / 2, n - 1)
    row(table, "mover", "uk_mover_difference",
        c(mean(a), se[1], mean(a) - half[1], mean(a) + half[1],
          mean(b), se[2], mean(b) - half[2], mean(b) + half[2], r),
        c(mean(a) - mean(b), test$stderr, test$conf.int), "abs:1e-11")
    # delta method through the logarithm, by matrices
    gradient <- c(1 / mean(a), -1 / mean(b))
    se <- sqrt(drop(t(gradient) %*% (cov(cbind(a, b)) / n) %*% gradient))
    ratio <- mean(a) / mean(b); t <- qt((1 + level) / 2, n - 1)
    row(table, "log-ratio", "uk_log_ratio",
        c(mean(a), sd(a) / sqrt(n), mean(b), sd(b) / sqrt(n), cov(a, b) / n, n - 1, level),
        c(ratio, se, ratio * exp(-t * se), ratio * exp(t * se)), "rel:1e-10")
}
close(table)

# ---- ranked groups ----

delta <- function(gradient, covariance) sqrt(drop(t(gradient) %*% covariance %*% gradient))
logged <- function(value, se, z) c(value, se, value * exp(-z * se), value * exp(z * se))

table <- start("r_slope.tsv")
for (i in 1:20) {
    k <- c(3, 5, 10)[(i - 1) %% 3 + 1]; level <- level_of(i); z <- qnorm((1 + level) / 2)
    n <- sample(200:9000, k)
    y <- plogis(rnorm(1, -1) + seq(-0.5, 0.5, length.out = k) * rnorm(1) + rnorm(k, 0, 0.1))
    if (i %% 2 == 0) y <- round(n * y) / n
    s <- sqrt(y * (1 - y) / n) * runif(k, 0.9, 1.8)
    rank <- (cumsum(n) - n / 2) / sum(n)
    arguments <- c(k, y, s, n, level)
    for (link in c("linear", "logit")) {
        fit <- if (link == "linear") lm(y ~ rank, weights = n) else
            suppressWarnings(glm(y ~ rank, weights = n, family = quasibinomial,
                                 control = list(epsilon = 1e-15, maxit = 100)))
        x <- model.matrix(fit); w <- n
        if (link == "logit") w <- n * fitted(fit) * (1 - fitted(fit))
        bread <- solve(t(x) %*% (w * x))
        sandwich <- bread %*% (t(x) %*% ((n * s)^2 * x)) %*% bread
        ends <- predict(fit, data.frame(rank = c(0, 1)), type = "response")
        slope <- if (link == "linear") c(1, 1) else ends * (1 - ends)
        by <- rbind(c(slope[1], 0), c(slope[2], slope[2]))
        se <- delta(by[2, ] - by[1, ], sandwich)
        value <- unname(ends[2] - ends[1])
        row(table, paste0("sii-", link), paste0("uk_sii_", link), arguments,
            c(value, se, value - z * se, value + z * se), "abs:1e-10")
        if (min(ends) > 0) {
            se <- delta(by[2, ] / ends[2] - by[1, ] / ends[1], sandwich)
            row(table, paste0("rii-", link), paste0("uk_rii_", link), arguments,
                logged(unname(ends[2] / ends[1]), se, z), "rel:1e-8")
        }
    }
    # the convenient regression of Kakwani, Wagstaff and van Doorslaer, with the errors put through
    # its own linear algebra
    p <- n / sum(n); mu <- sum(p * y); spread <- sum(p * (rank - 0.5)^2)
    fit <- lm(I(2 * spread * y) ~ rank, weights = n)
    value <- unname(coef(fit)[2])
    hat <- 2 * spread * (solve(t(x) %*% (n * x)) %*% t(n * x))[2, ]
    se <- sqrt(sum((hat * s)^2))
    row(table, "aci", "uk_aci", arguments, c(value, se, value - z * se, value + z * se),
        "abs:1e-12")
    se <- sqrt(sum(((hat - value / mu * p) / mu * s)^2))
    value <- value / mu
    row(table, "rci", "uk_rci", arguments, c(value, se, value - z * se, value + z * se),
        "abs:1e-11")
}
close(table)

# ---- persons with several rows: residuals summed by person ----

table <- start("r_clustered.tsv")
for (i in 1:15) {
    units <- sample(6:60, 1)
    unit <- rep(seq_len(units), sample(1:4, units, replace = TRUE))
    group <- rbinom(length(unit), 1, 0.5); weight <- sample(c(1, 0.5, 2.25), length(unit), TRUE)
    outcome <- rbinom(length(unit), 1, 0.4)
    fit <- lm(outcome ~ 0 + factor(group, 0:1), weights = weight)
    x <- model.matrix(fit)
    scores <- rowsum(x * weight * residuals(fit), unit)
    bread <- solve(t(x) %*% (weight * x))
    v <- units / (units - 1) * bread %*% (t(scores) %*% scores) %*% bread
    n <- rowsum(x * weight, unit); events <- rowsum(x * weight * outcome, unit)
    for (pair in list(c(1, 1), c(1, 2), c(2, 2))) {
        g <- pair[1]; h <- pair[2]
        row(table, "clustered", "uk_linearised_covariance",
            c(sum(n[, g] * n[, h]), sum(n[, g] * events[, h]), sum(events[, g] * n[, h]),
              sum(events[, g] * events[, h]), coef(fit)[c(g, h)], colSums(n)[c(g, h)], units),
            v[g, h], "abs:1e-14")
    }
}
close(table)

# ---- distributions ----

table <- start("r_special.tsv")
for (x in c(-6, -2.5, -0.1, 0.4, 1.96, 3.3)) {
    row(table, "special", "uk_normal_cdf", x, pnorm(x), "rel:1e-14")
    for (df in c(1, 3.5, 12, 300))
        row(table, "special", "uk_t_cdf", c(x, df), pt(x, df), "rel:1e-12")
}
for (p in c(0.0005, 0.01, 0.025, 0.2, 0.6, 0.95, 0.999)) {
    row(table, "special", "uk_normal_quantile", p, qnorm(p), "rel:1e-14")
    for (df in c(1, 2.5, 7, 40, 1000)) {
        row(table, "special", "uk_t_quantile", c(p, df), qt(p, df), "rel:1e-11")
        row(table, "special", "uk_chi_squared_quantile", c(p, df), qchisq(p, df), "rel:1e-12")
        row(table, "special", "uk_gamma_quantile", c(p, df, 1.5), qgamma(p, df, scale = 1.5),
            "rel:1e-12")
        row(table, "special", "uk_beta_quantile", c(p, df, 31), qbeta(p, df, 31), "rel:1e-11")
        row(table, "special", "uk_beta_quantile_upper", c(p, df, 31),
            qbeta(p, df, 31, lower.tail = FALSE), "rel:1e-11")
        row(table, "special", "uk_beta_cdf", c(p, df, 3), pbeta(p, df, 3), "rel:1e-11")
    }
}
close(table)

# ---- waits: survfit over counts, its quantile and its summary ----

suppressPackageStartupMessages(library(survival))
table <- start("r_waits.tsv", paste("survival", packageVersion("survival")))
curve <- function(days, level) {
    k <- nrow(days)
    people <- data.frame(day = rep(days[, 1], 2), ended = rep(1:0, each = k),
                         count = c(days[, 2], days[, 3]))
    survfit(Surv(day, ended) ~ 1, people, weights = count, subset = count > 0, conf.int = level,
            conf.type = "log-log")
}
median_of <- function(fit) {
    found <- quantile(fit, 0.5)
    # NA is "not reached", and compared as such
    values <- unname(c(found$quantile, found$lower, found$upper))
    values[is.na(values)] <- NaN
    c(values[1], NaN, values[2:3])
}
draw_days <- function(k, most, heavy) {
    days <- cbind(cumsum(sample(c(1, 1, 7, 60), k, replace = TRUE)) - 1, sample(0:most, k, TRUE),
                  rbinom(k, most, runif(1, 0, heavy)))
    days[1, 2] <- days[1, 2] + 1
    days
}
# patients of Freireich and others (1963) on 6-MP in weeks, as Kaplan-Meier curves are taught by
remission <- cbind(c(6, 7, 9, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35),
                   c(3, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0),
                   c(1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 2, 1, 1))
cases <- c(list(remission, cbind(aml_days <- sort(unique(aml$time)),
                                 table(factor(aml$time, aml_days), aml$status)[, c("1", "0")])),
           lapply(1:34, function(i) draw_days(c(2, 6, 15, 40)[i %% 4 + 1],
                                              c(3, 20, 1e7)[i %% 3 + 1], c(0, 0.5, 2)[i %% 3 + 1] / 2)))
before <- NULL
for (i in seq_along(cases)) {
    days <- cases[[i]]; level <- level_of(i); fit <- curve(days, level)
    # quantile() looks among the limits put in order: the same as the first crossing only where they
    # never rise again
    stopifnot(!is.unsorted(-fit$lower[!is.na(fit$lower)]), !is.unsorted(-fit$upper[!is.na(fit$upper)]))
    arguments <- c(nrow(days), days)
    row(table, "kaplan-meier-median", "uk_kaplan_meier_median", c(arguments, level), median_of(fit),
        "ulp:0")
    inside <- fit$time[fit$surv > 0 & fit$surv < 1]
    for (day in inside[unique(ceiling(length(inside) * c(0.2, 0.7, 1)))]) {
        at <- summary(fit, times = day)
        row(table, "kaplan-meier-share", "uk_kaplan_meier_share", c(arguments, day, level),
            c(1 - at$surv, at$std.err, 1 - at$upper, 1 - at$lower), "abs:1e-13")
    }
    if (!is.null(before)) {
        # MOVER of two medians; a side that is open stays so
        one <- median_of(fit); zero <- median_of(curve(before, level)); d <- one[1] - zero[1]
        row(table, "mover", "uk_mover_difference", c(one, zero, 0),
            c(d, NaN, d - sqrt((one[1] - one[3])^2 + (zero[4] - zero[1])^2),
              d + sqrt((one[4] - one[1])^2 + (zero[1] - zero[3])^2)), "abs:1e-12")
    }
    before <- days
}
# several waits of one person: survfit's grouped jackknife; whose waits are alike, or any
for (i in 1:24) {
    n <- c(6, 12, 30, 48)[i %% 4 + 1]; level <- level_of(i)
    person <- sample(1:ceiling(n / c(1.3, 3, 8)[i %% 3 + 1]), n, TRUE)
    own <- rexp(n, 1 / 20)[person]
    day <- floor(c(0.1, 1, 0.5)[i %% 3 + 1] * rexp(n, 1 / 20) + (i %% 2) * own)
    ended <- rbinom(n, 1, c(1, 0.8, 0.6)[i %% 3 + 1])
    ended[which.min(day)] <- 1
    fit <- survfit(Surv(day, ended) ~ 1, cluster = person, conf.int = level, conf.type = "log-log")
    arguments <- c(n, day, ended, person)
    # as above: quantile() puts limits in order first
    if (!is.unsorted(-fit$lower[!is.na(fit$lower)]) && !is.unsorted(-fit$upper[!is.na(fit$upper)]))
        row(table, "clustered", "uk_kaplan_meier_median_effective", c(arguments, level),
            median_of(fit), "ulp:0")
    inside <- fit$time[fit$surv > 0 & fit$surv < 1]
    for (asked in inside[unique(ceiling(length(inside) * c(0.2, 0.7, 1)))]) {
        at <- summary(fit, times = asked)
        row(table, "clustered", "uk_kaplan_meier_share_effective", c(arguments, asked, level),
            c(1 - at$surv, at$std.err, 1 - at$upper, 1 - at$lower), "abs:1e-12")
    }
}
close(table)

# ---- surveys: svydesign, svymean, svyglm on the people themselves ----

suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
table <- start("r_survey.tsv", paste("survey", packageVersion("survey")))
for (i in 1:16) {
    k <- c(3, 4, 5)[(i - 1) %% 3 + 1]; level <- level_of(i); means <- i %% 2 == 1
    clusters <- sample(2:5, 6, TRUE)
    if (i %% 4 == 0) clusters[2] <- 1
    people <- do.call(rbind, lapply(seq_along(clusters), function(s)
        expand.grid(stratum = s, cluster = seq_len(clusters[s]), person = 1:12)))
    lean <- rnorm(sum(clusters), 0, 0.3)[cumsum(c(0, clusters))[people$stratum] + people$cluster]
    people$group <- sample(k, nrow(people), TRUE)
    people$weight <- sample(c(0, 0.5, 1, 1.75, 3.25), nrow(people), TRUE)
    people$y <- if (means) rnorm(nrow(people), 120 + 5 * people$group + 9 * lean, 15) else
        rbinom(nrow(people), 1, plogis(-1.2 + 0.3 * people$group + lean))
    # what is looked at is a domain: not everyone of the survey, and nobody of some clusters
    people$inside <- runif(nrow(people)) < 0.7 & !(people$stratum == 3 & people$cluster == 1)
    design <- svydesign(~cluster, strata = ~stratum, weights = ~weight, nest = TRUE, data = people)
    own <- people[people$inside, ]
    n <- as.vector(tapply(own$weight, factor(own$group, 1:k), sum))
    y <- as.vector(tapply(own$weight * own$y, factor(own$group, 1:k), sum)) / n
    rank <- (cumsum(n) - n / 2) / sum(n)
    mu <- sum(n * y) / sum(n)
    spread <- sum(n * (rank - 0.5)^2) / sum(n)
    design <- update(design, rank = rank[group], convenient = 2 * spread * y)
    domain <- subset(design, inside)
    df <- sum(clusters) - length(clusters); t <- qt((1 + level) / 2, df)

    centre <- if (i %% 3 == 0) 0 else mu
    cell <- function(value, g) tapply(ifelse(people$inside & people$group == g, value, 0),
                                      list(people$stratum, people$cluster), sum)
    product <- function(a, b) sum(sapply(seq_along(clusters), function(s) {
        m <- clusters[s]; u <- a[s, 1:m]; v <- b[s, 1:m]
        if (m == 1) u * v else m * cov(u, v)
    }))
    weights <- lapply(1:k, function(g) cell(people$weight, g))
    totals <- lapply(1:k, function(g) cell(people$weight * (people$y - centre), g))
    moments <- c()
    for (g in 1:k) for (h in 1:k)
        moments <- c(moments, product(weights[[g]], weights[[h]]), product(weights[[g]], totals[[h]]),
                     product(totals[[g]], weights[[h]]), product(totals[[g]], totals[[h]]))
    arguments <- c(k, y, n, moments, centre, df, level)
    symmetric <- function(value, se) c(value, se, value - t * se, value + t * se)

    # the groups' own means, and how they move together
    found <- svyby(~y, ~group, domain, svymean, covmat = TRUE)
    for (g in 1:k) for (h in g:k)
        row(table, "clustered", "uk_survey_covariance",
            c(moments[4 * ((g - 1) * k + h - 1) + 1:4], y[c(g, h)] - centre, n[c(g, h)]),
            vcov(found)[g, h], sprintf("abs:%.3g", 1e-11 * max(diag(vcov(found)))))

    link <- if (means) "linear" else "logit"
    fit <- if (means) svyglm(y ~ rank, domain) else
        svyglm(y ~ rank, domain, family = quasibinomial, control = list(epsilon = 1e-14))
    ends <- c(coef(fit)[1], sum(coef(fit)))
    slope <- c(1, 1)
    if (!means) { ends <- plogis(ends); slope <- ends * (1 - ends) }
    by <- rbind(c(slope[1], 0), c(slope[2], slope[2]))
    size <- sprintf("abs:%.3g", 1e-8 * max(abs(ends)))
    row(table, paste0("sii-", link, "-survey"), paste0("uk_sii_survey_", link), arguments,
        symmetric(unname(ends[2] - ends[1]), delta(by[2, ] - by[1, ], vcov(fit))), size)
    row(table, paste0("rii-", link, "-survey"), paste0("uk_rii_survey_", link), arguments,
        logged(unname(ends[2] / ends[1]),
               delta(by[2, ] / ends[2] - by[1, ] / ends[1], vcov(fit)), t), "rel:1e-8")
    fit <- svyglm(convenient ~ rank, domain)
    value <- unname(coef(fit)[2])
    row(table, "aci-survey", "uk_aci_survey", arguments,
        symmetric(value, unname(sqrt(vcov(fit)[2, 2]))), size)
    # over the mean: the total of what each person adds to the index
    line <- svyglm(y ~ rank, domain)
    domain <- subset(update(design, added = (2 * (rank - 0.5) * (y - coef(line)[1] -
        coef(line)[2] * rank) - value / mu * (y - mu)) / sum(n) / mu), inside)
    row(table, "rci-survey", "uk_rci_survey", arguments,
        symmetric(value / mu, unname(SE(svytotal(~added, domain)))), "abs:1e-9")
}
close(table)
