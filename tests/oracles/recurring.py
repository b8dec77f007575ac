#!/usr/bin/env python3
"""Makes data/recurring.txt: days that recur by each kind of rule, 2000 to 2099, computed by python-dateutil and, if there is
one, a second tool in Python's standard library. Stops if they differ. Run: python3 tests/oracles/recurring.py"""

import calendar
import datetime as dt
import pathlib
import sys

from dateutil.easter import easter
from dateutil.relativedelta import FR, MO, TH, relativedelta

DAY = dt.timedelta(days=1)
DATA = pathlib.Path(__file__).resolve().parent / "data" / "recurring.txt"


def nth(year, month, weekday, number):
    """The nth weekday of a month, or the last if number is -1, from the month's calendar."""
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return dt.date(year, month, days[number - 1 if number > 0 else number])


def observed(day):
    return {5: day - DAY, 6: day + DAY}.get(day.weekday(), day)


def same(one, other):
    if one != other:
        sys.exit(f"{one} and {other} differ")
    return one


def main():
    lines = []
    for year in range(2000, 2100):
        first = dt.date(year, 1, 1)
        rows = [(easter(year) - 2 * DAY, "good-friday"), (easter(year) + DAY, "easter-monday")]
        last_friday = same(first + relativedelta(month=8, day=31, weekday=FR(-1)), nth(year, 8, calendar.FRIDAY, -1))
        rows.append((last_friday, "last-friday-of-august"))
        third_monday = same(first + relativedelta(month=1, weekday=MO(3)), nth(year, 1, calendar.MONDAY, 3))
        rows.append((third_monday, "third-monday-of-january"))
        if year % 2 == 0:
            thursday = same(first + relativedelta(month=3, weekday=TH(2)), nth(year, 3, calendar.THURSDAY, 2))
            rows.append((thursday + DAY, "after-the-second-thursday-of-march"))
        if year >= 2010:
            rows.append((observed(dt.date(year, 5, 4)), "founders-day"))
        rows += [(observed(dt.date(y, 1, 1)), "new-year") for y in (year, year + 1) if observed(dt.date(y, 1, 1)).year == year]
        lines += [f"{day} {name}" for day, name in sorted(rows) if day.weekday() < 5]
    head = "# Days that recur, on weekdays, 2000 to 2099: date, id. Made by recurring.py."
    DATA.write_text("\n".join([head, *lines]) + "\n")
    print(f"{len(lines)} days")


if __name__ == "__main__":
    main()
