-- Requests are compared by their answers; the digest of the bytes told one request from itself, written differently.
ALTER TABLE requests DROP COLUMN digest;

-- What staff filter by.
ALTER TABLE requests ADD COLUMN payer TEXT;
UPDATE requests SET payer = json_extract(answers, '$.payer');
CREATE INDEX requests_by_time ON requests (received_at, reference);

-- One refusal per key, and the day of the decision, which the audit purge goes by.
ALTER TABLE audit ADD COLUMN refused_key TEXT;
CREATE UNIQUE INDEX audit_by_refused_key ON audit (refused_key);
ALTER TABLE audit ADD COLUMN decided_on TEXT;
UPDATE audit SET decided_on = substr(json_extract(record, '$.now'), 1, 10);
CREATE INDEX audit_by_day ON audit (decided_on);

-- What the payer's own system has yet to be told. `sequence` orders the messages about one request.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  type TEXT NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
  attempts INTEGER NOT NULL,
  next_attempt_at TEXT NOT NULL,
  claim TEXT,
  last_error TEXT,
  delivered_at TEXT,
  UNIQUE (reference, sequence)
);
CREATE INDEX outbox_by_attempt ON outbox (state, next_attempt_at);
CREATE INDEX outbox_by_claim ON outbox (claim);
