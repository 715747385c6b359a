// Just enough of an assembler for the two kinds of tiny modules this package writes by hand: feature
// probes and the register-only peak. One function `run(i32)`, one page of own memory, v128 locals.
// Not a code generator: ops come from rust/.

export const simd = {
  load: 0x00,
  store: 0x0b,
  add: 0xe4,
  mul: 0xe6,
  relaxedMadd: 0x105,
} as const

export function leb(value: number): number[] {
  const out: number[] = []
  let rest = value
  do {
    const byte = rest & 0x7f
    rest >>>= 7
    out.push(rest > 0 ? byte | 0x80 : byte)
  } while (rest > 0)
  return out
}

export const op = {
  get: (local: number) => [0x20, ...leb(local)],
  set: (local: number) => [0x21, ...leb(local)],
  constant: (value: number) => [0x41, ...signedLeb(value)],
  simd: (code: number) => [0xfd, ...leb(code)],
  load: (offset: number) => [0xfd, ...leb(simd.load), 0, ...leb(offset)],
  store: (offset: number) => [0xfd, ...leb(simd.store), 0, ...leb(offset)],
  /** `body`, again as long as local 0 counts down to more than zero. */
  countdown: (body: readonly number[]) => [
    ...[0x03, 0x40, ...body, ...op.get(0), ...op.constant(1), 0x6b],
    ...[0x22, 0x00, 0x0d, 0x00, 0x0b],
  ],
}

/** A module that exports `run(i32)` with this body and `vectors` v128 locals, numbered from 1. */
export function assemble(body: readonly number[], vectors: number): Uint8Array {
  const locals = vectors > 0 ? [1, ...leb(vectors), 0x7b] : [0]
  const code = [...locals, ...body, 0x0b]
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, 0x7f, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [1, 3, 0x72, 0x75, 0x6e, 0, 0]),
    ...section(10, [1, ...leb(code.length), ...code]),
  ])
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...leb(content.length), ...content]
}

function signedLeb(value: number): number[] {
  const out: number[] = []
  let rest = value
  for (;;) {
    const byte = rest & 0x7f
    rest >>= 7
    if ((rest === 0 && byte < 0x40) || (rest === -1 && byte >= 0x40)) return [...out, byte]
    out.push(byte | 0x80)
  }
}
