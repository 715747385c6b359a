// keccak256 in WebAssembly, for the three short hashes that every payment costs: 64-bit lanes take ten
// times as long in JavaScript. The module is written here, instruction by instruction, from the definition
// of the permutation (FIPS 202, 3.2), so no binary is kept in the repository. Not for long or secret
// inputs: what does not fit is refused. Tested against noble.
import { ZooidError } from '@zooid/base'

/** Bytes that one permutation takes in. */
const rate = 136
const maxBlocks = 8
/** Memory: padded input, then the digest, then the round constants. */
const digestAt = maxBlocks * rate
const constantsAt = digestAt + 32
const rounds = 24

/** 32 bytes. @throws HashInputError for more than 1087 bytes */
export function keccak256(bytes: Uint8Array): Uint8Array {
  const blocks = Math.floor(bytes.length / rate) + 1
  if (blocks > maxBlocks) throw new HashInputError(bytes.length)
  const end = blocks * rate
  input.set(bytes)
  input.fill(0, bytes.length, end)
  // Keccak as Ethereum fixed it: padding 0x01, where SHA-3 has 0x06.
  input[bytes.length] = 0x01
  input[end - 1] = (input[end - 1] ?? 0) | 0x80
  absorb(blocks)
  return digest.slice()
}

/** Those of the step iota, from its linear feedback register. */
function roundConstants(): readonly bigint[] {
  let register = 1
  return Array.from({ length: rounds }, () => {
    let constant = 0n
    for (let j = 0; j < 7; j++) {
      if (register & 1) constant |= 1n << ((1n << BigInt(j)) - 1n)
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1
    }
    return constant
  })
}

type Code = readonly number[]

/** Locals of the one function: its parameter, two addresses, then 64-bit lanes. */
const local = { blocks: 0, at: 1, round: 2, lane: 3, moved: 28, column: 53, mix: 58 } as const
const lanes = 25 + 25 + 5 + 1

const xor: Code = [0x85]
const and: Code = [0x83]
const not: Code = [0x42, 0x7f, 0x85]
const get = (index: number): Code => [0x20, index]
const set = (index: number): Code => [0x21, index]
const number32 = (value: number): Code => [0x41, ...signed(value)]
const load64 = (offset: number): Code => [0x29, 3, ...unsigned(offset)]
const store64 = (offset: number): Code => [0x37, 3, ...unsigned(offset)]
const rotated = (by: number): Code => (by === 0 ? [] : [0x42, ...signed(by), 0x89])
const add32: Code = [0x6a]
const isLess32: Code = [0x49]
/** Runs `body` again for as long as it leaves something but zero. */
const loop = (...body: Code[]): Code => [0x03, 0x40, ...body.flat(), 0x0d, 0, 0x0b]

const lane = (x: number, y: number) => local.lane + (x % 5) + 5 * (y % 5)
const moved = (x: number, y: number) => local.moved + (x % 5) + 5 * (y % 5)
const column = (x: number) => local.column + (x % 5)
const five = [0, 1, 2, 3, 4]

const theta = (): Code => [
  ...five.flatMap((x) => [
    ...get(lane(x, 0)),
    ...[1, 2, 3, 4].flatMap((y) => [...get(lane(x, y)), ...xor]),
    ...set(column(x)),
  ]),
  ...five.flatMap((x) => [
    ...[...get(column(x + 4)), ...get(column(x + 1)), ...rotated(1), ...xor, ...set(local.mix)],
    ...five.flatMap((y) => [
      ...[...get(lane(x, y)), ...get(local.mix), ...xor, ...set(lane(x, y))],
    ]),
  ]),
]

/** Every lane is rotated and moved: (x, y) goes to (y, 2x + 3y). */
function rhoAndPi(): Code {
  const code = [...get(lane(0, 0)), ...set(moved(0, 0))]
  let [x, y] = [1, 0]
  for (let t = 0; t < 24; t++) {
    const next = (2 * x + 3 * y) % 5
    const by = (((t + 1) * (t + 2)) / 2) % 64
    code.push(...get(lane(x, y)), ...rotated(by), ...set(moved(y, next)))
    ;[x, y] = [y, next]
  }
  return code
}

const chi = (): Code =>
  five.flatMap((y) =>
    five.flatMap((x) => [
      ...[...get(moved(x, y)), ...get(moved(x + 1, y)), ...not, ...get(moved(x + 2, y)), ...and],
      ...[...xor, ...set(lane(x, y))],
    ]),
  )

const iota = (): Code => [
  ...[...get(lane(0, 0)), ...get(local.round), ...load64(constantsAt), ...xor, ...set(lane(0, 0))],
]

/** `absorb(blocks)`: takes in that many blocks from address 0 and leaves the digest behind them. */
function body(): Code {
  const takeIn = Array.from({ length: rate / 8 }, (_, i) => [
    ...[...get(local.lane + i), ...get(local.at), ...load64(8 * i), ...xor, ...set(local.lane + i)],
  ])
  const permute = loop(
    theta(),
    rhoAndPi(),
    chi(),
    iota(),
    [...get(local.round), ...number32(8), ...add32, ...set(local.round)],
    [...get(local.round), ...number32(8 * rounds), ...isLess32],
  )
  return [
    ...loop(
      takeIn.flat(),
      [...number32(0), ...set(local.round)],
      permute,
      [...get(local.at), ...number32(rate), ...add32, ...set(local.at)],
      [...get(local.blocks), ...number32(-1), ...add32, ...set(local.blocks)],
      get(local.blocks),
    ),
    ...[0, 1, 2, 3].flatMap((i) => [
      ...[...number32(0), ...get(local.lane + i), ...store64(digestAt + 8 * i)],
    ]),
    0x0b,
  ]
}

function assemble(): Uint8Array<ArrayBuffer> {
  const section = (id: number, ...bytes: number[]) => [id, ...unsigned(bytes.length), ...bytes]
  const text = (name: string) => [name.length, ...new TextEncoder().encode(name)]
  const locals = [2, 2, 0x7f, lanes, 0x7e]
  const code = [...locals, ...body()]
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 1, 0x7f, 0),
    ...section(3, 1, 0),
    ...section(5, 1, 0, 1),
    ...section(7, 2, ...text('memory'), 2, 0, ...text('absorb'), 0, 0),
    ...section(10, 1, ...unsigned(code.length), ...code),
  ])
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

function signed(value: number): number[] {
  return value >= -64 && value < 64
    ? [value & 0x7f]
    : [(value & 0x7f) | 0x80, ...signed(value >> 7)]
}

/** The project compiles without the DOM library, which is where TypeScript keeps these types. */
const { Instance, Module } = (
  globalThis as unknown as {
    readonly WebAssembly: {
      readonly Module: new (bytes: Uint8Array) => object
      readonly Instance: new (
        module: object,
      ) => {
        readonly exports: {
          readonly memory: { readonly buffer: ArrayBuffer }
          readonly absorb: (blocks: number) => void
        }
      }
    }
  }
).WebAssembly

const { memory, absorb } = new Instance(new Module(assemble())).exports
const input = new Uint8Array(memory.buffer, 0, maxBlocks * rate)
const digest = new Uint8Array(memory.buffer, digestAt, 32)
const constants = new DataView(memory.buffer, constantsAt)
for (const [i, constant] of roundConstants().entries())
  constants.setBigUint64(8 * i, constant, true)

/** A bug of ours: only messages of known, small size are hashed here. */
export class HashInputError extends ZooidError {
  override readonly name = 'HashInputError'
  constructor(length: number) {
    super('x402.hash_input', `${length} bytes are too many to hash in one go`)
  }
}
