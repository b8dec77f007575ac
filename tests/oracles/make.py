#!/usr/bin/env python3
"""Regenerates the tables in data/ from other people's calendars and clocks.

Every table is made at least twice, by tools that share no code; the script stops where they differ.
How to run it, and what each table holds: README.md in this folder.
"""

import datetime as dt
import itertools
import json
import os
import pathlib
import subprocess
import sys
import zoneinfo

import holidays as python_holidays
import numpy as np
import pandas as pd
import QuantLib as ql
from dateutil.relativedelta import MO, TH, TU, relativedelta
from pandas.tseries.holiday import USFederalHolidayCalendar
from pandas.tseries.offsets import CustomBusinessDay

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE / "data"
FIRST, LAST = 2024, 2040
COUNTS = range(1, 11)
ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
]
SYSTEM_ZONES = ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"]
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


def agree(what, answers):
    """The answer, on which all tools must agree."""
    (first, expected), *others = answers.items()
    for name, answer in others:
        if answer == expected:
            continue
        if isinstance(answer, (set, dict, list)):
            pairs = set(answer.items() if isinstance(answer, dict) else map(str, answer))
            wanted = set(expected.items() if isinstance(expected, dict) else map(str, expected))
            sys.exit(f"{what}: {first} and {name} differ: {sorted(pairs ^ wanted)[:20]}")
        sys.exit(f"{what}: {first} says {expected}, {name} says {answer}")
    print(f"{what}: {', '.join(answers)} agree")
    return expected


