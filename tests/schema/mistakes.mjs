// Policies with one mistake each, as people make them: by hand, in TOML and in JSON. What is said of each has to help.

/**
 * @typedef {object} Mistake
 * @property {string} name
 * @property {string} text
 * @property {number} line at which it stands
 * @property {string | null} [part] the id of the part that it is in
 * @property {string[]} says words that help
 */

const TOML = `id = "acme"
name = "Acme"
time_zone = "America/Denver"
calendar = "us-federal"

[[sources]]
id = "A"
title = "Guide"

[[statements]]
id = "A-1"
gist = "No call after an appeal"

[[statements]]
id = "A-2"
gist = "Ask within five business days"

[[facts]]
id = "specialty"
kind = "choice"
question = "Which specialty is it?"
values = [{ value = "oncology", label = "Oncology" }, { value = "cardiology", label = "Cardiology" }]

[[rules]]
id = "appeal"
outcome = "reject"
says = ["A-1"]
when = { appeal_filed = true }
message = "An appeal is in."
next = ["desk"]

[[rules]]
id = "late"
outcome = "reject"
says = ["A-2"]
when = { deadline = "closed" }
message = "The time is over."
next = ["desk"]

[[needs]]
fact = "member_id"
says = ["A-2"]

[[deadlines]]
id = "ask"
says = ["A-2"]
count = 5
unit = "business-days"
from = ["denial_date"]

[[deadlines]]
id = "talk"
clock = "talk"
label = "Talk by"
says = ["A-2"]
count = 7
unit = "calendar-days"
from = ["notified_at"]

[[routes]]
id = "desk"

[[routes.steps]]
id = "call"
kind = "phone"
label = "The desk"
value = "303-555-0142"
`;

const JSON_TEXT = `{
  "id": "acme",
  "name": "Acme",
  "time_zone": "America/Denver",
  "sources": [{ "id": "A", "title": "Guide" }],
  "statements": [
    { "id": "A-1", "gist": "No call after an appeal" }
  ],
  "rules": [
    {
      "id": "appeal",
      "outcome": "reject",
      "says": ["A-1"],
      "when": { "appeal_filed": true },
      "message": "An appeal is in.",
      "next": ["desk"]
    }
  ],
  "routes": [
    {
      "id": "desk",
      "steps": [
        { "id": "call", "kind": "phone", "label": "The desk", "value": "303-555-0142" }
      ]
    }
  ]
}
`;

/**
 * @param {string} whole
 * @returns {(name: string, from: string, to: string, part: string | null, ...says: string[]) => Mistake} what stands there once is replaced; the line is that of the last line that is new
 */
function mistakesIn(whole) {
  return (name, from, to, part, ...says) => {
    const [before, after, ...more] = whole.split(from);
    if (before === undefined || after === undefined || more.length > 0) throw new Error(`${name}: the policy does not hold once: ${from}`);
    // Where the mistake is in more than one line, it is in the one marked.
    const [ahead = '', marked] = to.includes('~') ? to.split('~') : ['', undefined];
    const at = before + (marked === undefined ? '' : ahead);
    return { name, text: before + to.replace('~', '') + after, line: at.split('\n').length, part, says };
  };
}

const toml = mistakesIn(TOML);
const json = mistakesIn(JSON_TEXT);

