// Every word that the gate and the reference form say by themselves, in one place, so that they can be translated: what
// a policy says comes with the decision. `texts` among the gate's options replaces any of the gate's; a translation of
// the form assigns to `formTexts`.

/** @param {number} count @param {string} thing */
export function plural(count, thing) {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

const KEPT = 'Every answer is still here.';
const SAFE = 'Trying again is safe: the request keeps its number, so that it can be told from a second one.';

/** @typedef {typeof gateTexts} Texts */
export const gateTexts = {
  answer: 'Answer',
  headlineStart: 'Your answer appears here',
  headlineYes: 'Yes, this can be requested',
  headlineNo: 'No, this can’t be requested here',
  headlineElsewhere: 'Use another form to ask for this',
  headlineByPhone: 'Another way: ask for this by phone',
  headlineOpen: 'Not decided yet',
  headlineRefused: 'Not decided: the payer’s server did not take the request',

  leadStart: 'A few questions about the denial, and you will see whether a peer-to-peer can be requested, why, and by when.',
  /** @param {number} left */
  leadOpen: (left) => `${plural(left, 'question')} to go.`,
  leadMend: 'One of the answers can’t be right. Please look at the message beside it.',
  /** @param {number} left */
  leadDetails: (left) => (left ? `It isn’t complete yet: ${plural(left, 'detail')} to go.` : 'Please look at the messages beside the details.'),
  /** @param {string} payer */
  leadMeets: (payer) => `This meets every rule that ${payer} has published here, and nothing is missing.`,
  /** @param {string} payer */
  leadUnsure: (payer) => `Nothing is missing. The request shows what you are not sure about, and ${payer} decides.`,
  leadRefused: 'Its answer does not say what is wrong. Please look over your answers, or get in touch with the payer.',
  /** @param {string} words */
  serverSays: (words) => `The server says: ${words}`,

  noteServer: 'The payer’s server checked the request again and gave this answer. Nothing has been booked.',
  /** @param {string} amount @param {boolean} slow */
  noteClock: (amount, slow) => `This computer’s clock is ${amount} ${slow ? 'slow' : 'fast'}. The answer goes by the server’s clock.`,
  noteClockUnconfirmed: 'The time could not be compared with the server’s. The answer goes by this computer’s clock.',
  clockImpossible: 'This computer’s clock shows a year that can’t be right, so days can’t be counted. Set the clock, then try again.',
  /** @param {number} minutes */
  amountOfTime: (minutes) => (minutes < 120 ? plural(minutes, 'minute') : minutes < 2880 ? plural(Math.round(minutes / 60), 'hour') : plural(Math.round(minutes / 1440), 'day')),

  /** @param {number} count */
  reasons: (count) => (count > 1 ? `${count} reasons` : 'Why'),
  instead: 'What you can do instead',
  toMend: 'Please look at this',
  /** @param {string[]} steps */
  insteadSpoken: (steps) => `What you can do instead: ${steps.join('; ')}. Press Enter to get there.`,
  beforeSending: 'Before you send',
  besides: 'Please also note',
  canStillSend: 'You can still send this request.',
  goodToKnow: 'Good to know',
  whyDetails: 'Why these details',
  whyQuestions: 'Why these questions',
  contacts: 'Where it goes, and how soon they answer',
  source: 'Source: ',
  /** @param {string} title @param {string | null} section */
  sourceOf: (title, section) => `${title}${section ? `, “${section}”` : ''}`,
  /** @param {string} date */
  effective: (date) => `, effective ${date}`,
  /** @param {string} label @param {string} when */
  promised: (label, when) => `${label}: by ${when}`,
  /** @param {string} day */
  endOf: (day) => `the end of ${day}`,

  /** @param {string} day @param {string} zone */
  byDay: (day, zone) => `by ${day}, end of day${zone && `, ${zone}`}`,
  /** @param {string} day @param {string} time @param {string} zone */
  byTime: (day, time, zone) => `by ${day}, ${time}${zone && `, ${zone}`}`,
  /** @param {string} moment */
  byMoment: (moment) => `by ${moment}`,
  /** @param {string} when */
  sendIt: (when) => `Send it ${when}`,
  /** @param {string} when */
  ifItCan: (when) => `If it can be requested: ${when}`,
  /** @param {string} when @param {string} ago @param {string} unless */
  ended: (when, ago, unless) => `Ended ${when}${ago && `, ${ago}`}${unless && `, unless this is ${unless}`}`,
  /** @param {number} days */
  daysAgo: (days) => (days === 1 ? 'yesterday' : `${days} days ago`),
  /** @param {string[]} labels */
  anyOf: (labels) => labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1)).join(', or '),
  /** @param {string} date */
  isYearRight: (date) => `The letter is dated ${date}. Is the year right?`,
  changeDate: 'Change the date',
  /** @param {string[]} holidays @param {string} due */
  whySafe: (holidays, due) => `${holidays.length ? `${holidays.join(' and ')} may count as a business day` : 'A holiday in between may count as a business day'}. If not, the last day is ${due}.`,
  /** @param {string} name @param {string} day */
  holiday: (name, day) => `${name} (${day})`,
  /** @param {string} day @param {boolean} further */
  opens: (day, further) => (further ? `From ${day} on` : `It can be requested from ${day} on`),
  /** @param {number} count @param {boolean} business */
  daysLeft: (count, business) => `${plural(count, business ? 'business day' : 'calendar day')} left`,
  lastDay: 'Today is the last day',
  safeLastDay: 'Today is the safe last day',
  /** @param {string} day @param {boolean} further a clock that is not for sending */
  pastSafe: (day, further) => `The safe day, ${day}, has passed${further ? '' : ': send it now'}.`,
  /** @param {string} day @param {boolean} further */
  pastDue: (day, further) => `The last day, ${day}, has passed${further ? '' : ': send it now'}.`,
  weekdays: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
  /** @param {string} from @param {string} to */
  months: (from, to) => (from === to ? from : `${from} to ${to}`),
  markLetter: 'letter',
  markStart: 'start',
  markHoliday: 'holiday',
  legend: { counts: 'counted', weekend: 'not counted', due: 'last day', today: 'today' },
  /** @param {string} day @param {string} why */
  dayOff: (day, why) => `${day}: ${why}, not counted`,
  counting: 'How the days were counted',
  /** @param {string} start */
  letterDated: (start) => `The letter is dated ${start}. That day does not count.`,
  /** @param {string} fact @param {string} start */
  countsFrom: (fact, start) => `The days count from ${start} (${fact}). That day does not count.`,
  /** @param {number | null} count @param {boolean} business @param {string} due */
  counted: (count, business, due) => `The ${count === 1 ? 'one' : `last of ${count ?? 'the'}`} ${business ? 'business' : 'calendar'} day${count === 1 ? '' : 's'} is ${due}.`,
  /** @param {number} count @param {number} reached @param {boolean} business @param {string} due */
  cutShort: (count, reached, business, due) => `Of ${plural(count, business ? 'business day' : 'calendar day')} ${reached ? `only ${reached}` : 'none'} can be used: the time ends on ${due}.`,
  /** @param {number | null} count @param {string} due */
  moved: (count, due) => `The last of ${count ?? 'the'} calendar days isn’t a business day, so the time ends on ${due}.`,
  /** @param {number} count @param {string} start @param {string} fact */
  hoursFrom: (count, start, fact) => `${plural(count, 'hour')} from ${start} (${fact}).`,
  /** @param {string} day @param {string} fact */
  named: (day, fact) => `The day is named: ${day} (${fact}).`,
  /** @param {string} due */
  movesTo: (due) => `That isn’t a business day, so the time ends on ${due}.`,
  /** @param {string} due */
  endsWith: (due) => `The time ends with ${due}.`,
  /** @param {string} day */
  dayOfCount: (day) => `${day}: `,
  /** @param {number} number */
  dayCounts: (number) => `day ${number}`,
  /** @param {string} why */
  dayDoesNotCount: (why) => `not counted, ${why}`,

  problems: 'There is a problem',
  errorPrefix: 'Error: ',
  dateUnreadable: 'Write the date like 11/18/2026',
  dateImpossible: 'This date does not exist. Please look at the day and the month',
  unreadable: 'This can’t be read. Please enter it again',
  /** @param {string} question */
  missing: (question) => (question.endsWith('?') ? `Please answer: ${question}` : `Please fill in: ${question}`),

  optional: ' (optional)',
  yes: 'Yes',
  no: 'No',
  notSure: 'Not sure',
  noneOfThese: 'None of these',
  noneOfTheOthers: 'None of the others',
  whichPayer: 'Who sent the denial letter?',
  windowTitles: ['First time', 'Second time'],
  windowParts: { date: 'Date', start: 'From', end: 'To' },

  /** @param {boolean} isPhone @param {string} label @param {string} value */
  linkTo: (isPhone, label, value) => `${isPhone ? 'Call ' : ''}${label}, ${value}`,
  copy: 'Copy',
  /** @param {boolean} fax */
  copyWhat: (fax) => (fax ? 'fax number' : 'address'),
  copied: 'Copied',
  notCopied: 'Could not copy: please select the text',
  tryAgain: 'Try again',
  print: 'Print this page',

  loading: 'The part of this page that checks a request is still loading. Please try again in a moment.',
  missingHeading: 'This request can’t be checked right now',
  missingUnchecked: 'The part of this page that checks a request did not load. You can send the request all the same, but unchecked: the payer looks at it and may turn it down.',
  missingBlocked: 'The part of this page that checks a request did not load, so nothing can be sent from here. Your answers stay on this page. Try again, or print the page and call the payer.',
  missingForGood: 'This browser can’t run the part of this page that checks a request, so nothing can be sent from here. Your answers stay on this page. Print the page and call the payer, or use another browser.',
  /** @type {Record<import('./engine.js').LoadFault, string>} */
  missingWhy: {
    'no-webassembly': 'WebAssembly is missing in this browser, or switched off.',
    blocked: 'This site’s security settings do not allow it to run.',
    unreachable: 'It could not be fetched from the server.',
    timeout: 'The server took too long to send it.',
    broken: 'What the server sent is damaged.',
  },

  sending: 'Sending the request.',
  sentHeading: 'Request sent',
  reference: 'Reference: ',
  hearNothing: 'If you need to change something, or hear nothing:',
  failedHeading: 'The request was not confirmed',
  getInTouch: 'Or get in touch:',
  callThePayer: 'Or call the payer: the number is on the denial letter.',
  sendNotTried: `This page could not prepare the request, so nothing was sent. ${KEPT} Please call instead.`,
  sendUnclear: `The answer that came does not say whether the request arrived. You may have been signed out, or something stood in between. ${KEPT} ${SAFE}`,
  /** @param {number} seconds */
  sendTimedOut: (seconds) => `No answer came in ${plural(seconds, 'second')}. The request may or may not have arrived. ${KEPT} ${SAFE}`,
  sendOffline: `This computer seems to be offline, so nothing was sent. ${KEPT} Try again when the connection is back.`,
  sendBroken: `The connection failed, and there is no sign that the request arrived. ${KEPT} ${SAFE}`,
  /** @param {string} words of the server, if any */
  sendRefused: (words) => `The payer’s server checked the request and did not take it.${words && ` It says: ${words}`} ${KEPT}`,
  /** @param {number} status */
  sendServerFault: (status) => `The payer’s server has a problem (${status}). The request may or may not have arrived. ${KEPT} ${SAFE}`,
  /** @param {number} status */
  sendNotAllowed: (status) => `The payer’s server did not take the request (${status}). If you sign in on this site, you may have been signed out: sign in again in another tab, then try again here. ${KEPT}`,
  /** @param {number} status */
  sendLater: (status) => `The payer’s server did not take the request for now (${status}). Wait a moment, then try again. ${KEPT} ${SAFE}`,
  /** @param {number} status */
  sendRejected: (status) => `The payer’s server did not take the request (${status}). ${KEPT} Trying again may not help: please call.`,
};

