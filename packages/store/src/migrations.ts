// The history of node.db's schema. Entry i takes it from version i to i + 1; released entries are
// never edited, only followed by new ones.

export const migrations: readonly string[] = [
  `
  create table events (
    id integer primary key autoincrement,
    type text not null,
    at integer not null,
    data text not null
  ) strict;

  create table cartridges (
    slug text not null primary key,
    active_version integer not null
  ) strict;

  create table cartridge_versions (
    slug text not null references cartridges (slug) on delete cascade,
    version integer not null,
    parent integer,
    manifest text not null,
    index_source text not null,
    test_source text not null,
    code text not null,
    sha256 text not null,
    published_at integer not null,
    primary key (slug, version)
  ) strict;

  create table kv (
    slug text not null references cartridges (slug) on delete cascade,
    key text not null,
    version integer not null,
    bytes integer not null,
    value text not null,
    primary key (slug, key)
  ) strict, without rowid;

  create table call_counts (
    slug text not null primary key,
    calls integer not null,
    faults integer not null
  ) strict;

  create table settings (
    key text not null primary key,
    value text not null
  ) strict;
  `,
]
