import { expect, it, describe as suite } from 'vitest'
import {
  describe,
  describeBytes,
  effectNames,
  families,
  GenomeRunError,
  infer,
  manifest,
  manifestBytes,
  manifestText,
  ops,
  parse,
  print,
  run,
  search,
  UnknownOpError,
} from '../src/index.ts'

suite('opcode table', () => {
  it('has every family, sixteen-bit codes in family order, and no code or name twice', () => {
    expect(new Set(ops.map((op) => op.family))).toEqual(new Set(Object.keys(families)))
    for (const op of ops) expect(op.code >> 8).toBe(families[op.family])
    expect(new Set(ops.map((op) => op.code)).size).toBe(ops.length)
    expect(new Set(ops.map((op) => op.name)).size).toBe(ops.length)
  })

  it.each(ops.map((op) => [op.name, op] as const))('declares all of %s', (_name, op) => {
    expect(op.doc).toMatch(/^[^\n]{4,110}$/)
    expect(op.signature.length).toBeGreaterThan(3)
    for (const effect of op.effects) expect(effectNames).toContain(effect)
    const example = parse(op.example)
    expect(print(example)).toContain(op.name)
    infer(example)
    expect(parse(print(example))).toEqual(example)
  })

  it.each(ops.filter((op) => !op.example.startsWith('fn')).map((op) => [op.name, op] as const))(
    'runs the example of %s, or refuses it with a typed error',
    (_name, op) => {
      const attempt = () => run(parse(op.example), { effects: effectNames })
      if (op.run !== undefined) expect(attempt().value.kind).not.toBe('unit')
      else expect(attempt).toThrow(expect.objectContaining({ code: 'genome.not_implemented' }))
    },
  )

  it('implements every pure op outside the neural family', () => {
    const missing = ops.filter((op) => op.run === undefined && op.family !== 'neural')
    for (const op of missing) expect(op.effects, op.name).not.toEqual([])
    expect(missing.map((op) => op.family)).not.toContain('math')
    expect(missing.map((op) => op.family)).not.toContain('symbolic')
    expect(missing.map((op) => op.family)).not.toContain('control')
  })

  it('refuses a neural op at run time instead of answering with nothing', () => {
    const program = parse('fn (x: f32[1, 2, 32]) => attn[heads=1](x)')
    const input = {
      kind: 'tensor',
      dtype: 'f32',
      shape: [1, 2, 32],
      data: new Float64Array(64),
    } as const
    expect(() => run(program, { input })).toThrow(GenomeRunError)
  })
})

suite('manifest and describe', () => {
  it('keeps the root index under 4 kB, in stable order, naming every op', () => {
    const text = manifestText()
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(manifestBytes)
    expect(text).toBe(manifestText())
    const named = Object.values(manifest().families).flatMap((line) => line.split(' '))
    expect(named.map((entry) => entry.split('/')[0])).toEqual(ops.map((op) => op.name))
  })

  it('describes every op in at most 600 bytes with its example', () => {
    for (const op of ops) {
      const text = describe(op.name)
      expect(Buffer.byteLength(text), op.name).toBeLessThanOrEqual(describeBytes)
      expect(text).toContain(`example: ${op.example}`)
      expect(text).toContain('gradient: ')
    }
  })

  it('reads like this', () => {
    expect(describe('attn')).toMatchInlineSnapshot(`
      "attn (neural, 0x0004): Multi-head self-attention with rotary positions (base 10000), scale 1/sqrt(head_dim).
      type: f32[B,T,D] -> f32[B,T,D]; takes 1
      attributes: causal: bool = false, head_dim: int = 32, heads: int, rope: bool = true
      effects: none; cost: 4*D*H + 2*T*H per position, H = heads*head_dim
      gradient: kernel, softmax and projections, recomputed per tile
      example: fn (x: f32[B, T, 64]) => attn[causal=true, heads=2](x)"
    `)
  })

  it('finds ops by words and names the nearest op when one is unknown', () => {
    expect(search('softmax')[0]).toBe('softmax')
    expect(search('attention memory')).toContain('cross_attn')
    expect(search('zzz')).toEqual([])
    expect(() => describe('toString')).toThrow(UnknownOpError)
  })
})
