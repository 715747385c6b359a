import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  build,
  decode,
  encode,
  GenomeCodecError,
  genomeHash,
  genomeLimits,
  parse,
  rungGenome,
} from '../src/index.ts'
import { arbitraryExpr } from './arbitrary.ts'

const reasonOf = (bytes: ArrayLike<number>) => {
  try {
    decode(Uint8Array.from(bytes))
  } catch (error) {
    return error instanceof GenomeCodecError ? error.reason : String(error)
  }
  return 'accepted'
}
const header = [0x5a, 0x47, 0x45, 0x4e, 1]

describe('codec', () => {
  it('gives back every expression it encodes', () => {
    fc.assert(
      fc.property(arbitraryExpr(), (expr) => {
        const bytes = encode(expr)
        expect(decode(bytes)).toEqual(expr)
        expect(encode(decode(bytes))).toEqual(bytes)
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('writes a known program as known bytes', () => {
    const hex = Buffer.from(encode(parse('mul(it, 2) >> neg'))).toString('hex')
    // header, table, seq of 2: mul(it, 2) with no attributes, neg without arguments
    expect(hex).toBe(
      '5a47454e01' + '00' + '0902' + '08820c0002' + '0880040000' + '0302' + '08850c0000',
    )
  })

  it('hashes the bytes with SHA-256, without regard to variable names', () => {
    const genome = rungGenome('seed')
    const direct = createHash('sha256').update(encode(genome)).digest('hex')
    expect(genomeHash(genome)).toBe(`0x${direct}`)
    expect(genomeHash(parse('fn (a: int) => let b = add(a, 1) in mul(b, a)'))).toBe(
      genomeHash(parse('fn (x: int) => let y = add(x, 1) in mul(y, x)')),
    )
  })

  it('keeps the hash of the seed genome fixed across builds', () => {
    expect(genomeHash(rungGenome('seed'))).toMatchInlineSnapshot(
      `"0x18b90eddee56a7e7a7c32cfe4d1985499011041ece7979173491b7b6326c7e6f"`,
    )
  })

  it('carries dimensions, heads and kinds, so other sizes have other hashes', () => {
    const hashes = (['seed', 'sprout', 'child', 'adolescent', 'teen', 'adult'] as const).flatMap(
      (name) => [genomeHash(rungGenome(name)), genomeHash(rungGenome(name, { mixer: 'rwkv7' }))],
    )
    expect(new Set(hashes).size).toBe(12)
  })

  it.each([
    ['no magic', [1, 2, 3], 'magic'],
    ['nothing', [], 'magic'],
    ['a future version', [0x5a, 0x47, 0x45, 0x4e, 9, 0, 0], 'version'],
    ['a cut after the header', header, 'truncated'],
    ['trailing bytes', [...header, 0, 0, 0], 'trailing'],
    ['a long varint', [...header, 0, 3, 0x82, 0x00], 'varint'],
    ['a varint past 53 bits', [...header, 0, 3, ...Array(9).fill(0xff), 1], 'varint'],
    ['an unknown tag', [...header, 0, 99], 'tag'],
    ['an unknown op', [...header, 0, 8, 0xff, 0x7f, 0, 0], 'value'],
    ['an unused string', [...header, 1, 1, 0x61, 0], 'unused'],
    ['a table out of order', [...header, 2, 1, 0x62, 1, 0x61, 10, 2, 6, 0, 6, 1], 'order'],
    ['a table with a string twice', [...header, 2, 1, 0x61, 1, 0x61, 10, 2, 6, 0, 6, 1], 'order'],
    ['broken UTF-8', [...header, 1, 1, 0xff, 6, 0], 'string'],
    ['a string that is not there', [...header, 0, 6, 0], 'value'],
    ['a default spelled out', [...header, 0, 8, 0xb0, 0x0c, 1, 0, 0, 0], 'order'],
    ['attributes out of order', [...header, 0, 8, 0xb0, 0x0c, 2, 1, 1, 0, 1, 0], 'order'],
    ['an attribute twice', [...header, 0, 8, 0xb0, 0x0c, 2, 1, 1, 1, 1, 0], 'order'],
    ['a boolean of 2', [...header, 0, 8, 0xb0, 0x0c, 1, 0, 2, 0], 'value'],
    ['NaN', [...header, 0, 5, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f], 'value'],
    ['an unbound variable', [...header, 0, 7, 0], 'value'],
    ['a sequence of one', [...header, 0, 9, 1, 0], 'value'],
    ['a sequence in a sequence', [...header, 0, 9, 2, 9, 2, 0, 0, 0], 'order'],
    ['a let in a let', [...header, 0, 13, 1, 0, 13, 1, 0, 0], 'order'],
    ['a tensor without axes', [...header, 0, 14, 16, 0, 0], 'value'],
    ['a dimension of zero', [...header, 0, 14, 16, 1, 0, 0], 'value'],
  ])('refuses %s', (_name, bytes, reason) => {
    expect(reasonOf(bytes)).toBe(reason)
  })

  it('checks a count against the bytes that are left before it allocates', () => {
    const before = process.memoryUsage().arrayBuffers
    expect(reasonOf([...header, 0, 10, 0xff, 0xff, 0x03])).toBe('truncated')
    expect(reasonOf([...header, 0, 10, 0x80, 0x80, 0x80, 0x80, 0x01])).toBe('limit')
    expect(reasonOf([...header, 0xff, 0x1f])).toBe('truncated')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20)
  })

  it('stops at the depth limit in expressions and in types', () => {
    expect(reasonOf([...header, 0, ...Array(100_000).fill(11), 0])).toBe('depth')
    expect(reasonOf([...header, 0, 14, ...Array(100_000).fill(19), 0])).toBe('depth')
  })

  it('reads 60,000 stages at depth 120 without running out of stack', () => {
    let deep = build.seq(...Array.from({ length: 60_000 }, () => build.unit))
    for (let i = 0; i < 120; i++) deep = build.residual(deep)
    expect(encode(decode(encode(deep)))).toEqual(encode(deep))
  })

  it('refuses to encode what no decoder would accept', () => {
    let deep = build.op('it')
    for (let i = 0; i <= genomeLimits.depth + 1; i++) deep = build.residual(deep)
    expect(() => encode(deep)).toThrow(GenomeCodecError)
    expect(() => encode(build.variable(0))).toThrow(GenomeCodecError)
  })
})
