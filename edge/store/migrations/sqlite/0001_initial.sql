-- A request that was received. `answers` holds personal details.
CREATE TABLE IF NOT EXISTS requests (
  key TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  received_at TEXT NOT NULL,
  answers TEXT NOT NULL
) WITHOUT ROWID;

-- Every decision. `reference` is null where the request was refused.
CREATE TABLE IF NOT EXISTS audit (
  id INTEGER PRIMARY KEY,
  reference TEXT UNIQUE,
  record TEXT NOT NULL
);