export const formTexts = {
  continue: 'Continue',
  send: 'Send request',
  sendUnchecked: 'Send without checking',
  change: 'Change',
  yes: 'Yes',
  no: 'No',
  notSure: 'Not sure',
  /** @param {string} day @param {string} time */
  window: (day, time) => `${day}, ${time}`,
  /** @param {string} start @param {string} end */
  fromTo: (start, end) => `${start} to ${end}`,
  /** @param {string} time @param {string} zone @param {string} own */
  time: (time, zone, own) => `${time} ${zone}${own && ` (${own} your time)`}`,
  timesIn: 'These times are in',
  /** @param {string} zone @param {string} payer */
  zoneOf: (zone, payer) => `${zone}${payer && ` (${payer})`}`,
  /** @param {string} zone */
  zoneHere: (zone) => `${zone} (your time)`,
  /** @param {string} day */
  bar: (day) => `Yes: send it by ${day}`,
  /** @param {number} left @param {string} day */
  barOpen: (left, day) => `${left} to go${day && ` · last day ${day}`}`,
  /** @param {number} left @param {string} day */
  barDetails: (left, day) => `Yes · ${plural(left, 'detail')} to go${day && ` · by ${day}`}`,
  /** @param {string} whom @param {string} number */
  callNumber: (whom, number) => `call ${whom}, ${number}`,
  callAnother: 'or another number ',
  callTheLetter: 'call the number on the denial letter, or one ',
  callTheLetterLink: 'on this page',
  /** @param {string} day */
  findOutBy: (day) => `The request has to be there by ${day}.`,
  addDeadline: 'Add the deadline to a calendar',
  addTimes: 'Add the times to a calendar',
  addTime: 'Add another time',
  timeTitles: ['First time', 'Second time', 'Third time', 'Fourth time', 'Fifth time'],
  chooseDate: 'Choose the date from a calendar',
  /** @param {string | undefined} payer @param {string} when */
  received: (payer, when) => `${payer ? `${payer} received it` : 'It was received'} ${when}.`,
  reference: 'Reference: ',
  next: 'What happens next',
  noPromise: 'The payer’s documents name no time by which every request is answered. If there is to be a call, it comes to the numbers that you gave.',
  nothingDecided: 'Nothing is decided by the request or by the call. To ask for a different decision you must appeal; your letter says how and until when.',
  hearNothing: 'If you need to change something, or hear nothing',
  whatWasSent: 'What was sent',
  /** @param {string} when */
  wasDue: (when) => `It had to be there ${when}.`,
  /** @param {string} payer @param {string} date @param {string} edition */
  checkedAgainst: (payer, date, edition) => `Checked against ${payer}’s published rules${date && `, effective ${date}`} (edition ${edition}).`,
  /** @param {string} payer @param {boolean} kept whether the tab keeps the answers about the denial */
  goesTo: (payer, kept) => `Nothing has been sent yet. “Send request” sends these answers to ${payer}, and to nobody else.${kept ? '' : ' Your browser keeps no copy.'}`,
  kept: 'If this page is loaded again, your answers about the denial are still here: this tab keeps them until you send the request or close it. Names, numbers, and times are not kept. Nobody else is told.',
  printRecord: 'Print or save this record',
  another: 'Start another request',
  thePayer: 'the payer',
  /** @param {string} payer @param {boolean} hours */
  lastDayTo: (payer, hours) => `Last ${hours ? 'hour' : 'day'} to request a peer-to-peer: ${payer}`,
  /** @param {string} when */
  hasToBeThere: (when) => `The request has to be there ${when}.`,
  /** @param {string} payer */
  offered: (payer) => `Offered for a peer-to-peer call: ${payer}`,
  /** @param {string} time */
  offeredNote: (time) => `One of the times offered: ${time}. The payer confirms which one it takes.`,
};
