#!/usr/bin/env python3
"""Prints what Python reads and writes for numbers and dates, one row a line, for base_number_rows.

    make_numbers.py > tests/unit/base/numbers.tsv      the committed rows
    make_numbers.py --random 1000000 --seed 7 | build/dev/tests/unit/base/base_number_rows -

float(), repr() and '%.Nf' of CPython are correctly rounded (David Gay's code); scaled values are
exact fractions; dates come from datetime. Kinds of row, tab-separated:
    parse   TEXT  BITS|refused             scaled  TEXT  DECIMALS  INTEGER|refused
    write   BITS  TEXT                     fixed   BITS  DECIMALS  TEXT
    date    TEXT  DAYS|refused
"""
import argparse
import datetime
import random
import re
import struct
import sys
from fractions import Fraction

GRAMMAR = re.compile(r" *[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)? *")


def bits(value):
    return format(struct.unpack("<Q", struct.pack("<d", value))[0], "016x")


def from_bits(number):
    return struct.unpack("<d", struct.pack("<Q", number))[0]


def parse_row(text):
    value = float(text) if GRAMMAR.fullmatch(text) else float("inf")
    good = value - value == 0
    print("parse", text, bits(value) if good else "refused", sep="\t")


def scaled_row(text, decimals):
    wanted = "refused"
    found = GRAMMAR.fullmatch(text)
    if found and len(found[2] or "") > 8:  # beyond what a Fraction can hold
        zero = not re.search("[1-9]", found[1]) or found[2][1] == "-"
        wanted = "0" if zero else "refused"
    elif found:
        exact = Fraction(text.strip()) * Fraction(10) ** decimals
        down, rest = divmod(abs(exact), 1)
        whole = int(down) + (1 if rest >= Fraction(1, 2) else 0)
        if whole <= 10**30:
            wanted = str(-whole if exact < 0 else whole)
    print("scaled", text, decimals, wanted, sep="\t")


def layout(value):
    """Our layout of the digits that repr chose."""
    if value == 0:
        return "-0" if bits(value)[0] == "8" else "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, part = mantissa.partition(".")
    part = "" if part == "0" else part
    digits = (whole + part).lstrip("0")
    exponent = int(exponent or 0) - len(part) + len(digits) - 1
    digits = digits.rstrip("0")
    if -5 <= exponent < 17:
        if exponent < 0:
            return sign + "0." + "0" * (-exponent - 1) + digits
        digits = digits.ljust(exponent + 1, "0")
        rest = digits[exponent + 1:]
        return sign + digits[:exponent + 1] + ("." + rest if rest else "")
    return f"{sign}{digits[0]}{'.' + digits[1:] if digits[1:] else ''}e{exponent}"


def write_row(value):
    print("write", bits(value), layout(value), sep="\t")


def fixed_row(value, decimals):
    text = "%.*f" % (decimals, value)
    if not re.search("[1-9]", text):
        text = text.lstrip("-")
    print("fixed", bits(value), decimals, text, sep="\t")


