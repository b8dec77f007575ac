// A calendar file (RFC 5545) with the times offered for the call. It names no member: calendars are shared.

import { wallTime } from '../gate/dates.js';

/**
 * @param {Record<string, unknown>} request
 * @param {import('../../pkg/p2p_review.js').Decision} decision
 * @param {Date} stamp
 * @returns {string | null} null where no time was offered
 */
export function calendarFile(request, decision, stamp) {
  const windows = /** @type {{ date: string, start: string, end: string }[]} */ (request['call_windows'] ?? []);
  const zone = decision.deadline?.time_zone;
  if (!zone || windows.length === 0) return null;
  const payer = decision.policy?.name ?? 'Payer';
  const events = windows.flatMap((window, i) => [
    'BEGIN:VEVENT',
    `UID:${utc(stamp)}-${i}@p2p-review`,
    `DTSTAMP:${utc(stamp)}`,
    `DTSTART:${utc(wallTime(window.date, window.start, zone))}`,
    `DTEND:${utc(wallTime(window.date, window.end, zone))}`,
    `SUMMARY:${escaped(`Offered for a peer-to-peer call: ${payer}`)}`,
    `DESCRIPTION:${escaped('One of the times offered. The payer confirms which one it takes.')}`,
    'STATUS:TENTATIVE',
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//p2p-review//form//EN', ...events, 'END:VCALENDAR', ''].map(folded).join('\r\n');
}

/** @param {Date} instant */
function utc(instant) {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');
}

/** @param {string} line no longer than 75 octets; what follows is told by a leading space */
function folded(line) {
  const encoder = new TextEncoder();
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 73) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