def days(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


def weekday(day):
    return day.weekday() < 5


# --- holidays as observed -------------------------------------------------------------------------


def by_pandas(first, last):
    found = USFederalHolidayCalendar().holidays(f"{first}-01-01", f"{last}-12-31")
    return {day.date() for day in found if weekday(day.date())}


def by_python_holidays(first, last):
    # The public category has both the day itself and the day on which it is observed.
    found = python_holidays.country_holidays("US", years=range(first, last + 2), categories=("public",))
    return {day for day in found if first <= day.year <= last and weekday(day)}


def by_quantlib(first, last):
    calendar = ql.UnitedStates(ql.UnitedStates.Settlement)
    # The whole list of holidays, without weekends.
    found = calendar.holidayList(ql.Date(1, 1, first), ql.Date(31, 12, last), False)
    return {day.to_date() for day in found}


def by_18f(first, last):
    lines = node("holidays.mjs", [str(first), str(last)]).splitlines()
    named = dict(line.split(" ", 1) for line in lines)
    return {dt.date.fromisoformat(day): name for day, name in named.items()}


def node(script, arguments, stdin=None, zone=None):
    environment = dict(os.environ, **({"TZ": zone} if zone else {}))
    return subprocess.run(
        ["node", str(HERE / script), *arguments],
        input=stdin, env=environment, check=True, capture_output=True, text=True,
    ).stdout


# --- the days on which a payer may be shut ----------------------------------------------------------


def may_be_closed_by_dateutil(first, last):
    """The three days of decision C7, computed from their definitions with dateutil."""
    found = {}
    for year in range(first, last + 1):
        thanksgiving = dt.date(year, 11, 1) + relativedelta(weekday=TH(4))
        found[thanksgiving + DAY] = "day-after-thanksgiving"
        found[dt.date(year, 12, 24)] = "christmas-eve"
        if year % 2 == 0:
            first_monday = dt.date(year, 11, 1) + relativedelta(weekday=MO(1))
            found[first_monday + relativedelta(weekday=TU(1))] = "montana-general-election-day"
    return {day: name for day, name in found.items() if weekday(day)}


def may_be_closed_by_states(first, last):
    """The same days as observed by states: Michigan, Texas and Montana, from python-holidays."""
    years = range(first, last + 1)

    def kept(state, name):
        calendar = python_holidays.country_holidays("US", subdiv=state, years=years, observed=False)
        return [day for day, names in calendar.items() if name in names.split("; ")]

    found = {}
    for day in kept("MI", "Day After Thanksgiving"):
        found[day] = "day-after-thanksgiving"
    for day in kept("TX", "Christmas Eve"):
        found[day] = "christmas-eve"
    for day in kept("MT", "Election Day"):
        found[day] = "montana-general-election-day"
    return {day: name for day, name in found.items() if weekday(day)}


# --- business days ----------------------------------------------------------------------------------


def due_by_numpy(starts, closed):
    """The count begins on the day after the start: roll back to a business day first, then step."""
    closed = np.array(sorted(closed), dtype="datetime64[D]")
    starts = np.array(starts, dtype="datetime64[D]")
    columns = [
        np.busday_offset(starts, count, roll="backward", holidays=closed).astype("datetime64[D]").tolist()
        for count in COUNTS
    ]
    return [list(row) for row in zip(*columns)]


def due_by_quantlib(starts, extra):
    """QuantLib's settlement calendar steps over its own holidays; `extra` days are added to it."""
    calendar = ql.UnitedStates(ql.UnitedStates.Settlement)
    for day in extra:
        calendar.addHoliday(ql.Date(day.day, day.month, day.year))
    rows = [
        [calendar.advance(ql.Date(day.day, day.month, day.year), count, ql.Days).to_date() for count in COUNTS]
        for day in starts
    ]
    calendar.resetAddedAndRemovedHolidays()
    return rows


def due_by_pandas(starts, extra):
    """pandas' CustomBusinessDay over its own federal calendar, one step at a time."""
    closed = [day.date() for day in USFederalHolidayCalendar().holidays(f"{FIRST}-01-01", f"{LAST + 1}-12-31")]
    step = CustomBusinessDay(holidays=closed + sorted(extra))
    rows = []
    for day in starts:
        at, row = pd.Timestamp(day), []
        for _ in COUNTS:
            at = at + step
            row.append(at.date())
        rows.append(row)
    return rows


# --- payer-local time -------------------------------------------------------------------------------


def around_the_changes():
    """Hourly instants from a day before each change of the clocks to a day after it."""
    utc = dt.timezone.utc
    eastern = zoneinfo.ZoneInfo("America/New_York")
    spans = []
    for day in days(dt.date(FIRST, 1, 1), dt.date(LAST, 12, 31)):
        noon = dt.datetime(day.year, day.month, day.day, 17, tzinfo=utc)
        if noon.astimezone(eastern).utcoffset() != (noon - DAY).astimezone(eastern).utcoffset():
            midnight = noon.replace(hour=0)
            spans.append([midnight - DAY + n * HOUR for n in range(3 * 24 + 1)])
    return spans


def zulu(instant):
    return instant.strftime("%Y-%m-%dT%H:%MZ")


def by_zoneinfo(instants, starts):
    local, midnights = {}, {}
    for name in ZONES:
        zone = zoneinfo.ZoneInfo(name)
        local[name] = [instant.astimezone(zone).strftime("%Y-%m-%d %H:%M") for instant in instants]
        midnights[name] = [
            zulu(dt.datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(dt.timezone.utc)) for day in starts
        ]
    return local, midnights


def by_node(instants, starts, system_zone):
    asked = {"zones": ZONES, "instants": [i.isoformat() for i in instants], "days": [str(day) for day in starts]}
    said = json.loads(node("zones.mjs", [], stdin=json.dumps(asked), zone=system_zone))
    midnights = {name: [zulu(dt.datetime.fromisoformat(i)) for i in row] for name, row in said["midnights"].items()}
    return said["local"], midnights


# --- the tables -------------------------------------------------------------------------------------


def write(name, header, lines):
    text = "".join(f"# {line}\n" for line in header) + "".join(f"{line}\n" for line in lines)
    (DATA / name).write_text(text)
    print(f"  data/{name}: {len(lines)} lines, {len(text):,} bytes")


def main():
    # zoneinfo must use the pinned tzdata package, not the machine's files.
    zoneinfo.reset_tzpath(to=[])
    DATA.mkdir(exist_ok=True)

    named = by_18f(FIRST, LAST + 1)
    federal = agree(
        f"Federal holidays as observed, {FIRST} to {LAST + 1}",
        {
            "pandas": by_pandas(FIRST, LAST + 1),
            "python-holidays": by_python_holidays(FIRST, LAST + 1),
            "QuantLib": by_quantlib(FIRST, LAST + 1),
            "@18f/us-federal-holidays": set(named),
        },
    )
    extra = agree(
        f"Days on which a payer may be shut, {FIRST} to {LAST + 1}",
        {
            "dateutil": may_be_closed_by_dateutil(FIRST, LAST + 1),
            "python-holidays' state calendars": may_be_closed_by_states(FIRST, LAST + 1),
        },
    )

    starts = days(dt.date(FIRST, 1, 1), dt.date(LAST, 12, 31))
    due = agree(
        f"Business days, {len(starts)} start days, 1 to 10",
        {
            "numpy": due_by_numpy(starts, federal),
            "QuantLib": due_by_quantlib(starts, []),
            "pandas": due_by_pandas(starts, []),
        },
    )
    closes = agree(
        "The same without the days on which a payer may be shut",
        {
            "numpy": due_by_numpy(starts, federal | set(extra)),
            "QuantLib": due_by_quantlib(starts, extra),
            "pandas": due_by_pandas(starts, extra),
        },
    )

    spans = around_the_changes()
    instants = list(itertools.chain.from_iterable(spans))
    clocks = {"zoneinfo": by_zoneinfo(instants, starts)}
    for zone in SYSTEM_ZONES:
        clocks[f"Intl under TZ={zone}"] = by_node(instants, starts, zone)
    agree(
        f"Local time at {len(instants)} instants in {len(ZONES)} zones",
        {name: [f"{zone} {row}" for zone in ZONES for row in local[zone]] for name, (local, _) in clocks.items()},
    )
    agree(
        f"Midnight of {len(starts)} days in {len(ZONES)} zones",
        {name: [f"{zone} {row}" for zone in ZONES for row in rows[zone]] for name, (_, rows) in clocks.items()},
    )
    _, midnights = clocks["zoneinfo"]

    write(
        "holidays.txt",
        ["Federal holidays as observed, weekdays only: date, name."],
        [f"{day} {named[day]}" for day in sorted(federal) if day.year <= LAST],
    )
    write(
        "may-be-closed.txt",
        ["Weekdays on which a payer may be shut though they are no federal holidays: date, name."],
        [f"{day} {extra[day]}" for day in sorted(extra) if day.year <= LAST],
    )
    write(
        "business-days.txt",
        ["Start day, then how many days later the 1st, 2nd, … 10th business day after it falls."],
        [" ".join([str(day), *(str((d - day).days) for d in row)]) for day, row in zip(starts, due)],
    )
    write(
        "closes.txt",
        ["As business-days.txt, with the days of may-be-closed.txt skipped too;", "only the start days for which that differs."],
        [
            " ".join([str(day), *(str((d - day).days) for d in row)])
            for day, row, plain in zip(starts, closes, due)
            if row != plain
        ],
    )
    lines = []
    for name in ZONES:
        zone = zoneinfo.ZoneInfo(name)
        for span in spans:
            runs = itertools.groupby(int(i.astimezone(zone).utcoffset().total_seconds()) // 60 for i in span)
            lines.append(f"{name} {zulu(span[0])} " + " ".join(f"{offset}x{len(list(run))}" for offset, run in runs))
    write(
        "clocks.txt",
        [
            "Around each change of the clocks: zone, first instant, then the minutes ahead of UTC at it and at",
            "each full hour after it, run by run: -300x27 is 27 hours at UTC-5.",
        ],
        lines,
    )
    lines = []
    for name in ZONES:
        times = [(day, instant.split("T")[1]) for day, instant in zip(starts, midnights[name])]
        lines += [f"{name} {day} {time}" for n, (day, time) in enumerate(times) if n == 0 or times[n - 1][1] != time]
    write(
        "midnights.txt",
        ["When the local day begins, in UTC on the same date: zone, first day for which it holds, time.", "It holds until the zone's next line."],
        lines,
    )


if __name__ == "__main__":
    main()
