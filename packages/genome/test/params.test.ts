import { describe, expect, it } from 'vitest'
import {
  costOf,
  GenomeParameterError,
  ladder,
  nextRung,
  parameterCount,
  parametersOf,
  parse,
  print,
  rungGenome,
  rungNames,
  swigluWidth,
  unifiedGenome,
} from '../src/index.ts'

describe('parameters', () => {
  it('counts the six rungs from their shapes', () => {
    const counts = Object.fromEntries(
      rungNames.map((name) => [name, parameterCount(rungGenome(name))]),
    )
    expect(counts).toEqual({
      seed: 184_784,
      sprout: 1_201_680,
      child: 2_860_304,
      adolescent: 6_590_736,
      teen: 11_303_248,
      adult: 15_552_912,
    })
  })

  it('agrees with the closed formula of a rung', () => {
    const { dim: d, encoderLayers, decoderLayers, vocab } = ladder.child
    const feed = 3 * d * swigluWidth(d) + d
    const mix = 4 * d * d + d
    const expected =
      vocab * (d + 1) +
      encoderLayers * (mix + feed) +
      decoderLayers * (2 * mix + feed) +
      2 * d +
      d * 16 +
      16
    expect(parameterCount(rungGenome('child'))).toBe(expected)
  })

  it('gives every tensor of a rung a counterpart in the next that is at least as large', () => {
    for (const mixer of ['attn', 'rwkv7'] as const)
      for (const name of rungNames) {
        const next = nextRung(name)
        if (next === null) continue
        const larger = new Map(parametersOf(rungGenome(next, { mixer })).map((p) => [p.name, p]))
        for (const parameter of parametersOf(rungGenome(name, { mixer }))) {
          const counterpart = larger.get(parameter.name)
          expect(counterpart?.shape.length, parameter.name).toBe(parameter.shape.length)
          for (const [axis, dim] of parameter.shape.entries())
            expect(counterpart?.shape[axis]).toBeGreaterThanOrEqual(dim)
        }
      }
  })

  it('normalises a zero-padded vector as the smaller rung does, with the same gain', () => {
    const norm = (width: number) => {
      const found = print(
        unifiedGenome({ dim: width, encoderLayers: 1, decoderLayers: 1, vocab: 8 }),
      )
      const constant = (name: string, standard: number) =>
        Number(new RegExp(`${name}=([-0-9.e]+)`).exec(found)?.[1] ?? standard)
      return { eps: constant('eps', 1e-5), scale: constant('scale', 1) }
    }
    const x = Array.from({ length: 64 }, (_, i) => Math.sin(i + 1))
    const normalised = (values: readonly number[]) => {
      const { eps, scale } = norm(values.length)
      const square = values.reduce((sum, value) => sum + value * value, 0) / values.length
      return values.map((value) => (scale * value) / Math.sqrt(square + eps))
    }
    const small = normalised(x)
    for (const width of [128, 192, 256, 320, 384]) {
      const large = normalised([...x, ...Array(width - 64).fill(0)])
      for (const [i, value] of small.entries()) expect(large[i]).toBeCloseTo(value, 14)
    }
  })

  it('keeps the head width at 32 in every rung', () => {
    for (const name of rungNames) expect(ladder[name].dim % 32).toBe(0)
  })

  it('ties what shares a name and refuses shapes that contradict', () => {
    const names = parametersOf(rungGenome('seed')).map(({ name }) => name)
    expect(names.filter((name) => name === 'tokens.table')).toHaveLength(1)
    expect(names).toContain('decoder.0.cross_attn.wq')
    expect(new Set(names).size).toBe(names.length)
    const broken = 'fn (x: f32[B, T, 8]) => linear[out=8, share=w] >> linear[out=4, share=w]'
    expect(() => parametersOf(parse(broken))).toThrow(GenomeParameterError)
  })

  it('gives each turn of a repeat its own parameters', () => {
    const genome = parse('fn (x: f32[B, T, 8]) => repeat(3, rms_norm)')
    expect(parametersOf(genome).map(({ name }) => name)).toEqual([
      '0.rms_norm.gain',
      '1.rms_norm.gain',
      '2.rms_norm.gain',
    ])
  })

  it('estimates the work of a pass from bound sizes', () => {
    const genome = parse('fn (x: f32[B, T, 64]) => repeat(2, linear[out=64])')
    expect(costOf(genome, { B: 3, T: 5 })).toBe(2 * 15 * 64 * 64)
    const small = costOf(rungGenome('seed'), { B: 1, S: 64, T: 64 })
    expect(costOf(rungGenome('seed'), { B: 16, S: 64, T: 64 })).toBe(16 * small)
  })

  it('refuses nested repeats that would make millions of tensors', () => {
    const genome = parse('fn (x: f32[B, T, 8]) => repeat(1024, repeat(1024, rms_norm))')
    expect(() => parametersOf(genome)).toThrow(GenomeParameterError)
  })
})
