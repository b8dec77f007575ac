// Federal holidays as observed, from @18f/us-federal-holidays with both shift flags: "2024-01-01 New Year's Day".
import fedHolidays from "@18f/us-federal-holidays";

const [first, last] = process.argv.slice(2).map(Number);
const observed = new Map();
for (let year = first; year <= last + 1; year += 1) {
  const shifts = { shiftSaturdayHolidays: true, shiftSundayHolidays: true };
  for (const { name, date } of fedHolidays.allForYear(year, shifts)) {
    observed.set(date.toISOString().slice(0, 10), name);
  }
}
for (const [date, name] of [...observed].sort()) {
  if (date >= `${first}-01-01` && date <= `${last}-12-31`) console.log(date, name);
}
