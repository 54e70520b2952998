/** All tables of the simulator; every lookup has a key or an index. */
export const TABLES = `
CREATE TABLE IF NOT EXISTS tenants (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS domains (domain TEXT PRIMARY KEY, tenant_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS domains_tenant ON domains (tenant_id);
CREATE TABLE IF NOT EXISTS people (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS mpn_accounts (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mpn_numbers (number TEXT PRIMARY KEY, account_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mpn_numbers_account ON mpn_numbers (account_id);
CREATE TABLE IF NOT EXISTS mpn_tenants (tenant_id TEXT PRIMARY KEY, account_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mpn_tenants_account ON mpn_tenants (account_id);

CREATE TABLE IF NOT EXISTS publishers (id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS applications (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seller_accounts (
  id TEXT PRIMARY KEY, seller_id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, document TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS role_members (
  id TEXT PRIMARY KEY, publisher_id TEXT NOT NULL, role_id TEXT NOT NULL, principal TEXT NOT NULL,
  document TEXT NOT NULL, UNIQUE (publisher_id, role_id, principal));

CREATE TABLE IF NOT EXISTS answers (
  system TEXT NOT NULL, request_id TEXT NOT NULL, call TEXT NOT NULL, answer TEXT NOT NULL,
  PRIMARY KEY (system, request_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS effects (
  id INTEGER PRIMARY KEY AUTOINCREMENT, system TEXT NOT NULL, effect TEXT NOT NULL, publisher_id TEXT,
  tenant_id TEXT, subject TEXT NOT NULL, request_id TEXT, at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS effects_publisher ON effects (publisher_id);
CREATE INDEX IF NOT EXISTS effects_tenant ON effects (tenant_id);

CREATE TABLE IF NOT EXISTS mails (id INTEGER PRIMARY KEY AUTOINCREMENT, mailbox TEXT NOT NULL, document TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS mails_mailbox ON mails (mailbox);
CREATE TABLE IF NOT EXISTS signing_keys (
  kid TEXT PRIMARY KEY, kind TEXT NOT NULL, private_key TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0);
`;
