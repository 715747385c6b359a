// The KV a cartridge sees while it is being judged: in memory, with the store's quotas and its rule
// that a call's writes count together or not at all. It lives for one test.
import { type Json, limits, ZooidError } from '@zooid/base'
import type { KvPort } from '@zooid/sandbox'

export type MemoryKv = KvPort & {
  /** Forgets everything written since the last `commit`. */
  readonly rollback: () => void
  readonly commit: () => void
}

export function createMemoryKv(): MemoryKv {
  let committed = new Map<string, string>()
  let current = new Map<string, string>()
  const bytesOf = (entries: Iterable<readonly [string, string]>) => {
    let total = 0
    for (const [key, value] of entries) total += Buffer.byteLength(key) + Buffer.byteLength(value)
    return total
  }
  return {
    get: (key) => {
      const text = current.get(key)
      return text === undefined ? undefined : (JSON.parse(text) as Json)
    },
    set: (key, value) => {
      const text = JSON.stringify(value)
      if (Buffer.byteLength(text) > limits.kvValueBytes)
        throw new KvQuotaError(`a value is larger than ${limits.kvValueBytes} bytes`)
      if (!current.has(key) && current.size >= limits.kvKeys)
        throw new KvQuotaError(`more than ${limits.kvKeys} keys`)
      const before = current.get(key)
      const added = bytesOf([[key, text]]) - (before === undefined ? 0 : bytesOf([[key, before]]))
      if (bytesOf(current) + added > limits.kvTotalBytes)
        throw new KvQuotaError(`more than ${limits.kvTotalBytes} bytes in total`)
      current.set(key, text)
    },
    delete: (key) => current.delete(key),
    list: (prefix, limit) =>
      [...current.keys()]
        .filter((key) => key.startsWith(prefix))
        .sort()
        .slice(0, limit),
    rollback: () => {
      current = new Map(committed)
    },
    commit: () => {
      committed = new Map(current)
    },
  }
}

export class KvQuotaError extends ZooidError {
  override readonly name = 'KvQuotaError'
  constructor(message: string) {
    super('kv.quota', message, { status: 409 })
  }
}
