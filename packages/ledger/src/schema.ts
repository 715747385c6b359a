// The tables of ledger.db as drizzle sees them, and the ordered migrations that make them. Rows are never
// deleted; only stored response bodies are. Amounts and uint256 are decimal text, addresses lower case.
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const payments = sqliteTable(
  'payments',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    network: text('network').notNull(),
    asset: text('asset').notNull(),
    payer: text('payer').notNull(),
    nonce: text('nonce').notNull(),
    state: text('state').notNull(),
    kind: text('kind').notNull(),
    route: text('route').notNull(),
    payTo: text('pay_to').notNull(),
    amount: text('amount').notNull(),
    fingerprint: text('fingerprint').notNull(),
    identifier: text('identifier'),
    validAfter: text('valid_after').notNull(),
    validBefore: text('valid_before').notNull(),
    signature: text('signature').notNull(),
    txHash: text('tx_hash'),
    blockNumber: text('block_number'),
    refundTxHash: text('refund_tx_hash'),
    reason: text('reason'),
    firstSeenBlock: text('first_seen_block').notNull(),
    delivered: integer('delivered').notNull(),
    claimedAt: integer('claimed_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** Genesis hash; null in rows from before chains were told apart, until the ledger enters one. */
    chain: text('chain'),
  },
  (table) => [
    uniqueIndex('payments_claim').on(table.network, table.asset, table.payer, table.nonce),
    index('payments_identifier').on(table.payer, table.identifier),
    index('payments_tx').on(table.txHash),
    index('payments_claimed_at').on(table.claimedAt),
    index('payments_state').on(table.state, table.delivered),
  ],
)

export const responses = sqliteTable(
  'responses',
  {
    paymentId: text('payment_id').primaryKey(),
    status: integer('status').notNull(),
    headers: text('headers').notNull(),
    body: blob('body', { mode: 'buffer' }).notNull(),
    storedAt: integer('stored_at').notNull(),
  },
  (table) => [index('responses_stored_at').on(table.storedAt)],
)

/** Number i takes the schema from version i to i + 1. Only ever append. */
export const migrations: readonly string[] = [
  `create table payments (
     seq integer primary key autoincrement,
     id text not null unique,
     network text not null,
     asset text not null,
     payer text not null,
     nonce text not null,
     state text not null check (state in ('claimed','verified','executing','settling','settled',
       'failed','expired','refunding','refunded')),
     kind text not null check (kind in ('authorization','upfront','facilitator')),
     route text not null,
     pay_to text not null,
     amount text not null,
     fingerprint text not null,
     identifier text,
     valid_after text not null,
     valid_before text not null,
     signature text not null,
     tx_hash text,
     block_number text,
     refund_tx_hash text,
     reason text,
     first_seen_block text not null,
     delivered integer not null default 0,
     claimed_at integer not null,
     updated_at integer not null
   ) strict;
   create unique index payments_claim on payments (network, asset, payer, nonce);
   create index payments_identifier on payments (payer, identifier) where identifier is not null;
   create index payments_tx on payments (tx_hash) where tx_hash is not null;
   create index payments_claimed_at on payments (claimed_at);
   create index payments_state on payments (state, delivered);
   create table responses (
     payment_id text primary key references payments (id),
     status integer not null,
     headers text not null,
     body blob not null,
     stored_at integer not null
   ) strict;
   create index responses_stored_at on responses (stored_at);`,
  `alter table payments add column chain text;`,
]
