// Each cartridge's key-value store, with optimistic transactions: reads remember what they saw, writes
// are kept aside, commit() checks and applies in one SQLite transaction. No lock is held while a
// cartridge runs. Invariant: a committed transaction saw one state of the store and none but its own writes.
import { type Json, limits, ZooidError } from '@zooid/base'
import { and, asc, count, eq, gte, max, sql, sum } from 'drizzle-orm'
import type { NodeDb } from './node-db.ts'
import { cartridges, kv } from './schema.ts'
import type { KvTransaction } from './types.ts'

/** Version of a key that does not exist. */
const absent = 0
/** Reads and writes of one transaction: bounds its memory and the time commit() blocks the loop. */
const maxOperations = 10_000

type Read = { readonly version: number; readonly text: string | undefined }
type ListRead = {
  readonly slug: string
  readonly prefix: string
  readonly limit: number
  readonly keys: readonly string[]
}
/** text null: deleted. */
type Write = {
  readonly text: string | null
  readonly bytes: number
  readonly replacesBytes: number
}
type Usage = { readonly keys: number; readonly bytes: number }
type WritesBySlug = Map<string, Map<string, Write>>

export type KvStore = { readonly begin: () => KvTransaction }

export function createKvStore({ sqlite, drizzle }: NodeDb): KvStore {
  const isKey = and(eq(kv.slug, sql.placeholder('slug')), eq(kv.key, sql.placeholder('key')))
  const selectKey = drizzle
    .select({ value: kv.value, version: kv.version, bytes: kv.bytes })
    .from(kv)
    .where(isKey)
    .prepare()
  const selectFrom = drizzle
    .select({ key: kv.key })
    .from(kv)
    .where(and(eq(kv.slug, sql.placeholder('slug')), gte(kv.key, sql.placeholder('prefix'))))
    .orderBy(asc(kv.key))
    .limit(sql.placeholder('limit'))
    .prepare()
  const selectUsage = drizzle
    .select({ keys: count(), bytes: sum(kv.bytes).mapWith(Number) })
    .from(kv)
    .where(eq(kv.slug, sql.placeholder('slug')))
    .prepare()
  const selectCartridge = drizzle
    .select({ slug: cartridges.slug })
    .from(cartridges)
    .where(eq(cartridges.slug, sql.placeholder('slug')))
    .prepare()
  const upsert = drizzle
    .insert(kv)
    .values({
      slug: sql.placeholder('slug'),
      key: sql.placeholder('key'),
      version: sql.placeholder('version'),
      bytes: sql.placeholder('bytes'),
      value: sql.placeholder('text'),
    })
    .onConflictDoUpdate({
      target: [kv.slug, kv.key],
      set: {
        version: sql`excluded.version`,
        bytes: sql`excluded.bytes`,
        value: sql`excluded.value`,
      },
    })
    .prepare()
  const remove = drizzle.delete(kv).where(isKey).prepare()

  // Transactions do not outlive the process, so numbering on from the highest survivor is enough.
  let lastVersion =
    drizzle
      .select({ version: max(kv.version) })
      .from(kv)
      .get()?.version ?? absent

  /** The first `limit` stored keys with this prefix: they follow each other in key order. */
  const storedKeys = (slug: string, prefix: string, limit: number) => {
    const keys = selectFrom.all({ slug, prefix, limit }).map((row) => row.key)
    const end = keys.findIndex((key) => !key.startsWith(prefix))
    return end < 0 ? keys : keys.slice(0, end)
  }
  const storedUsage = (slug: string) => {
    const usage = selectUsage.get({ slug })
    return { keys: usage?.keys ?? 0, bytes: usage?.bytes ?? 0 }
  }

  const begin = (): KvTransaction => {
    const reads = new Map<string, Map<string, Read>>()
    const lists: ListRead[] = []
    let writes: WritesBySlug = new Map()
    /** What each cartridge would hold after this transaction, as far as known. */
    let usages = new Map<string, Usage>()
    let operations = 0

    const countOperation = () => {
      if (++operations > maxOperations)
        throw new KvQuotaError(`more than ${maxOperations} operations in one call`)
    }
    const read = (slug: string, key: string): Read => {
      const known = reads.get(slug)?.get(key)
      if (known) return known
      countOperation()
      const row = selectKey.get({ slug, key })
      const seen = { version: row?.version ?? absent, text: row?.value }
      nested(reads, slug).set(key, seen)
      return seen
    }
    /** What a read in this transaction sees: own writes first. */
    const textOf = (slug: string, key: string): string | undefined => {
      const own = writes.get(slug)?.get(key)
      return own ? (own.text ?? undefined) : read(slug, key).text
    }
    const put = (slug: string, key: string, text: string | null) => {
      countOperation()
      const own = nested(writes, slug)
      const before = own.get(key)
      const replacesBytes = before?.replacesBytes ?? selectKey.get({ slug, key })?.bytes ?? 0
      const write = { text, bytes: text === null ? 0 : byteLength(key, text), replacesBytes }
      const known = usages.get(slug) ?? plus(storedUsage(slug), own.values())
      const usage = plus(before ? minus(known, before) : known, [write])
      // Told at once, where the guest can catch it; commit() checks again against what is stored then.
      if (text !== null) checkQuota(slug, usage)
      own.set(key, write)
      usages.set(slug, usage)
    }

    const isStale = () => {
      for (const [slug, keys] of reads)
        for (const [key, seen] of keys)
          if ((selectKey.get({ slug, key })?.version ?? absent) !== seen.version) return true
      return lists.some(({ slug, prefix, limit, keys }) => {
        const now = storedKeys(slug, prefix, limit)
        return now.length !== keys.length || now.some((key, i) => key !== keys[i])
      })
    }
    const apply = (): boolean => {
      if (isStale()) return false
      const version = lastVersion + 1
      for (const [slug, own] of writes) {
        if (own.size === 0) continue
        // Removed while we ran: its storage went with it and must not come back as orphans.
        if (!selectCartridge.get({ slug })) return false
        const current = [...own].map(([key, write]) => ({
          ...write,
          replacesBytes: selectKey.get({ slug, key })?.bytes ?? 0,
        }))
        checkQuota(slug, plus(storedUsage(slug), current))
      }
      for (const [slug, own] of writes)
        for (const [key, { text, bytes }] of own) {
          if (text === null) remove.run({ slug, key })
          else upsert.run({ slug, key, version, bytes, text })
        }
      lastVersion = version
      return true
    }

    return {
      get: (slug, key) => {
        checkKey(key)
        const text = textOf(slug, key)
        return text === undefined ? undefined : (JSON.parse(text) as Json)
      },
      set: (slug, key, value) => {
        checkKey(key)
        put(slug, key, encodeValue(key, value))
      },
      delete: (slug, key) => {
        checkKey(key)
        if (textOf(slug, key) === undefined) return false
        put(slug, key, null)
        return true
      },
      list: (slug, prefix, limit) => {
        countOperation()
        const wanted = Math.max(0, Math.min(Math.trunc(limit) || 0, limits.kvKeys))
        const own = [...(writes.get(slug) ?? [])].filter(([key]) => key.startsWith(prefix))
        const gone = new Set(own.filter(([, write]) => write.text === null).map(([key]) => key))
        const added = own.filter(([, write]) => write.text !== null).map(([key]) => key)
        const stored = storedKeys(slug, prefix, wanted + gone.size)
        lists.push({ slug, prefix, limit: wanted + gone.size, keys: stored })
        return [...new Set([...stored.filter((key) => !gone.has(key)), ...added])]
          .sort(byUtf8)
          .slice(0, wanted)
      },
      savepoint: (exceptSlugs) => {
        const saved = new Map([...writes].map(([slug, own]) => [slug, new Map(own)]))
        return () => {
          for (const slug of exceptSlugs) {
            const own = writes.get(slug)
            if (own) saved.set(slug, own)
          }
          writes = saved
          usages = new Map()
        }
      },
      commit: () => {
        if (reads.size === 0 && lists.length === 0 && writes.size === 0) return true
        return sqlite.transaction(apply).immediate()
      },
    }
  }
  return { begin }
}

