// The linear memory above the module's own data, handed out from the bottom up. Not a heap: there is no
// free, only `mark` and `release` back to a mark, because a plan is made once per shape and a step
// allocates nothing. Invariant: never more than `maxBytes`, and every block starts on a 64-byte line.
import { ZooidError } from '@zooid/base'
import { pageBytes, type WasmMemory } from './webassembly.ts'

export type Arena = {
  /** Offset in bytes of a fresh, 64-byte aligned block; its content is undefined. @throws ArenaFullError */
  readonly allocate: (bytes: number) => number
  /** The current top, for `release`. */
  readonly mark: () => number
  /** Gives back everything allocated since `mark` returned this value. @throws ArenaMarkError */
  readonly release: (mark: number) => void
  readonly used: () => number
  readonly maxBytes: number
}

const lineBytes = 64
/** Growing by a sixteenth at least keeps the number of growths small; growth is a system call. */
const growShare = 16

export function createArena(memory: WasmMemory, start: number, maxBytes: number): Arena {
  const bottom = align(start)
  let top = bottom
  return {
    maxBytes,
    allocate: (bytes) => {
      if (!Number.isSafeInteger(bytes) || bytes < 0) throw new ArenaSizeError(bytes)
      const from = top
      const to = align(from + bytes)
      if (to > maxBytes) throw new ArenaFullError(bytes, Math.max(0, maxBytes - from), maxBytes)
      grow(memory, to, maxBytes)
      top = to
      return from
    },
    mark: () => top,
    release: (mark) => {
      if (mark < bottom || mark > top) throw new ArenaMarkError(mark, bottom, top)
      top = mark
    },
    used: () => top - bottom,
  }
}

function align(offset: number): number {
  return Math.ceil(offset / lineBytes) * lineBytes
}

function grow(memory: WasmMemory, to: number, maxBytes: number): void {
  const now = memory.buffer.byteLength
  if (to <= now) return
  const wanted = Math.max(to, now + Math.ceil(now / growShare))
  const pages = Math.ceil(Math.min(wanted, maxBytes) / pageBytes) - now / pageBytes
  try {
    memory.grow(pages)
  } catch (cause) {
    throw new ArenaFullError(to - now, 0, maxBytes, cause)
  }
}

export class ArenaFullError extends ZooidError {
  override readonly name = 'ArenaFullError'
  /** What was asked for and what was left, both in bytes. */
  readonly askedBytes: number
  readonly leftBytes: number
  constructor(askedBytes: number, leftBytes: number, maxBytes: number, cause?: unknown) {
    super(
      'kernel.arena_full',
      `${askedBytes} bytes asked, ${leftBytes} left of maxMemoryBytes ${maxBytes}`,
      { hint: 'Raise maxMemoryBytes, or train with a smaller batch or model.', status: 507, cause },
    )
    this.askedBytes = askedBytes
    this.leftBytes = leftBytes
  }
}

export class ArenaMarkError extends ZooidError {
  override readonly name = 'ArenaMarkError'
  constructor(mark: number, bottom: number, top: number) {
    super('kernel.arena_mark', `mark ${mark} is outside ${bottom} to ${top}`, {
      hint: 'Release marks in the reverse order of taking them.',
    })
  }
}

export class ArenaSizeError extends ZooidError {
  override readonly name = 'ArenaSizeError'
  constructor(bytes: number) {
    super('kernel.arena_size', `${bytes} is not a size in bytes`)
  }
}
