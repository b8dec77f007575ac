// Payer-local time according to Node's Intl, independent of the system's zone (make.py sets TZ).
// Input: one JSON object { zones, instants: [ISO…], days: [YYYY-MM-DD…] }.
// Output: { local: { zone: ["YYYY-MM-DD HH:MM"…] }, midnights: { zone: [ISO…] } }.
import { readFileSync } from "node:fs";

const { zones, instants, days } = JSON.parse(readFileSync(0, "utf8"));

/** @param {string} timeZone */
function clock(timeZone) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (/** @type {number} */ instant) => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`;
  };
}

const hour = 3_600_000;
const local = {};
const midnights = {};
for (const zone of zones) {
  const at = clock(zone);
  local[zone] = instants.map((iso) => at(Date.parse(iso)));
  // No US zone changes its clocks at midnight, and each is a whole number of hours behind UTC.
  midnights[zone] = days.map((day) => {
    const start = Date.parse(`${day}T00:00:00Z`);
    for (let behind = 0; behind <= 14; behind += 1) {
      if (at(start + behind * hour) === `${day} 00:00`) return new Date(start + behind * hour).toISOString();
    }
    throw new Error(`${zone} ${day} has no midnight`);
  });
}
console.log(JSON.stringify({ local, midnights }));
