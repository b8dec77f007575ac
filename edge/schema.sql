-- A request that was taken. `answers` holds personal details: guard and purge this table by your own rules.
CREATE TABLE IF NOT EXISTS requests (
  key TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  received_at TEXT NOT NULL,
  answers TEXT NOT NULL
) WITHOUT ROWID;

-- Every decision, without personal details. It outlives the request; `reference` is null where it was turned down.
CREATE TABLE IF NOT EXISTS audit (
  id INTEGER PRIMARY KEY,
  reference TEXT UNIQUE,
  record TEXT NOT NULL
);
