// One task at a time per key, in the order of arrival. Nothing is kept for a key nobody waits for.

export type Lanes = {
  readonly run: <T>(key: string, task: () => Promise<T>) => Promise<T>
  readonly isBusy: (key: string) => boolean
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run: async (key, task) => {
      const before = tails.get(key)
      // The one before may fail; that is for its own caller to see.
      const mine = before ? before.then(task, task) : task()
      tails.set(key, mine)
      try {
        return await mine
      } finally {
        if (tails.get(key) === mine) tails.delete(key)
      }
    },
    isBusy: (key) => tails.has(key),
  }
}