/** @type {Mistake[]} */
export const MISTAKES = [
  // Names of what there is.
  toml('a fact that is misspelt', 'appeal_filed', 'apeal_filed', 'appeal', 'there is no fact `apeal_filed`', 'did you mean `appeal_filed`', 'Known names: '),
  toml('a fact by another word', 'when = { appeal_filed = true }', 'when = { appealed = true }', 'appeal', 'there is no fact `appealed`', 'did you mean `appeal_filed`'),
  toml('a value that is misspelt', 'when = { appeal_filed = true }', 'when = { denial_basis = "contracts" }', 'appeal', '`denial_basis` has only the values: ', 'did you mean `contract`?'),
  toml('a value of the wrong sort', 'when = { appeal_filed = true }', 'when = { appeal_filed = "yes" }', 'appeal', '`appeal_filed` has only the values: true, false'),
  toml('a value of a fact of its own', 'when = { appeal_filed = true }', 'when = { specialty = "oncolgy" }', 'appeal', '`specialty` has only the values: oncology, cardiology', 'did you mean `oncology`?'),
  toml('a status that is misspelt', 'when = { deadline = "closed" }', 'when = { deadline = "close" }', 'late', 'this has to be one of: not-open, open, last-day, past-safe, past-due, closed', 'did you mean `closed`'),
  toml('a clock that is not there', 'when = { deadline = "closed" }', 'when = { clocks = { talks = "closed" } }', 'late', 'there is no clock `talks`', 'did you mean `talk`?'),
  toml('an outcome that is misspelt', 'id = "appeal"\noutcome = "reject"', 'id = "appeal"\n~outcome = "rejct"', 'appeal', 'did you mean `reject`?'),
  toml('an outcome by another word', 'id = "appeal"\noutcome = "reject"', 'id = "appeal"\n~outcome = "deny"', 'appeal', 'this has to be one of: reject, invalid, warning, notice'),
  toml('a route that is not there', 'message = "An appeal is in."\nnext = ["desk"]', 'message = "An appeal is in."\n~next = ["desks"]', 'appeal', 'there is no route `desks`', 'did you mean `desk`?'),
  toml('a statement that is not there', 'says = ["A-1"]', 'says = ["A-11"]', 'appeal', 'there is no statement `A-11`', 'did you mean `A-1`', 'Known names: A-1, A-2'),
  toml('a source that is not there', 'id = "A"\ntitle = "Guide"\n\n[[statements]]', 'id = "B"\ntitle = "Guide"\n\n~[[statements]]', 'A-1', 'there is no source `A`', 'did you mean `B`?'),
  toml('a calendar that is not there', 'calendar = "us-federal"', 'calendar = "us-federel"\ndoubtful = ["columbus-day"]', null, 'there is no calendar `us-federel`', 'did you mean `us-federal`?'),
  toml('a holiday that is not there', 'calendar = "us-federal"', 'holidays = ["good-fryday"]', null, 'there is no day `good-fryday`', 'did you mean `good-friday`?'),
  toml('a zone that is none', 'time_zone = "America/Denver"', 'time_zone = "Mountain"', null, 'this has to be one of: ', 'America/Denver'),
  toml('a kind that is misspelt', 'kind = "choice"', 'kind = "choise"', 'specialty', 'did you mean `choice`?'),
  toml('a unit that is misspelt', 'unit = "business-days"', 'unit = "business_days"', 'ask', 'did you mean `business-days`'),
  toml('a unit in the singular', 'count = 5\nunit = "business-days"', 'count = 1\n~unit = "business-day"', 'ask', 'did you mean `business-days`'),
  toml('a fact in the place of a date', 'from = ["denial_date"]', 'from = ["denial_basis"]', 'ask', 'the fact `denial_basis` isn\'t a date', 'denial_date'),
  toml('a date that is not there', 'from = ["denial_date"]', 'from = ["letter_date"]', 'ask', 'there is no date `letter_date`', 'did you mean `denial_date`'),
  toml('a need of what is not there', 'fact = "member_id"', 'fact = "member"', 'member', 'there is no fact `member`', '`member_id`'),
  toml('a kind of step that is not there', 'kind = "phone"', 'kind = "telephone"', 'call', 'this has to be one of: phone, fax', 'did you mean `phone`?'),
  // What the vocabulary has.
  toml('a fact of the vocabulary with another kind', 'id = "specialty"\nkind = "choice"', 'id = "denial_date"\n~kind = "choice"', 'denial_date', 'the vocabulary has a fact `denial_date` of the kind `date`', 'Use it as it is'),
  toml('a reserved name', 'id = "specialty"', 'id = "today"', 'today', 'no fact can be called any of: '),
  // Keys.
  toml('a key that is misspelt, and required', 'message = "An appeal is in."', 'mesage = "An appeal is in."', 'appeal', '`mesage` is not known here', 'did you mean `message`?'),
  toml('an id in capitals', 'id = "A-1"\ngist', 'ID = "A-1"\ngist', null, '`ID` is not known here', 'did you mean `id`'),
  toml('a list that is misspelt', '[[needs]]', '[[need]]', null, '`need` is not known here', 'did you mean `needs`?'),
  toml('a list that others name, misspelt', '[[routes]]\nid = "desk"\n\n[[routes.steps]]', '[[route]]\nid = "desk"\n\n[[route.steps]]', null, '`route` is not known here', 'did you mean `routes`?'),
  toml('a table in the place of a list', '[[sources]]', '[sources]', 'A', 'this has to be a list'),
  toml('a text in the place of a list', 'says = ["A-1"]', 'says = "A-1"', 'appeal', 'this has to be a list'),
  toml('a route in the place of a list', 'message = "An appeal is in."\nnext = ["desk"]', 'message = "An appeal is in."\n~next = "desk"', 'appeal', 'this has to be a list'),
  toml('a window without a start', '[[deadlines]]\nid = "ask"\nsays = ["A-2"]\ncount = 5\nunit = "business-days"\nfrom = ["denial_date"]', '~[[deadlines]]\nid = "ask"\nsays = ["A-2"]\ncount = 5\nunit = "business-days"', 'ask', '`from` is missing'),
  toml('a start that is misspelt', 'from = ["denial_date"]', 'form = ["denial_date"]', 'ask', '`form` is not known here', 'did you mean `from`'),
  toml('a reject that leads nowhere', '[[rules]]\nid = "appeal"\noutcome = "reject"\nsays = ["A-1"]\nwhen = { appeal_filed = true }\nmessage = "An appeal is in."\nnext = ["desk"]', '~[[rules]]\nid = "appeal"\noutcome = "reject"\nsays = ["A-1"]\nwhen = { appeal_filed = true }\nmessage = "An appeal is in."', 'appeal', 'a reject needs `next`: where to go instead'),
  toml('a window and a list of windows', 'count = 5\nunit = "business-days"\nfrom = ["denial_date"]', '~count = 5\nunit = "business-days"\nfrom = ["denial_date"]\nlatest_of = [{ count = 3, unit = "hours", from = ["notified_at"] }]', 'ask', 'beside `latest_of`'),
  // Values.
  toml('a count as text', 'count = 5', 'count = "5"', 'ask', 'this has to be a whole number from 1 to 366'),
  toml('a day that is none', 'title = "Guide"', 'title = "Guide"\n~effective = 2026-02-30', 'A', 'this has to be a date, such as 2026-03-02'),
  toml('a day as people write it', 'title = "Guide"', 'title = "Guide"\n~effective = "3/2/2026"', 'A', 'this has to be a date, such as 2026-03-02'),
  toml('a number that is too short', 'value = "303-555-0142"', 'value = "555-0142"', 'call', 'this has to be a North American number'),
  toml('an address without https', 'value = "303-555-0142"', 'value = "303-555-0142"\n~href = "http://acme.example"', 'call', 'an address starts with https://'),
  toml('an empty message', 'message = "An appeal is in."', 'message = ""', 'appeal', 'this has to be text, and not empty'),
  toml('an id of a shape that is none', 'id = "acme"', 'id = "Acme Health"', null, 'a name starts with a lowercase letter'),
  toml('an id that is there twice', 'id = "late"', 'id = "appeal"', 'appeal', '`appeal` appears twice'),
  toml('hours as one text', 'when = { appeal_filed = true }', 'when = { call_windows = { outside_hours = "08:00-17:00" } }', 'appeal', 'this has to be a list'),
  toml('a date as one text', 'when = { appeal_filed = true }', 'when = { denial_date = "2026-01-01" }', 'appeal', 'has to be a table', '`before` or `from`'),
  toml('a condition on the wording of a name', 'when = { appeal_filed = true }', 'when = { member_name = "Ada" }', 'appeal', 'a condition can\'t compare the text of `member_name`', '`given`'),
  toml('a deadline that depends on itself', 'id = "ask"\nsays', 'id = "ask"\n~when = { deadline = "open" }\nsays', 'ask', 'a deadline can’t depend on the deadline'.replace('’', "'")),
  toml('a file by its name', 'calendar = "us-federal"', 'include = ["appeals"]', null, 'put the file'),
  toml('a time without its zero', 'count = 5\nunit = "business-days"', 'count = 5\n~cut_off = "9:00"\nunit = "business-days"', 'ask', 'write 09:00'),
  toml('midnight as a time', 'count = 5\nunit = "business-days"', 'count = 5\n~cut_off = "24:00"\nunit = "business-days"', 'ask', 'leave this out'),
  toml('a remark beside a number', 'value = "303-555-0142"', 'value = "303-555-0142 (TTY 711)"', 'call', 'remarks go to `note`'),
  toml('a condition on the payer', 'when = { appeal_filed = true }', 'when = { payer = "acme" }', 'appeal', 'no condition can ask for `payer`'),
  // No TOML.
  toml('a key that stands twice, in TOML', 'message = "An appeal is in."', 'message = "An appeal is in."\n~message = "No."', null, '`message` appears twice in this table'),
  toml('a table that stands twice', '[[needs]]', '[extra]\n\n~[extra]\n\n[[needs]]', null, '`extra` appears twice in this table'),
  toml('a quotation mark too few', 'message = "An appeal is in."', 'message = "An appeal is in.', null, ''),
  toml('no quotation marks', 'outcome = "reject"\nsays = ["A-2"]', 'outcome = ~reject\nsays = ["A-2"]', null, 'a text has to be in straight quotation marks'),
  toml('curly quotation marks', 'outcome = "reject"\nsays = ["A-2"]', 'outcome = ~“reject”\nsays = ["A-2"]', null, 'a text has to be in straight quotation marks'),
  // In JSON's words.
  json('a fact that is misspelt, in JSON', 'appeal_filed', 'apeal_filed', 'appeal', 'there is no fact `apeal_filed`', 'did you mean `appeal_filed`'),
  json('a text in the place of an array', '"says": ["A-1"]', '"says": "A-1"', 'appeal', 'this has to be an array'),
  json('a text in the place of an object', '"when": { "appeal_filed": true }', '"when": "appeal_filed"', 'appeal', 'a condition has to be an object'),
  json('a key that stands twice', '"message": "An appeal is in.",', '"message": "An appeal is in.",\n~      "message": "No.",', 'appeal', '`message` appears twice in this object'),
  json('a policy’s key that stands twice', '"name": "Acme",', '"name": "Acme",\n~  "name": "Acme Health",', null, '`name` appears twice in this object'),
  json('a comma too many', '"next": ["desk"]\n', '"next": ["desk"],\n~', null, 'trailing comma'),
  json('a comma twice', '"name": "Acme",', '"name": "Acme",,', null, 'a comma too many'),
  json('a comment', '"name": "Acme",', '"name": "Acme", // as printed', null, 'JSON has no comments'),
  json('single quotation marks', '"name": "Acme",', "'name': 'Acme',", null, 'straight double quotation marks'),
  json('a comma too few', '"id": "appeal",\n      "outcome"', '"id": "appeal"\n      ~"outcome"', null, 'expected `,` or `}`'),
  json('a step of a sort that is none', '"kind": "phone"', '"kind": "phonee"', 'call', 'did you mean `phone`?'),
  json('nothing in the place of a name', '{\n  "id": "acme",\n  "name": "Acme",', '~{\n  "id": "acme",\n  "name": null,', null, '`name` is missing'),
];
