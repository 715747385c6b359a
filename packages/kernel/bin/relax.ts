// Post-link step that makes the relaxed build out of the simd128 build. Two shapes of a multiply-add are
// upgraded, both as rustc emits them:
//
//   local.get c; X; Y; f32x4.mul; f32x4.add   ->   X; Y; local.get c; f32x4.relaxed_madd; nop; nop; nop
//   X; Y; f32x4.mul; local.get c; f32x4.add   ->   X; Y; local.get c; f32x4.relaxed_madd; nop; nop; nop
//
// The length stays the same, so no size, offset or section changes. It is not an optimiser: a sum that is
// not a plain local, a write to c in between, or a branch leaves the pair as it is. Invariant: bytes
// change only inside function bodies and on instruction borders; unknown opcodes stop the build.
//
// Why not a newer compiler: rustc 1.63 from Debian has no relaxed intrinsics, and one compiler for all
// builds keeps them comparable instruction by instruction. Why not wasm-opt: it renumbers locals and
// reorders what the register tiles depend on.

const sectionCode = 10
const f32x4Mul = 0xe6
const f32x4Add = 0xe4
const f32x4RelaxedMadd = [0xfd, 0x85, 0x02] as const
const localGet = 0x20
const localSet = 0x21
const localTee = 0x22
const nop = 0x01

/** @throws RelaxError when the module cannot be decoded completely */
export function relax(wasm: Uint8Array): { readonly wasm: Uint8Array; readonly pairs: number } {
  const out = wasm.slice()
  let pairs = 0
  const top = cursor(wasm, 8)
  while (top.at < wasm.length) {
    const id = top.byte()
    const end = top.u32() + top.at
    if (id === sectionCode) {
      const count = top.u32()
      for (let i = 0; i < count; i++) pairs += relaxBody(wasm, out, top)
      if (top.at !== end) throw new RelaxError(`code section ends at ${top.at}, not ${end}`)
    }
    top.at = end
  }
  return { wasm: out, pairs }
}

/** One value on the operand stack: the bytes that made it, and the local if it is a plain read of one. */
type Value = { readonly start: number; readonly end: number; readonly local: number | undefined }

function relaxBody(wasm: Uint8Array, out: Uint8Array, c: Cursor): number {
  const bodyEnd = c.u32() + c.at
  for (let groups = c.u32(); groups > 0; groups--) {
    c.u32()
    c.byte()
  }
  let pairs = 0
  /** The top of the operand stack as far as it is known; empty after anything that is not straight-line. */
  let stack: Value[] = []
  /** Where each local was last written in this straight line. */
  let writes = new Map<number, number>()
  let product: { readonly start: number; readonly end: number } | undefined
  while (c.at < bodyEnd) {
    const start = c.at
    const op = wasm[start]
    const simd = skipInstruction(c)
    const local =
      op === localGet || op === localSet || op === localTee ? lebAt(wasm, start + 1) : -1
    if (simd === f32x4Add && product && stack.length >= 2) {
      const [below, above] = stack.slice(-2)
      const sum =
        below?.end === product.end ? above : above?.end === product.end ? below : undefined
      if (sum?.local !== undefined && (writes.get(sum.local) ?? -1) < sum.start) {
        fuse(out, sum, product, start, c.at)
        pairs++
      }
    }
    const effect = stackEffect(op ?? 0, simd)
    if (effect === undefined || effect.pops > stack.length) {
      stack = []
      if (effect === undefined) writes = new Map()
    } else {
      const first = effect.pops > 0 ? stack[stack.length - effect.pops] : undefined
      stack.length -= effect.pops
      if (effect.pushes > 0) {
        const plain = op === localGet ? local : undefined
        stack.push({ start: first?.start ?? start, end: c.at, local: plain })
      }
    }
    if (op === localSet || op === localTee) writes.set(local, start)
    if (simd === f32x4Mul) product = { start, end: c.at }
    else if (op !== localGet) product = undefined
  }
  if (c.at !== bodyEnd) throw new RelaxError(`function body ends at ${c.at}, not ${bodyEnd}`)
  return pairs
}

/** Rewrites [first of sum and product .. end of add) in `out`, where inner pairs may be fused already. */
function fuse(
  out: Uint8Array,
  sum: Value,
  product: { readonly start: number; readonly end: number },
  addStart: number,
  addEnd: number,
): void {
  const read = out.slice(sum.start, sum.end)
  let at = product.start
  if (sum.start < product.start) {
    out.copyWithin(sum.start, sum.end, product.start)
    at -= read.length
  } else if (sum.start !== product.end || sum.end !== addStart) {
    throw new RelaxError(`operands at ${product.start} are not adjacent`)
  }
  out.fill(nop, at, addEnd)
  out.set(read, at)
  out.set(f32x4RelaxedMadd, at + read.length)
}

