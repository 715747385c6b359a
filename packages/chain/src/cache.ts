// Values read from chain state, kept until a log touches them or the chain reorganises. The invariant:
// a read that was on its way while the head moved is handed to its caller but never stored, because
// nobody knows on which side of the move it was answered.
import { LRUCache } from 'lru-cache'

export type StateCache<Value extends {}> = {
  /** The kept value, or one `load`; concurrent loads of a key are one. */
  readonly read: (key: string, load: () => Promise<Value>) => Promise<Value>
  readonly peek: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
  readonly drop: (key: string) => void
  /** The head moved: keep entries, disown reads in flight. */
  readonly advance: () => void
  readonly clear: () => void
  readonly size: () => number
}

/** @param ttlMs entries also age out, for state that no log announces */
export function createStateCache<Value extends {}>(max: number, ttlMs = 0): StateCache<Value> {
  const kept = new LRUCache<string, Value>({ max, ttl: ttlMs })
  const loading = new Map<string, Promise<Value>>()
  let generation = 0

  return {
    async read(key, loader) {
      const value = kept.get(key)
      if (value !== undefined) return value
      const shared = loading.get(key)
      if (shared) return shared
      const startedIn = generation
      const own = loader()
        .then((loaded) => {
          if (startedIn === generation) kept.set(key, loaded)
          return loaded
        })
        .finally(() => {
          if (loading.get(key) === own) loading.delete(key)
        })
      loading.set(key, own)
      return own
    },
    peek: (key) => kept.get(key),
    set: (key, value) => {
      kept.set(key, value)
    },
    drop(key) {
      kept.delete(key)
      loading.delete(key)
      generation++
    },
    advance() {
      loading.clear()
      generation++
    },
    clear() {
      kept.clear()
      loading.clear()
      generation++
    },
    size: () => kept.size,
  }
}