def date_row(text):
    wanted = "refused"
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            wanted = (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days
        except ValueError:
            pass
    print("date", text, wanted, sep="\t")


def halfway(number):
    """The exact decimal between a double and the next one, and its neighbours by one digit."""
    middle = (Fraction(from_bits(number)) + Fraction(from_bits(number + 1))) / 2
    power = 0
    while middle.denominator != 1:
        middle *= 10
        power += 1
    digits = str(middle.numerator)
    below = str(middle.numerator * 10 - 1)
    return [f"{digits}e-{power}", f"{digits}000e-{power + 3}", f"{digits}1e-{power + 1}",
            f"{below}e-{power + 1}"]


def random_double(dice):
    while True:
        value = from_bits(dice.getrandbits(64))
        if value - value == 0:
            return value


def random_text(dice):
    shape = dice.randrange(6)
    if shape == 0:
        return "%.*g" % (dice.randint(1, 30), random_double(dice))
    if shape == 1:
        return f"{dice.getrandbits(dice.randint(1, 70))}.{dice.getrandbits(dice.randint(1, 70))}" \
               f"e{dice.randint(-40, 40)}"
    if shape == 2:
        return f"{dice.getrandbits(dice.randint(1, 64))}e{dice.randint(-360, 320)}"
    if shape == 3:
        return f"{dice.choice(['', '-', '+'])}{dice.random():.{dice.randint(0, 20)}f}"
    if shape == 4:
        return f" {dice.randint(-10**6, 10**6)}.{dice.randint(0, 999):03d} "
    return "".join(dice.choice("0123456789.e+-") for _ in range(dice.randint(1, 12)))


def random_rows(count, dice):
    for _ in range(count):
        text = random_text(dice)
        parse_row(text)
        scaled_row(text, dice.randint(-3, 12))
        value = random_double(dice)
        write_row(value)
        near = round(dice.uniform(-1000, 1000), dice.randint(0, 6))
        write_row(near)
        fixed_row(near, dice.randint(0, 6))


def hard_rows(dice):
    for text in ["0", "-0", "+0", "1", "1.", ".5", "-0.5", "+2e-3", "  12  ", "1e5", "1E5", "1e+05",
                 "00012.500", "0.1", "0.3", "2.5e-1", "123456789012345678",
                 "9007199254740993", "9007199254740992.5", "9007199254740993.0000000000000001",
                 "1e22", "1e23", "8.5e22", "1.7976931348623157e308", "1.7976931348623158e308",
                 "1.7976931348623159e308", "1e308", "1e309", "1e400", "-1e400", "1e-400", "-1e-400",
                 "0e999999999999999999999", "1e999999999999999999999", "1e-999999999999999999999",
                 "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2e-324",
                 "2.2250738585072014e-308", "2.2250738585072011e-308", "2.2250738585072012e-308",
                 "6.631236846766476e-316", "1e-323", "0." + "0" * 400 + "1e400",
                 "1" + "0" * 400 + "e-400", "0" * 900 + "7", "1" * 800, "1" * 309, "9" * 308,
                 "0." + "9" * 800, "1." + "0" * 800 + "1", "1." + "3" * 900 + "e-310",
                 "", " ", ".", "-", "+", "e5", "1e", "1e+", ".e1", "1..2", "1.2.3", "1,5", "1 2",
                 "0x10", "inf", "nan", "-inf", "1_000", "1e5.0", "--1", "+-1", "1-", "\u0661", "1d5",
                 "5 %", "(5)", "1e5 x"]:
        parse_row(text)
        scaled_row(text, 0)
        scaled_row(text, 6)
    for text in ["0.5", "-0.5", "0.49999999999999999999999999", "1.5", "2.5", "-2.5", "0.05", "0.045",
                 "1e30", "1.0000000000000000000000000000001e30", "-1e30", "9.9e29", "1e31", "1e-31",
                 "999999999999999999999999999999.5", "999999999999999999999999999999.4",
                 "1000000000000000000000000000000.4", "1000000000000000000000000000000.5",
                 "4e-1", "5e-1", "5e-2", "12345678901234567890123456789", "0.1", "33.33333333333"]:
        for decimals in (-2, 0, 1, 2, 9):
            scaled_row(text, decimals)
    for number in [0, 1, 2, 2**52 - 1, 2**52, 0x7feffffffffffffe, 0x3ff0000000000000,
                   0x3fefffffffffffff] + [dice.getrandbits(63) % 0x7fefffffffffffff
                                          for _ in range(20)]:
        for text in halfway(number):
            parse_row(text)
    for power in range(-1074, 1024):
        write_row(2.0**power)
    for power in range(-323, 309):
        write_row(float(f"1e{power}"))
    for value in [0.0, -0.0, 0.1, 1 / 3, -2 / 3, 1e16, 1e17, 123456789012345680.0, 99999999999999990.0,
                  1e-5, 9.999e-6, 5e-324, 1.7976931348623157e308, 2.0**53, 2.0**53 + 2, 0.5, 100.0,
                  1813432.0, 41.1, 0.0001]:
        write_row(value)
        write_row(-value)
        for decimals in (0, 1, 2, 10, 40):
            fixed_row(value, decimals)
            fixed_row(-value, decimals)
    for value in [0.5, 1.5, 2.5, 0.125, 0.375, 2.675, 1.005, 0.05, 0.25, 0.35, -0.004, -0.005, 999.5]:
        for decimals in (0, 1, 2, 3):
            fixed_row(value, decimals)
    for text in ["1970-01-01", "1969-12-31", "2000-02-29", "1900-02-28", "1900-02-29", "2023-02-29",
                 "2024-02-29", "2024-12-31", "0001-01-01", "9999-12-31", "0000-01-01", "2024-00-10",
                 "2024-13-01", "2024-04-31", "2024-04-00", "2024-4-01", "01/02/2024", "20240401",
                 "2024-04-01T", " 2024-04-01", "2024-04-0x", "-024-04-01", "1582-10-10"]:
        date_row(text)
    for _ in range(100):
        date_row(datetime.date.fromordinal(dice.randint(1, 3652059)).isoformat())


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--random", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    dice = random.Random(chosen.seed)
    if chosen.random:
        random_rows(chosen.random, dice)
    else:
        hard_rows(dice)
        random_rows(200, dice)
    return 0


if __name__ == "__main__":
    sys.exit(main())