/** What an instruction takes and gives; undefined for control flow, calls and whatever is not needed. */
function stackEffect(op: number, simd: number): { pops: number; pushes: number } | undefined {
  if (simd >= 0) return simdEffect(simd)
  if (op === localGet || (op >= 0x41 && op <= 0x44)) return { pops: 0, pushes: 1 }
  if (op === localSet || op === 0x1a) return { pops: 1, pushes: 0 }
  if (op === localTee || (op >= 0x28 && op <= 0x35)) return { pops: 1, pushes: 1 }
  if (op >= 0x36 && op <= 0x3e) return { pops: 2, pushes: 0 }
  if (op === 0x45 || op === 0x50) return { pops: 1, pushes: 1 }
  if (op >= 0x46 && op <= 0x66) return { pops: 2, pushes: 1 }
  if (op >= 0x6a && op <= 0x78) return { pops: 2, pushes: 1 }
  if (op >= 0x92 && op <= 0x98) return { pops: 2, pushes: 1 }
  return undefined
}

function simdEffect(simd: number): { pops: number; pushes: number } | undefined {
  if (simd <= 0x0a || (simd >= 0x0f && simd <= 0x14)) return { pops: 1, pushes: 1 }
  if (simd === 0x0b) return { pops: 2, pushes: 0 }
  if (simd === 0x0c) return { pops: 0, pushes: 1 }
  if (simd === 0x0d) return { pops: 2, pushes: 1 }
  if (simd >= 0xe0 && simd <= 0xe3 && simd !== 0xe2) return { pops: 1, pushes: 1 }
  if (simd >= 0xe4 && simd <= 0xeb) return { pops: 2, pushes: 1 }
  return undefined
}

function lebAt(wasm: Uint8Array, at: number): number {
  return cursor(wasm, at).u32()
}

/** Moves past one instruction; the sub-opcode when it is a SIMD one, else -1. */
function skipInstruction(c: Cursor): number {
  const at = c.at
  const op = c.byte()
  if (op === 0xfd) return skipSimd(c, at)
  if (op === 0xfc) skipMisc(c, at)
  else if (op === 0xfe) skipAtomic(c)
  else if (op >= 0x02 && op <= 0x04) c.s33()
  else if (op === 0x0c || op === 0x0d || (op >= 0x20 && op <= 0x26)) c.u32()
  else if (op === 0x0e) for (let targets = c.u32() + 1; targets > 0; targets--) c.u32()
  else if (op === 0x10 || op === 0x3f || op === 0x40 || op === 0xd2) c.u32()
  else if (op === 0x11) {
    c.u32()
    c.u32()
  } else if (op === 0x1c) for (let types = c.u32(); types > 0; types--) c.byte()
  else if (op >= 0x28 && op <= 0x3e) skipMemory(c)
  else if (op === 0x41) c.s33()
  else if (op === 0x42) c.s64()
  else if (op === 0x43) c.at += 4
  else if (op === 0x44) c.at += 8
  else if (op === 0xd0) c.byte()
  else if (!hasNoImmediate(op)) throw new RelaxError(`opcode 0x${op.toString(16)} at ${at}`)
  return -1
}

function hasNoImmediate(op: number): boolean {
  return (
    op <= 0x01 ||
    op === 0x05 ||
    op === 0x0b ||
    op === 0x0f ||
    op === 0x1a ||
    op === 0x1b ||
    (op >= 0x45 && op <= 0xc4) ||
    op === 0xd1
  )
}

function skipSimd(c: Cursor, at: number): number {
  const sub = c.u32()
  if (sub <= 0x0b || sub === 0x5c || sub === 0x5d) skipMemory(c)
  else if (sub === 0x0c || sub === 0x0d) c.at += 16
  else if (sub >= 0x15 && sub <= 0x22) c.at += 1
  else if (sub >= 0x54 && sub <= 0x5b) {
    skipMemory(c)
    c.at += 1
  } else if (sub > 0x113) throw new RelaxError(`simd opcode 0x${sub.toString(16)} at ${at}`)
  return sub
}

function skipMisc(c: Cursor, at: number): void {
  const sub = c.u32()
  if (sub <= 7) return
  if (sub === 9 || sub === 11 || sub === 13 || (sub >= 15 && sub <= 17)) c.u32()
  else if (sub === 8 || sub === 10 || sub === 12 || sub === 14) {
    c.u32()
    c.u32()
  } else throw new RelaxError(`0xfc opcode ${sub} at ${at}`)
}

function skipAtomic(c: Cursor): void {
  if (c.u32() === 3) c.at += 1
  else skipMemory(c)
}

function skipMemory(c: Cursor): void {
  c.u32()
  c.u32()
}

type Cursor = ReturnType<typeof cursor>

function cursor(bytes: Uint8Array, start: number) {
  const c = {
    at: start,
    byte: () => {
      const value = bytes[c.at++]
      if (value === undefined) throw new RelaxError(`module ends inside an instruction`)
      return value
    },
    /** LEB128 of at most five bytes. */
    u32: () => {
      let value = 0
      for (let shift = 0; shift < 35; shift += 7) {
        const byte = c.byte()
        value += (byte & 0x7f) * 2 ** shift
        if (byte < 0x80) return value
      }
      throw new RelaxError(`number longer than 32 bits at ${c.at}`)
    },
    /** The value of signed numbers is never needed. */
    s33: () => skipLeb(5),
    s64: () => skipLeb(10),
  }
  const skipLeb = (maxBytes: number) => {
    for (let i = 0; i < maxBytes; i++) if (c.byte() < 0x80) return
    throw new RelaxError(`number longer than ${maxBytes} bytes at ${c.at}`)
  }
  return c
}

export class RelaxError extends Error {
  override readonly name = 'RelaxError'
}
