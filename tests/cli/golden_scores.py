"""Holds answers of `unknot score` against reference values: WHAT GOLDEN ANSWERS SET. Prints what is
missed, and last "met" when every value that there is was found and met."""
import csv
import json
import math
import sys

what, golden, answers, name = sys.argv[1:5]


def answer_groups(path):
    answer = json.load(open(path, encoding="utf-8"))
    groups = {}
    for dimension in answer["dimensions"]:
        for group in dimension["groups"]:
            level = "__overall__" if group["level"] is None else group["level"]
            metrics = {m["id"]: m for m in group["metrics"]}
            groups[(dimension["dimension"]["name"], level)] = (group, metrics)
    return groups


def rows(file):
    return list(csv.DictReader(open(f"{golden}/{file}", encoding="utf-8")))


missed = []
met = 0


def hold(where, got, want, tolerance, relative=False):
    global met
    limit = tolerance * (abs(want) if relative else 1)
    if got is None or not abs(got - want) <= limit:
        missed.append(f"{where}: {got}, not {want}")
    else:
        met += 1


def key(row):
    return (row["attribute"], row["group"])


def rates():
    groups = answer_groups(f"{answers}/{name}.json")
    for row in rows(f"ref_{name}_rates_ci.csv"):
        metrics = groups[key(row)][1]
        if row["metric"] in metrics and row["value"] not in ("", "NA", "nan"):
            metric = metrics[row["metric"]]
            for part, column in (("estimate", "value"), ("low", "wilson_lo"),
                                 ("high", "wilson_hi")):
                hold(f"{key(row)} {row['metric']} {part}", metric[part], float(row[column]), 1e-12)
    for row in rows(f"fairlearn_{name}_by_group.csv"):
        if key(row) not in groups:  # two attributes crossed
            continue
        group, metrics = groups[key(row)]
        hold(f"{key(row)} n", group["n"], float(row["count"]), 0)
        for metric in ("selection_rate", "prevalence", "tpr", "fpr", "tnr", "fnr", "ppv", "npv",
                       "fdr", "for", "accuracy"):
            if metrics[metric]["estimate"] is not None:
                hold(f"{key(row)} {metric}", metrics[metric]["estimate"], float(row[metric]),
                     1e-12)


def undefined():
    global met
    for where, (group, metrics) in answer_groups(f"{answers}/{name}.json").items():
        for metric in metrics.values():
            if metric["estimate"] is None and not metric.get("note"):
                missed.append(f"{where} {metric['id']}: null without a note")
        empty = group["events"] == 0
        if empty != (metrics["tpr"]["estimate"] is None):
            missed.append(f"{where}: tpr with {group['events']} events")
        met += 1


def auc():
    groups = answer_groups(f"{answers}/{name}.json")
    for row in rows(f"r_{name}_auc_calibration.csv"):
        metric = groups[key(row)][1]["auc"]
        if row["auc"] in ("", "NA"):
            continue
        hold(f"{key(row)} auc", metric["estimate"], float(row["auc"]), 1e-10)
        if row["auc_var_delong"] not in ("", "NA"):
            hold(f"{key(row)} variance", metric["se"] ** 2, float(row["auc_var_delong"]), 1e-10)
            hold(f"{key(row)} low", metric["low"], float(row["auc_lo"]), 1e-10)
            hold(f"{key(row)} high", metric["high"], float(row["auc_hi"]), 1e-10)


def held(metric, part, row, column, tolerance, relative=False):
    if row[column] not in ("", "NA", "Inf", "-Inf"):
        hold(f"{key(row)} {metric['id']} {part}", metric[part], float(row[column]), tolerance,
             relative)


def calibration():
    groups = answer_groups(f"{answers}/{name}.json")
    for row in rows(f"r_{name}_auc_calibration.csv"):
        metrics = groups[key(row)][1]
        held(metrics["oe"], "estimate", row, "oe", 1e-9)
        held(metrics["oe"], "low", row, "oe_lo", 1e-9)
        held(metrics["oe"], "high", row, "oe_hi", 1e-9)
        held(metrics["brier"], "estimate", row, "brier", 1e-12)
        if abs(float(row["slope"])) < 100:  # else no line exists, and R stopped on its way
            held(metrics["cal_intercept"], "estimate", row, "cal_intercept", 1e-6)
            # R's standard errors are those of its last step but one, not of the estimate
            held(metrics["cal_intercept"], "se", row, "cal_intercept_se", 1e-4, True)
            held(metrics["cal_slope"], "estimate", row, "slope", 1e-6)
            held(metrics["cal_slope"], "se", row, "slope_se", 2e-4, True)
            held(metrics["cal_slope_intercept"], "estimate", row, "slope_intercept", 1e-6)


def ici():
    groups = answer_groups(f"{answers}/{name}.json")
    for row in rows(f"r_{name}_auc_calibration.csv"):
        held(groups[key(row)][1]["ici"], "estimate", row, "ici", 3e-3)


def benefit():
    found = {}
    for file in (f"ref_{name}_net_benefit.csv", f"dcurves_{name}_net_benefit.csv"):
        for row in rows(file):
            cut = f"{float(row['threshold']):.2g}"
            if cut not in ("0.05", "0.1", "0.15", "0.2"):
                continue
            if row.get("variable", "score") in ("all", "none"):
                continue
            if cut not in found:
                found[cut] = answer_groups(f"{answers}/{name}_{cut}.json")
            if row["net_benefit"] not in ("", "NA"):
                hold(f"{key(row)} at {cut}", found[cut][key(row)][1]["net_benefit"]["estimate"],
                     float(row["net_benefit"]), 1e-12)


{"rates": rates, "undefined": undefined, "auc": auc, "calibration": calibration, "ici": ici,
 "benefit": benefit}[what]()
for line in missed[:8]:
    print(line)
print("met" if not missed and met >= 5 else f"{met} met, {len(missed)} missed")
