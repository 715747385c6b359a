// A copy of the used part of a WebAssembly memory, to be put back later: the same world again for the
// price of a small copy. Not a security boundary of its own: it only ever writes what was there at one
// moment, and what it leaves alone was unused then.

const pageBytes = 4096
/** Longer stretches of zeros are the unused stack and the heap that was never reached. */
const gapPages = 256
/** A world this large is cheaper to make anew than to copy for each call. */
const maxImageBytes = 1024 * 1024

export type MemoryImage = {
  /** Every byte that was in use is again what it was. The memory may have grown since. */
  readonly restore: () => void
}

/** null when too much is in use. Takes about 2 ms for 16 MiB of memory. */
export function captureMemory(memory: { readonly buffer: ArrayBuffer }): MemoryImage | null {
  const bytes = Buffer.from(memory.buffer)
  const ranges = findUsed(bytes)
  const size = ranges.reduce((sum, { start, end }) => sum + end - start, 0)
  if (size > maxImageBytes) return null
  const parts = ranges.map(({ start, end }) => ({
    start,
    bytes: new Uint8Array(memory.buffer.slice(start, end)),
  }))
  return {
    restore: () => {
      // Asked for each time: growing replaces the buffer.
      const target = new Uint8Array(memory.buffer)
      for (const part of parts) target.set(part.bytes, part.start)
    },
  }
}

type Range = { readonly start: number; end: number }

/** Stretches that hold anything but zeros; short gaps belong to the stretch around them. */
function findUsed(bytes: Buffer): readonly Range[] {
  const zeros = Buffer.alloc(pageBytes)
  const ranges: Range[] = []
  for (let start = 0; start < bytes.length; start += pageBytes) {
    const end = start + pageBytes
    if (zeros.compare(bytes, start, end) === 0) continue
    const last = ranges.at(-1)
    if (last && start - last.end <= gapPages * pageBytes) last.end = end
    else ranges.push({ start, end })
  }
  return ranges
}
