/**
 * The schema, one step a release. A step that has been released is never edited: what it got wrong is mended by the
 * next one. `PRAGMA user_version` counts the steps a file has seen. Times are integer milliseconds since 1970.
 */
export const STORE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    body_sha256 TEXT NOT NULL,
    semantic_key TEXT NOT NULL,
    activity TEXT NOT NULL,
    key TEXT,
    identity TEXT,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'applied', 'ignored', 'parked')),
    reason TEXT
  ) STRICT;
  CREATE INDEX deliveries_by_body ON deliveries (body_sha256);
  CREATE INDEX deliveries_by_meaning ON deliveries (semantic_key);
  CREATE INDEX deliveries_by_key ON deliveries (key, id);
  CREATE INDEX deliveries_by_state ON deliveries (state, id);
  CREATE INDEX deliveries_waiting ON deliveries (key, id) WHERE state = 'waiting';
  CREATE INDEX deliveries_by_time ON deliveries (received_at);

  -- Metrics ask for the totals every few seconds; triggers keep them, so that no table is counted. Nothing is taken
  -- off when a delivery is pruned. 'received' is counted by the inbox itself: a balance of one trigger proves nothing.
  CREATE TABLE delivery_counts (state TEXT PRIMARY KEY, total INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO delivery_counts
  VALUES ('received', 0), ('waiting', 0), ('applied', 0), ('ignored', 0), ('parked', 0);
  CREATE TRIGGER deliveries_count_insert AFTER INSERT ON deliveries BEGIN
    UPDATE delivery_counts SET total = total + 1 WHERE state = NEW.state;
  END;
  CREATE TRIGGER deliveries_count_update AFTER UPDATE OF state ON deliveries
  WHEN OLD.state <> NEW.state BEGIN
    UPDATE delivery_counts SET total = total - 1 WHERE state = OLD.state;
    UPDATE delivery_counts SET total = total + 1 WHERE state = NEW.state;
  END;

  -- ready_at: when the key may be claimed. For a running key that is the end of its lease, for a parked one null.
  -- marked_at: running keys only, the due time of the earliest mark since the claim.
  CREATE TABLE dirty_keys (
    key TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('due', 'running', 'parked')),
    ready_at INTEGER,
    token TEXT,
    marked_at INTEGER,
    parked_at INTEGER,
    attempts INTEGER NOT NULL,
    reason TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX dirty_keys_ready ON dirty_keys (ready_at) WHERE ready_at IS NOT NULL;
  CREATE INDEX dirty_keys_by_state ON dirty_keys (state, ready_at);
  CREATE INDEX dirty_keys_parked ON dirty_keys (parked_at) WHERE parked_at IS NOT NULL;

  CREATE TABLE contracts (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    kind TEXT,
    type_id TEXT NOT NULL,
    type_name TEXT NOT NULL,
    reference_id TEXT,
    counterparty_name TEXT,
    created_by TEXT,
    created_at TEXT NOT NULL,
    url TEXT NOT NULL,
    external_metadata TEXT,
    opportunity_id TEXT,
    search_text TEXT NOT NULL,
    read_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    last_synced_at INTEGER,
    last_error TEXT
  ) STRICT;
  CREATE INDEX contracts_by_number ON contracts (number);
  -- Holds all that a search reads: it walks this index in the order of the list and never the wide rows.
  CREATE INDEX contracts_by_creation
    ON contracts (created_at, id, search_text, status, type_id, opportunity_id, changed_at);
  CREATE INDEX contracts_by_status ON contracts (status, created_at, id);
  CREATE INDEX contracts_by_type ON contracts (type_id, status, created_at, id);
  CREATE INDEX contracts_by_change ON contracts (changed_at);
  CREATE INDEX contracts_linked ON contracts (created_at, id) WHERE opportunity_id IS NOT NULL;
  CREATE INDEX contracts_unlinked ON contracts (created_at, id) WHERE opportunity_id IS NULL;
  CREATE INDEX contracts_by_opportunity ON contracts (opportunity_id, status)
    WHERE opportunity_id IS NOT NULL;
  CREATE INDEX contracts_opportunities_by_status ON contracts (status, opportunity_id)
    WHERE opportunity_id IS NOT NULL;

  CREATE TABLE contract_counts (
    status TEXT NOT NULL,
    linked INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (status, linked)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER contracts_count_insert AFTER INSERT ON contracts BEGIN
    INSERT INTO contract_counts VALUES (NEW.status, NEW.opportunity_id IS NOT NULL, 1)
      ON CONFLICT DO UPDATE SET total = total + 1;
  END;
  CREATE TRIGGER contracts_count_update AFTER UPDATE OF status, opportunity_id ON contracts
  WHEN OLD.status <> NEW.status OR (OLD.opportunity_id IS NULL) <> (NEW.opportunity_id IS NULL) BEGIN
    UPDATE contract_counts SET total = total - 1
      WHERE status = OLD.status AND linked = (OLD.opportunity_id IS NOT NULL);
    INSERT INTO contract_counts VALUES (NEW.status, NEW.opportunity_id IS NOT NULL, 1)
      ON CONFLICT DO UPDATE SET total = total + 1;
  END;

  CREATE TABLE contract_details (
    id TEXT PRIMARY KEY,
    recipients TEXT,
    key_pointers TEXT
  ) STRICT;
  CREATE TABLE looked_up (
    opportunity_id TEXT PRIMARY KEY,
    looked_up_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE confirmed_rows (
    object_name TEXT NOT NULL,
    key TEXT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (object_name, key)
  ) STRICT;

  -- settling: a settler holds or held the row, so its first owner may no longer send.
  CREATE TABLE creations (
    request_id TEXT PRIMARY KEY,
    intent TEXT NOT NULL UNIQUE,
    input_hash TEXT NOT NULL,
    opportunity_id TEXT NOT NULL,
    template_id TEXT NOT NULL,
    remember_ms INTEGER,
    state TEXT NOT NULL CHECK (state IN ('open', 'sent', 'created', 'uncertain')),
    contract_id TEXT,
    started_at INTEGER NOT NULL,
    sent_at INTEGER,
    lease_until INTEGER NOT NULL,
    settling INTEGER NOT NULL DEFAULT 0,
    looks INTEGER NOT NULL DEFAULT 0,
    expires_at INTEGER
  ) STRICT;
  CREATE INDEX creations_unsettled ON creations (lease_until) WHERE state IN ('sent', 'uncertain');
  CREATE INDEX creations_expiring ON creations (expires_at) WHERE expires_at IS NOT NULL;

  CREATE TABLE locks (
    name TEXT PRIMARY KEY,
    token TEXT NOT NULL,
    lease_until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE write_probe (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL) STRICT;
  `,
  // The change log. Its numbers start anew in another store, so positions carry the name of this one.
  `
  CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    changed_at INTEGER NOT NULL,
    contract_id TEXT,
    opportunity_ids TEXT NOT NULL
  ) STRICT;
  CREATE INDEX changes_by_time ON changes (changed_at);
  INSERT INTO settings VALUES ('change-log', json_quote(lower(hex(randomblob(8)))));
  `,
  `
  -- expires_at: when it ends unless it is used before; never later than ends_at.
  CREATE TABLE browser_sessions (
    token_sha256 TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    idle_ms INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX browser_sessions_expiring ON browser_sessions (expires_at);
  `,
  `
  CREATE INDEX deliveries_parked ON deliveries (key) WHERE state = 'parked';
  `,
  // Queues by name. set_at: when ready_at was set, by the clock that set it. A time that is ahead of the clock tells that
  // the clock was set back since, and by how much at least.
  `
  CREATE TABLE queue_keys (
    queue TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('due', 'running', 'parked')),
    ready_at INTEGER,
    set_at INTEGER NOT NULL,
    token TEXT,
    marked_at INTEGER,
    parked_at INTEGER,
    attempts INTEGER NOT NULL,
    was_running INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    PRIMARY KEY (queue, key)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO queue_keys (queue, key, state, ready_at, set_at, token, marked_at, parked_at, attempts, reason)
  SELECT 'sync', key, state, ready_at, 0, token, marked_at, parked_at, attempts, reason FROM dirty_keys;
  DROP TABLE dirty_keys;
  CREATE INDEX queue_keys_ready ON queue_keys (queue, ready_at) WHERE ready_at IS NOT NULL;
  CREATE INDEX queue_keys_by_state ON queue_keys (queue, state, ready_at);
  CREATE INDEX queue_keys_parked ON queue_keys (queue, parked_at) WHERE parked_at IS NOT NULL;
  CREATE INDEX queue_keys_set ON queue_keys (set_at);

  -- Looks at SpotDraft, counted: order between them comes from their numbers and from no clock. Contracts read before
  -- there were numbers give way to any look.
  CREATE TABLE looks (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL) STRICT;
  INSERT INTO looks VALUES (1, 0);
  ALTER TABLE contracts ADD COLUMN look INTEGER NOT NULL DEFAULT 0;

  ALTER TABLE locks ADD COLUMN set_at INTEGER NOT NULL DEFAULT 0;
  `,
  // Creations of any kind. A row is held as long as its beat rises, instead of until a time.
  `
  ALTER TABLE creations RENAME TO old_creations;
  CREATE TABLE creations (
    request_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    intent TEXT NOT NULL UNIQUE,
    input_hash TEXT NOT NULL,
    subject TEXT NOT NULL,
    remember_ms INTEGER,
    state TEXT NOT NULL CHECK (state IN ('open', 'sent', 'uncertain', 'created')),
    made_id TEXT,
    holder TEXT,
    beat INTEGER NOT NULL DEFAULT 0,
    beat_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    looks INTEGER NOT NULL DEFAULT 0,
    uncertain_ms INTEGER NOT NULL DEFAULT 0,
    doubt TEXT CHECK (doubt IN ('answered', 'unanswered')),
    expires_at INTEGER
  ) STRICT;
  INSERT INTO creations
    (request_id, kind, intent, input_hash, subject, remember_ms, state, made_id, beat_at, due_at, doubt, expires_at)
  SELECT request_id, 'contract', intent, input_hash, opportunity_id, remember_ms,
    CASE state WHEN 'sent' THEN 'uncertain' ELSE state END, contract_id, coalesce(sent_at, started_at), 0,
    CASE WHEN state IN ('sent', 'uncertain') THEN 'unanswered' END, expires_at
  FROM old_creations;
  DROP TABLE old_creations;
  CREATE INDEX creations_unfinished ON creations (due_at) WHERE state <> 'created';
  CREATE INDEX creations_expiring ON creations (expires_at) WHERE expires_at IS NOT NULL;
  `,
  // What is archived where. saved: rises with every save of any row, so that the latest failure is found.
  `
  CREATE TABLE archived (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    contract_id TEXT NOT NULL,
    destination TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('WAITING', 'ARCHIVED', 'PARKED', 'SKIPPED')),
    since INTEGER NOT NULL,
    archived_at INTEGER,
    verified_at INTEGER,
    last_error TEXT,
    row TEXT NOT NULL,
    UNIQUE (contract_id, destination, document)
  ) STRICT;
  CREATE INDEX archived_by_destination ON archived (destination, state, number);
  CREATE INDEX archived_by_state ON archived (state, number);
  CREATE INDEX archived_waiting ON archived (destination, since) WHERE state = 'WAITING';
  CREATE INDEX archived_failed ON archived (destination, saved)
    WHERE last_error IS NOT NULL AND state IN ('WAITING', 'PARKED');
  CREATE INDEX archived_saved ON archived (saved);

  CREATE TABLE archived_counts (
    destination TEXT NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (destination, state)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER archived_count_insert AFTER INSERT ON archived BEGIN
    INSERT INTO archived_counts VALUES (NEW.destination, NEW.state, 1) ON CONFLICT DO UPDATE SET total = total + 1;
  END;
  CREATE TRIGGER archived_count_delete AFTER DELETE ON archived BEGIN
    UPDATE archived_counts SET total = total - 1 WHERE destination = OLD.destination AND state = OLD.state;
  END;
  CREATE TRIGGER archived_count_update AFTER UPDATE OF state ON archived WHEN OLD.state <> NEW.state BEGIN
    UPDATE archived_counts SET total = total - 1 WHERE destination = OLD.destination AND state = OLD.state;
    INSERT INTO archived_counts VALUES (NEW.destination, NEW.state, 1) ON CONFLICT DO UPDATE SET total = total + 1;
  END;

  CREATE TABLE archived_paths (
    destination TEXT NOT NULL,
    path TEXT NOT NULL,
    contract_id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (destination, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX archived_paths_of_row ON archived_paths (destination, contract_id, document);
  `,
  `
  ALTER TABLE queue_keys ADD COLUMN correlation TEXT;
  `,
  // What the passes remember of each contract or deal, counted by scope.
  `
  CREATE TABLE marks (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (scope, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE mark_counts (scope TEXT PRIMARY KEY, total INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TRIGGER marks_count_insert AFTER INSERT ON marks BEGIN
    INSERT INTO mark_counts VALUES (NEW.scope, 1) ON CONFLICT DO UPDATE SET total = total + 1;
  END;
  CREATE TRIGGER marks_count_delete AFTER DELETE ON marks BEGIN
    UPDATE mark_counts SET total = total - 1 WHERE scope = OLD.scope;
  END;
  `,
  // Jobs over many deals. ended_at: null while a job is not done or cancelled.
  `
  CREATE TABLE bulk_jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    owner TEXT NOT NULL,
    starter TEXT NOT NULL,
    template_id TEXT NOT NULL,
    dry_run INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'CANCELLED', 'DONE')),
    total INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    revision INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX bulk_jobs_same ON bulk_jobs (fingerprint, number);
  CREATE INDEX bulk_jobs_by_owner ON bulk_jobs (owner, number);
  CREATE INDEX bulk_jobs_by_state ON bulk_jobs (state, number);
  CREATE INDEX bulk_jobs_ended ON bulk_jobs (ended_at) WHERE ended_at IS NOT NULL;
  CREATE TABLE bulk_rows (
    job INTEGER NOT NULL,
    row INTEGER NOT NULL,
    opportunity_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('WAITING', 'CREATABLE', 'CREATED', 'EXISTING', 'FAILED')),
    verdict TEXT,
    PRIMARY KEY (job, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX bulk_rows_by_state ON bulk_rows (job, state, row);
  CREATE TABLE bulk_counts (
    job INTEGER NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (job, state)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER bulk_rows_count_update AFTER UPDATE OF state ON bulk_rows WHEN OLD.state <> NEW.state BEGIN
    UPDATE bulk_counts SET total = total - 1 WHERE job = OLD.job AND state = OLD.state;
    INSERT INTO bulk_counts VALUES (NEW.job, NEW.state, 1) ON CONFLICT DO UPDATE SET total = total + 1;
  END;
  `,
  // told_at: when it happened, as the body says it, before each hash. Hashes alone lie anywhere, so that each delivery wrote two
  // pages of their indexes of its own; repeats are told of the same time, and what is new of a new one.
  `
  ALTER TABLE deliveries ADD COLUMN told_at TEXT;
  UPDATE deliveries SET told_at = body ->> '$.activity_data.timestamp'
  WHERE json_valid(body) AND json_type(body, '$.activity_data.timestamp') = 'text'
    AND length(body ->> '$.activity_data.timestamp') <= 40;
  DROP INDEX deliveries_by_body;
  DROP INDEX deliveries_by_meaning;
  CREATE INDEX deliveries_by_body ON deliveries (told_at, body_sha256);
  CREATE INDEX deliveries_by_meaning ON deliveries (told_at, semantic_key);
  -- Of a key as it waits, and all of it: one index for both.
  DROP INDEX deliveries_by_key;
  DROP INDEX deliveries_waiting;
  CREATE INDEX deliveries_by_key ON deliveries (key, state, id);
  `,
];

/** The rate window's own file: see rate-window.ts. */
export const RATE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE slots (
    slot TEXT PRIMARY KEY,
    taken_at INTEGER NOT NULL,
    settled_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE write_probe (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL) STRICT;
  `,
];

/** Documents that callers have handed in have a file of their own, too: see uploads.ts. */
export const UPLOAD_MIGRATIONS: readonly string[] = [
  `
  -- sha256: null until the document is there in full. expires_at: until then, when it is given up.
  CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    pieces INTEGER NOT NULL,
    file_name TEXT,
    content_type TEXT,
    size_bytes INTEGER,
    sha256 TEXT,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX uploads_expiring ON uploads (expires_at);
  CREATE TABLE pieces (
    upload_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (upload_id, number)
  ) STRICT;
  CREATE TABLE write_probe (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL) STRICT;
  `,
];

/** The own log has a file of its own: see activity.ts. */
export const ACTIVITY_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE activities (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    system TEXT,
    failed INTEGER NOT NULL,
    contract_id TEXT,
    opportunity_id TEXT,
    details TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX activities_by_contract ON activities (contract_id, id) WHERE contract_id IS NOT NULL;
  CREATE INDEX activities_by_deal ON activities (opportunity_id, id) WHERE opportunity_id IS NOT NULL;
  CREATE INDEX activities_by_kind ON activities (kind, id);
  CREATE INDEX activities_failed ON activities (id) WHERE failed = 1;

  -- Bounds are counted on their own, and counting is no walk through the table.
  CREATE TABLE activity_counts (rejected INTEGER PRIMARY KEY, total INTEGER NOT NULL) STRICT;
  INSERT INTO activity_counts VALUES (0, 0), (1, 0);
  CREATE TRIGGER activities_count_insert AFTER INSERT ON activities BEGIN
    UPDATE activity_counts SET total = total + 1 WHERE rejected = (NEW.kind = 'REJECTED_DELIVERY');
  END;
  CREATE TRIGGER activities_count_delete AFTER DELETE ON activities BEGIN
    UPDATE activity_counts SET total = total - 1 WHERE rejected = (OLD.kind = 'REJECTED_DELIVERY');
  END;
  `,
  // From one table to one for each ten thousand rows: see activity-segments.ts.
  `
  DROP TRIGGER activities_count_insert;
  DROP TRIGGER activities_count_delete;
  DROP TABLE activity_counts;
  CREATE TABLE rejected_activities (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    system TEXT,
    failed INTEGER NOT NULL,
    contract_id TEXT,
    opportunity_id TEXT,
    details TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO rejected_activities SELECT * FROM activities WHERE kind = 'REJECTED_DELIVERY';
  DELETE FROM activities WHERE kind = 'REJECTED_DELIVERY';
  ALTER TABLE activities RENAME TO activities_1;
  CREATE TABLE activity_segments (
    number INTEGER PRIMARY KEY,
    first_id TEXT NOT NULL,
    last_id TEXT NOT NULL,
    total INTEGER NOT NULL,
    is_indexed INTEGER NOT NULL
  ) STRICT;
  INSERT INTO activity_segments
    SELECT 1, coalesce(min(id), ''), coalesce(max(id), ''), count(*), 1 FROM activities_1;
  `,
];
