// Every statement the ledger runs, prepared once. Nothing here decides anything. The writes of a paid call
// are compiled to the driver's own statements (store/src/compiled.ts).
import { compileRead, compileWrite, type OpenedDatabase } from '@zooid/store'
import { and, desc, eq, gte, inArray, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { openStates, type StoredRow } from './row.ts'
import { payments, responses } from './schema.ts'
import type { PaymentState } from './types.ts'

type ListFilter = {
  readonly limit: number
  readonly before?: number
  readonly after?: { readonly claimedAt: number; readonly id: string }
  readonly state?: PaymentState
  readonly route?: string
}

export type Statements = ReturnType<typeof prepareStatements>

/** Most rows one list call returns. */
const maxListRows = 1000

const columns = {
  id: payments.id,
  network: payments.network,
  asset: payments.asset,
  payer: payments.payer,
  nonce: payments.nonce,
  state: payments.state,
  kind: payments.kind,
  route: payments.route,
  payTo: payments.payTo,
  amount: payments.amount,
  fingerprint: payments.fingerprint,
  identifier: payments.identifier,
  validAfter: payments.validAfter,
  validBefore: payments.validBefore,
  signature: payments.signature,
  txHash: payments.txHash,
  blockNumber: payments.blockNumber,
  refundTxHash: payments.refundTxHash,
  reason: payments.reason,
  firstSeenBlock: payments.firstSeenBlock,
  delivered: payments.delivered,
  claimedAt: payments.claimedAt,
  updatedAt: payments.updatedAt,
  chain: payments.chain,
}

/** A write to any other column would rewrite its index pages too, and the disk pays by the page. */
const progressColumns = [
  'state',
  'txHash',
  'blockNumber',
  'refundTxHash',
  'reason',
  'delivered',
  'updatedAt',
] as const

function only<Row extends object, Key extends keyof Row>(
  row: Row,
  keys: readonly Key[],
): Pick<Row, Key> {
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<Row, Key>
}

/** In the order of `list`; many rows may share a millisecond. */
function olderThan({ claimedAt, id }: { readonly claimedAt: number; readonly id: string }) {
  const seq = sql`(select seq from payments where id = ${id})`
  return or(
    lt(payments.claimedAt, claimedAt),
    and(eq(payments.claimedAt, claimedAt), lt(payments.seq, seq)),
  )
}

export function prepareStatements(sqlite: OpenedDatabase['sqlite']) {
  const db = drizzle(sqlite)
  const bind = (name: string): SQL => sql`${sql.placeholder(name)}`
  const bound = Object.fromEntries(
    Object.keys(columns).map((name) => [name, bind(name)]),
  ) as unknown as typeof payments.$inferInsert

  const select = () => db.select(columns).from(payments)
  const insert = compileWrite(sqlite, db.insert(payments).values(bound).onConflictDoNothing())
  const replace = db
    .update(payments)
    .set(bound)
    .where(eq(payments.id, bind('id')))
    .prepare()
  const progress = compileWrite(
    sqlite,
    db
      .update(payments)
      .set(only(bound, progressColumns))
      .where(eq(payments.id, bind('id'))),
  )
  const byClaim = compileRead<StoredRow>(
    sqlite,
    select().where(
      and(
        eq(payments.network, bind('network')),
        eq(payments.asset, bind('asset')),
        eq(payments.payer, bind('payer')),
        eq(payments.nonce, bind('nonce')),
      ),
    ),
    Object.keys(columns) as (keyof StoredRow)[],
  )
  const byId = select()
    .where(eq(payments.id, bind('id')))
    .prepare()
  const byIdentifier = select()
    .where(
      and(
        eq(payments.payer, bind('payer')),
        eq(payments.identifier, bind('identifier')),
        sql`${payments.identifier} is not null`,
      ),
    )
    .orderBy(desc(payments.seq))
    .limit(1)
    .prepare()
  const otherOfTx = db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.txHash, bind('txHash')),
        sql`${payments.txHash} is not null`,
        eq(payments.payer, bind('payer')),
        ne(payments.id, bind('id')),
      ),
    )
    .limit(1)
    .prepare()
  const open = select()
    .where(
      or(
        inArray(payments.state, [...openStates]),
        and(eq(payments.state, 'settled'), eq(payments.delivered, 0)),
      ),
    )
    .orderBy(payments.seq)
    .prepare()
  const adopt = db
    .update(payments)
    .set({ chain: sql`${bind('chain')}` })
    .where(isNull(payments.chain))
    .prepare()
  const putResponse = db
    .insert(responses)
    .values({
      paymentId: bind('paymentId'),
      status: bind('status'),
      headers: bind('headers'),
      body: bind('body'),
      storedAt: bind('storedAt'),
    })
    .onConflictDoUpdate({
      target: responses.paymentId,
      set: {
        status: sql`excluded.status`,
        headers: sql`excluded.headers`,
        body: sql`excluded.body`,
        storedAt: sql`excluded.stored_at`,
      },
    })
    .prepare()
  const getResponse = db
    .select()
    .from(responses)
    .where(eq(responses.paymentId, bind('paymentId')))
    .prepare()
  const dropResponse = compileWrite(
    sqlite,
    db.delete(responses).where(eq(responses.paymentId, bind('paymentId'))),
  )

  return {
    /** false when the claim exists. */
    insert: (row: StoredRow): boolean => insert(row) === 1,
    /** Every column: a claim that is made anew. */
    replace: (row: StoredRow): void => void replace.run(row),
    /** Only what changes while a payment goes its way. */
    progress: (row: StoredRow): void => void progress(row),
    byClaim: (row: Pick<StoredRow, 'network' | 'asset' | 'payer' | 'nonce'>) => byClaim(row),
    byId: (id: string) => byId.get({ id }),
    byIdentifier: (payer: string, identifier: string) => byIdentifier.get({ payer, identifier }),
    isTxOfOther: (txHash: string, payer: string, id: string): boolean =>
      otherOfTx.get({ txHash, payer, id }) !== undefined,
    open: () => open.all(),
    /** Rows of no known chain become rows of this one. */
    adopt: (chain: string): void => void adopt.run({ chain }),
    putResponse: (row: typeof responses.$inferInsert): void => void putResponse.run(row),
    getResponse: (paymentId: string) => getResponse.get({ paymentId }),
    dropResponse: (paymentId: string): void => void dropResponse({ paymentId }),
    /** Settled in this block or later, newest first, among those claimed after `claimedAfter`. */
    settledSince: (block: bigint, claimedAfter: number) =>
      select()
        .where(
          and(
            gte(payments.claimedAt, claimedAfter),
            eq(payments.state, 'settled'),
            sql`cast(${payments.blockNumber} as integer) >= ${block}`,
          ),
        )
        .orderBy(desc(payments.claimedAt))
        .limit(maxListRows)
        .all(),
    /**
     * Drops bodies stored before `storedBefore` whose payments owe nothing more: closed rows, and all
     * that are not on `chain`.
     */
    prune: (storedBefore: number, chain: string | null): number => {
      const old = db
        .select({ id: responses.paymentId })
        .from(responses)
        .innerJoin(payments, eq(payments.id, responses.paymentId))
        .where(
          and(
            lt(responses.storedAt, storedBefore),
            or(
              sql`${payments.state} not in ${[...openStates]}`,
              chain === null ? undefined : ne(payments.chain, chain),
            ),
          ),
        )
        .limit(1000)
        .all()
        .map(({ id }) => id)
      if (old.length === 0) return 0
      db.update(payments)
        .set({ delivered: 1, identifier: null })
        .where(inArray(payments.id, old))
        .run()
      db.delete(responses).where(inArray(responses.paymentId, old)).run()
      return old.length
    },
    list: ({ limit, before, after, state, route }: ListFilter) =>
      select()
        .where(
          and(
            before === undefined ? undefined : lt(payments.claimedAt, before),
            after && olderThan(after),
            state === undefined ? undefined : eq(payments.state, state),
            route === undefined ? undefined : eq(payments.route, route),
          ),
        )
        .orderBy(desc(payments.claimedAt), desc(payments.seq))
        .limit(Math.max(0, Math.min(limit, maxListRows)))
        .all(),
    counts: () =>
      db
        .select({
          state: payments.state,
          chain: payments.chain,
          count: sql<number>`count(*)`,
        })
        .from(payments)
        .groupBy(payments.state, payments.chain)
        .all(),
    /** Per route and state: how many, and their amounts to add up as bigints. */
    amounts: () =>
      db
        .select({
          route: payments.route,
          state: payments.state,
          amount: payments.amount,
          count: sql<number>`count(*)`,
        })
        .from(payments)
        .where(inArray(payments.state, ['settled', 'refunding', 'refunded']))
        .groupBy(payments.route, payments.state, payments.amount)
        .all(),
  }
}
