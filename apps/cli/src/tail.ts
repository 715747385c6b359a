// Reads the end of a log file, and follows it over rotations. Polls: file watching differs per platform.
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'

const pollMs = 200
/** Only this much of the end is read for the first lines. */
const tailBytes = 1024 * 1024

export type Tail = {
  /** Up to `count` last lines. */
  readonly last: (count: number) => readonly string[]
  /** Lines written since the last call. */
  readonly fresh: () => readonly string[]
}

export function openTail(path: string): Tail {
  let position = 0
  let inode = 0
  let partial = ''

  const read = (from: number, to: number): string => {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(Math.max(0, to - from))
      const length = readSync(file, bytes, 0, bytes.length, from)
      return bytes.toString('utf8', 0, length)
    } finally {
      closeSync(file)
    }
  }

  return {
    last: (count) => {
      if (!existsSync(path)) return []
      const { size, ino } = statSync(path)
      position = size
      inode = ino
      const lines = read(Math.max(0, size - tailBytes), size).split('\n')
      partial = lines.pop() ?? ''
      return lines.slice(-count)
    },
    fresh: () => {
      if (!existsSync(path)) return []
      const file = openSync(path, 'r')
      const { size, ino } = fstatSync(file)
      closeSync(file)
      if (ino !== inode || size < position) {
        // Rotated: the new file starts from nothing.
        position = 0
        inode = ino
        partial = ''
      }
      if (size === position) return []
      const lines = (partial + read(position, Math.min(size, position + tailBytes))).split('\n')
      position = Math.min(size, position + tailBytes)
      partial = lines.pop() ?? ''
      return lines
    },
  }
}

/** Calls `onLine` for every new line until the signal aborts. */
export async function follow(
  tails: ReadonlyMap<string, Tail>,
  onLine: (name: string, line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    for (const [name, tail] of tails) for (const line of tail.fresh()) onLine(name, line)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}