function plus(usage: Usage, writes: Iterable<Write>): Usage {
  let { keys, bytes } = usage
  for (const write of writes) {
    bytes += write.bytes - write.replacesBytes
    keys += Number(write.bytes > 0) - Number(write.replacesBytes > 0)
  }
  return { keys, bytes }
}

function minus(usage: Usage, write: Write): Usage {
  return plus(usage, [{ text: null, bytes: write.replacesBytes, replacesBytes: write.bytes }])
}

function checkQuota(slug: string, { keys, bytes }: Usage): void {
  if (keys > limits.kvKeys)
    throw new KvQuotaError(`${slug} would hold more than ${limits.kvKeys} keys`)
  if (bytes > limits.kvTotalBytes)
    throw new KvQuotaError(`${slug} would hold more than ${limits.kvTotalBytes} bytes`)
}

const byteLength = (key: string, text: string) => Buffer.byteLength(key) + Buffer.byteLength(text)

function checkKey(key: string): void {
  if (key === '') throw new KvInputError('a key must not be empty')
  // Lone surrogates would all become U+FFFD on disk and meet each other there.
  const bytes = Buffer.from(key)
  if (bytes.toString() !== key) throw new KvInputError('a key must be well-formed Unicode')
  if (bytes.length > limits.kvKeyBytes)
    throw new KvQuotaError(
      `a key has ${bytes.length} bytes, at most ${limits.kvKeyBytes} are allowed`,
    )
}

function encodeValue(key: string, value: Json): string {
  const text: string | undefined = JSON.stringify(value)
  if (text === undefined) throw new KvInputError(`the value of "${key}" is not JSON`)
  const bytes = Buffer.byteLength(text)
  if (bytes > limits.kvValueBytes)
    throw new KvQuotaError(
      `the value of "${key}" has ${bytes} bytes, at most ${limits.kvValueBytes} are allowed`,
    )
  return text
}

function nested<V>(maps: Map<string, Map<string, V>>, slug: string): Map<string, V> {
  const map = maps.get(slug) ?? new Map<string, V>()
  maps.set(slug, map)
  return map
}

/** SQLite's order of text; JavaScript's own differs beyond U+FFFF. */
function byUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

export class KvQuotaError extends ZooidError {
  override readonly name = 'KvQuotaError'
  constructor(message: string) {
    super('kv.quota', message, {
      hint: `per cartridge: ${limits.kvKeys} keys, ${limits.kvValueBytes} bytes a value, ${limits.kvTotalBytes} bytes in all`,
      status: 507,
    })
  }
}

export class KvInputError extends ZooidError {
  override readonly name = 'KvInputError'
  constructor(message: string) {
    super('kv.input', message, { status: 400 })
  }
}
