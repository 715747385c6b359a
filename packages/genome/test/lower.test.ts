import { describe, expect, it } from 'vitest'
import {
  type Expr,
  GenomeDiffError,
  GenomeParameterError,
  type Lowered,
  ladder,
  lower,
  parametersOf,
  parse,
  printType,
  rungGenome,
  rungNames,
  trainingGenome,
} from '../src/index.ts'

const opsOf = (lowered: Lowered) =>
  lowered.steps.flatMap(({ source }) => (source.kind === 'op' ? [source] : []))
const namesUsed = (lowered: Lowered) =>
  new Set(opsOf(lowered).flatMap(({ params }) => Object.values(params)))

describe('lowering', () => {
  it('writes the seed network out in execution order with its parameters', () => {
    const lowered = lower(rungGenome('seed'))
    expect(
      opsOf(lowered)
        .map(({ op }) => op)
        .join(' '),
    ).toBe(
      'embed rms_norm attn add rms_norm swiglu add rms_norm mean_pool linear embed rms_norm attn add rms_norm cross_attn add rms_norm swiglu add rms_norm unembed',
    )
    const cross = opsOf(lowered).find(({ op }) => op === 'cross_attn')
    expect(cross?.params.wq).toBe('decoder.0.cross_attn.wq')
    const [x, memory] = (cross?.args ?? []).map((at) => printType(lowered.steps[at]!.type))
    expect([x, memory]).toEqual(['f32[B, T, 64]', 'f32[B, S, 64]'])
  })

  it('uses every parameter of every rung, and no other', () => {
    for (const name of rungNames)
      for (const mixer of ['attn', 'rwkv7'] as const) {
        const genome = rungGenome(name, { mixer })
        expect(namesUsed(lower(genome))).toEqual(new Set(parametersOf(genome).map((p) => p.name)))
      }
  })

  it('ends in the types the genome declares', () => {
    const { steps, output } = lower(rungGenome('child'))
    const [head, text] = (output as number[]).map((at) => printType(steps[at]!.type))
    expect([head, text]).toEqual(['f32[B, 16]', 'f32[B, T, 4096]'])
  })

  it('finds the same parameters through the call in the training genome', () => {
    const names = (genome: Expr) => [...namesUsed(lower(genome))].sort()
    expect(names(trainingGenome(ladder.sprout, 0.1))).toEqual(names(rungGenome('sprout')))
    const { steps, output } = lower(trainingGenome(ladder.sprout, 0.1))
    expect(printType(steps[output as number]!.type)).toBe('float')
  })

  it('refers only backwards', () => {
    const { steps } = lower(rungGenome('adult', { mixer: 'rwkv7' }))
    for (const [at, { source }] of steps.entries())
      if (source.kind === 'op') for (const arg of source.args) expect(arg).toBeLessThan(at)
  })

  it('gives nested repeats and repeated calls the right owners', () => {
    const genome = parse(
      'fn (x: f32[B, T, 8]) => let f = fn (y: f32[B, T, 8]) => linear[out=8](y) in (x >> repeat(2, repeat(2, rms_norm)) >> call(f, call(f, it)))',
    )
    expect(opsOf(lower(genome)).flatMap(({ params }) => Object.values(params))).toEqual([
      '0.0.rms_norm.gain',
      '0.1.rms_norm.gain',
      '1.0.rms_norm.gain',
      '1.1.rms_norm.gain',
      'linear.w',
      'linear.w',
    ])
  })

  it('refuses what has no straight line, and repeats without end', () => {
    expect(() => lower(parse('fn (x: float) => cond(less(x, 0.0), x, neg(x))'))).toThrow(
      GenomeDiffError,
    )
    let endless = 'it'
    for (let i = 0; i < 20; i++) endless = `repeat(1024, ${endless})`
    expect(() => lower(parse(`fn (x: f32[B, T, 8]) => ${endless}`))).toThrow(GenomeParameterError)
  })

  it('refuses a shared name that is also the name of an op of its own', () => {
    const text = 'fn (x: f32[B, T, 8]) => linear[out=8] >> linear[out=8, share=linear]'
    expect(() => lower(parse(text))).toThrow(GenomeParameterError)
  })
})
