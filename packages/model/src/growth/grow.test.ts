import {
  type Expr,
  type Mixer,
  parametersOf,
  parse,
  type RungName,
  rungGenome,
  rungNames,
  unifiedGenome,
} from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chance, sameWeights } from '../checkpoint/seeded.fixture.ts'
import { createNetwork, type Network } from '../network.ts'
import { extendTokenizer, learnTokenizer } from '../tokenizer/learn.ts'
import { createTrainer } from '../train/trainer.ts'
import type { Batch, Weights } from '../types.ts'
import { growOptimizer, growWeights } from './grow.ts'
import { practice } from './practice.fixture.ts'
import { GrowthError } from './rules.ts'
import { newTokenParts, unmetBias, VocabularyError, wakeTokens } from './vocabulary.ts'

let kernel: Kernel
beforeAll(async () => {
  kernel = await createKernel({ threads: 1 })
})
afterAll(() => kernel.close())

const vocab = 64
const { batch, heldOut } = practice(vocab)
const small = practice(vocab, 4, 10)
const tiny = practice(vocab, 2, 8).heldOut

/** Runs in a network of its own, whose memory goes back afterwards. */
function within<Result>(genome: Expr, weights: Weights | null, work: (network: Network) => Result) {
  const network = createNetwork(kernel, genome, { seed: 1 })
  try {
    if (weights !== null) network.writeWeights(weights)
    return work(network)
  } finally {
    network.close()
  }
}

const says = (genome: Expr, weights: Weights, on: readonly Batch[] = heldOut) =>
  within(genome, weights, (network) => ({
    ...network.forward(on[0]!),
    loss: meanLoss(network, on),
  }))

function meanLoss(network: Network, batches: readonly Batch[]): number {
  const evaluations = batches.map((one) => network.evaluate(one))
  return evaluations.reduce((sum, { loss }) => sum + loss, 0) / batches.length
}

/** Trained a little, so that no writer is 0 any more. */
function trained(genome: Expr, steps: number, start: Weights | null = null) {
  return within(genome, start, (network) => {
    const trainer = createTrainer(network)
    for (let i = 0; i < steps; i++) trainer.step([batch(i)])
    return trainer.snapshot()
  })
}

/** Every number moved, gains included: nothing may hide behind a value at birth. */
function shaken(weights: Weights): Weights {
  const { normal } = chance(7)
  return new Map(
    [...weights].map(([name, { shape, data }]) => [
      name,
      { shape, data: data.map((value) => value + 0.03 * normal()) },
    ]),
  )
}

function largestDifference(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || a.length !== b?.length) return Number.NaN
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0)
}

/** Logits of the ids that the smaller vocabulary has. */
function oldIds(from: Expr, to: Expr, logits: Float32Array | undefined): Float32Array | undefined {
  const [few, many] = [from, to].map(
    (genome) => parametersOf(genome).find(({ name }) => name === 'tokens.table')?.shape[0] ?? 0,
  )
  return logits?.filter((_, i) => i % many! < few!)
}

function expectSame(from: Expr, to: Expr, weights: Weights, grown: Weights, on = heldOut) {
  const [before, after] = [says(from, weights, on), says(to, grown, on)]
  expect(largestDifference(before.text, oldIds(from, to, after.text))).toBeLessThan(1e-5)
  expect(largestDifference(before.head, after.head)).toBeLessThan(1e-5)
  expect(Math.abs(after.loss - before.loss)).toBeLessThan(1e-6)
}

describe('exact growth', () => {
  it('climbs the whole ladder without a change in a logit or in held-out loss', () => {
    let weights = trained(rungGenome('seed'), 40).weights
    for (const [i, name] of rungNames.slice(0, -1).entries()) {
      const step = { from: rungGenome(name), to: rungGenome(rungNames[i + 1]!), seed: i }
      const grown = growWeights(weights, step)
      expectSame(step.from, step.to, weights, grown, tiny)
      weights = grown
    }
  })

  it('is exact for weights whose every number was moved', () => {
    const step = {
      from: rungGenome('seed', { vocab }),
      to: rungGenome('child', { vocab }),
      seed: 3,
    }
    const weights = shaken(trained(step.from, 20).weights)
    expectSame(step.from, step.to, weights, growWeights(weights, step))
  })

  it('is exact for networks that look back with rwkv7, whose ranks grow too', () => {
    const rungs = ['seed', 'sprout', 'child'].map((name) =>
      rungGenome(name as RungName, { mixer: 'rwkv7', vocab }),
    )
    let weights = shaken(trained(rungs[0]!, 20).weights)
    for (const [i, from] of rungs.slice(0, -1).entries()) {
      const to = rungs[i + 1]!
      const grown = growWeights(weights, { from, to, seed: i })
      expectSame(from, to, weights, grown, tiny)
      weights = shaken(grown)
    }
  })

  const base = { dim: 64, encoderLayers: 1, decoderLayers: 1, vocab }
  it.each([
    ['width and heads', { dim: 96, hidden: 176 }],
    ['hidden units of the feed-forward', { hidden: 240 }],
    ['encoder depth', { encoderLayers: 3 }],
    ['decoder depth', { decoderLayers: 2 }],
  ])('grows %s alone', (_name, change) => {
    const from = unifiedGenome(base)
    const to = unifiedGenome({ ...base, ...change })
    const weights = shaken(trained(from, 10).weights)
    expectSame(from, to, weights, growWeights(weights, { from, to, seed: 1 }))
  })

  it('goes on learning: lower held-out loss 200 steps later, and gradients reach every new tensor', () => {
    const step = {
      from: rungGenome('seed', { vocab }),
      to: rungGenome('sprout', { vocab }),
      seed: 5,
    }
    const { weights, optimizer } = trained(step.from, 60)
    const grown = growWeights(weights, step)
    within(step.to, grown, (network) => {
      const trainer = createTrainer(network)
      trainer.writeOptimizerState(growOptimizer(optimizer, step))
      const before = meanLoss(network, heldOut)
      for (let i = 0; i < 200; i++) trainer.step([small.batch(1000 + i)])
      expect(meanLoss(network, heldOut)).toBeLessThan(before - 0.05)
      const { m } = trainer.optimizerState()
      for (const [name, { data }] of m)
        expect(
          data.some((value) => value !== 0),
          name,
        ).toBe(true)
      const now = network.readWeights()
      for (const [name, { data }] of grown)
        expect(largestDifference(data, now.get(name)?.data), name).toBeGreaterThan(0)
    })
  })

  it('gives the same bytes for the same seed and others for another', () => {
    const step = {
      from: rungGenome('seed', { vocab }),
      to: rungGenome('sprout', { vocab }),
      seed: 5,
    }
    const weights = trained(step.from, 2).weights
    expect(sameWeights(growWeights(weights, step), growWeights(weights, step))).toBe(true)
    const other = growWeights(weights, { ...step, seed: 6 })
    expect(sameWeights(growWeights(weights, step), other)).toBe(false)
  })

  it('keeps the moments of old numbers, in their new places, and the count of steps', () => {
    const step = { from: rungGenome('seed', { vocab }), to: rungGenome('sprout', { vocab }) }
    const { optimizer } = trained(step.from, 3)
    const grown = growOptimizer(optimizer, step)
    expect(grown.step).toBe(3)
    const [small, large] = [optimizer.m, grown.m].map((m) => m.get('decoder.0.attn.wq')!)
    for (let row = 0; row < 128; row++)
      for (let column = 0; column < 128; column++) {
        const old = row < 64 && column < 64 ? small!.data[row * 64 + column] : 0
        if (large!.data[row * 128 + column] !== old) expect.fail(`${row}, ${column}`)
      }
    expect(grown.v.get('decoder.1.attn.wq')!.data.every((value) => value === 0)).toBe(true)
  })

  it('makes a new token from its parts and moves no old id', () => {
    const from = unifiedGenome(base)
    const to = unifiedGenome({ ...base, vocab: vocab + 3, dim: 96, hidden: 256 })
    const tokenParts = new Map([
      [vocab, [20, 21]],
      [vocab + 1, [vocab, 22]],
    ])
    const weights = shaken(trained(from, 5).weights)
    const grown = growWeights(weights, { from, to, seed: 1, tokenParts })
    const row = (id: number) => grown.get('tokens.table')!.data.subarray(id * 96, (id + 1) * 96)
    for (let i = 0; i < 96; i++) {
      expect(row(vocab)[i]).toBeCloseTo((row(20)[i]! + row(21)[i]!) / 2, 6)
      expect(row(vocab + 1)[i]).toBeCloseTo((row(vocab)[i]! + row(22)[i]!) / 2, 6)
      expect(row(vocab + 2)[i]).toBe(0)
    }
    const [before, after] = [says(from, weights), says(to, grown)]
    expect(largestDifference(before.text, oldIds(from, to, after.text))).toBeLessThan(1e-5)
    expect(Math.abs(after.loss - before.loss)).toBeLessThan(1e-6)
    expect(() =>
      growWeights(weights, { from, to, seed: 1, tokenParts: new Map([[20, [21, 22]]]) }),
    ).toThrow(GrowthError)
  })

  it('wakes tokens of a vocabulary with room, silently, and they can be learned', () => {
    const from = unifiedGenome(base)
    const to = unifiedGenome({ ...base, vocab: vocab + 40 })
    const weights = trained(from, 80).weights
    const roomy = growWeights(weights, { from, to, seed: 1 })
    const tokenParts = new Map(
      Array.from({ length: 40 }, (_, i) => [vocab + i, [16 + i, 17 + i]] as const),
    )
    const silent = wakeTokens(roomy, parametersOf(to), tokenParts, unmetBias)
    const woken = wakeTokens(roomy, parametersOf(to), tokenParts)
    const [before, room, after] = [says(from, weights), says(to, roomy), says(to, silent)]
    expect(Math.abs(room.loss - before.loss)).toBeLessThan(1e-6)
    expect(Math.abs(after.loss - before.loss)).toBeLessThan(1e-6)
    expect(woken.get('tokens.b')!.data[vocab]).toBe(-2)
    expect(silent.get('tokens.b')!.data[vocab]).toBe(-16)
    expect(woken.get('encoder.0.attn.wq')).toBe(roomy.get('encoder.0.attn.wq'))
    // Every word at an odd place is now said by a new token.
    const renamed = {
      ...batch(7),
      next: batch(7).next.map((id, i) => (id > 20 && i % 2 ? id + 40 : id)),
    }
    const [unmet, met] = [silent, woken].map((start) =>
      within(to, start, (network) => {
        const trainer = createTrainer(network)
        const before = network.evaluate(renamed).textLoss
        for (let i = 0; i < 60; i++) trainer.step([renamed])
        expect(network.evaluate(renamed).textLoss).toBeLessThan(2)
        return before
      }),
    )
    expect(met).toBeLessThan(unmet! - 5)
  })

  it('follows a tokenizer that learns merges: old text is as likely as before', () => {
    const text = [
      new TextEncoder().encode('the cat sat on the mat, the rat sat on the cat. '.repeat(20)),
    ]
    const first = learnTokenizer(text, { vocab: 520 })
    const second = extendTokenizer(first, text, 16)
    const parts = newTokenParts(first, second)
    expect([...parts.keys()]).toEqual(
      Array.from({ length: second.size - first.size }, (_, i) => first.size + i),
    )
    const genome = unifiedGenome({ ...base, vocab: 576 })
    const weights = shaken(within(genome, null, (network) => network.readWeights()))
    const ids = first.encode('the cat sat on the mat, the')
    const next = Int32Array.from([...ids.subarray(1), 2])
    const sizes = { batch: 1, sourceLength: ids.length, targetLength: ids.length }
    const one: Batch = { task: 'solve', source: ids, target: ids, next, ...sizes }
    const roomy = new Map(weights)
    roomy.set('tokens.b', { shape: [576], data: new Float32Array(576).fill(-16, first.size) })
    const woken = wakeTokens(roomy, parametersOf(genome), parts, unmetBias)
    const losses = [roomy, woken].map((of) => says(genome, of, [one]).loss)
    expect(Math.abs(losses[1]! - losses[0]!)).toBeLessThan(1e-6)
    expect(() => newTokenParts(second, first)).toThrow(VocabularyError)
    expect(() => wakeTokens(roomy, parametersOf(genome), new Map([[576, [20, 21]]]))).toThrow(
      VocabularyError,
    )
  })

  it('refuses to shrink, to change structure, and norms whose constants do not fit', () => {
    const small = unifiedGenome(base)
    const large = unifiedGenome({ ...base, dim: 96 })
    const weights = trained(small, 0).weights
    const grow = (from: Expr, to: Expr) => () => growWeights(weights, { from, to, seed: 0 })
    expect(grow(large, small)).toThrow(GrowthError)
    const mixer: Mixer = 'rwkv7'
    expect(grow(small, unifiedGenome({ ...base, mixer }))).toThrow(GrowthError)
    expect(grow(small, changeNorms(large))).toThrow(/constants/)
    const text = (body: string) => parse(`fn (x: i32[B, T]) => embed[dim=32, vocab=40] >> ${body}`)
    const stack = (count: number, layer: string) =>
      text(`repeat(${count}, ${layer}) >> unembed[vocab=40]`)
    for (const layer of [
      'attn[causal=true, heads=1]',
      'residual(rms_norm)',
      'residual(linear[out=32])',
    ])
      expect(grow(stack(1, layer), stack(2, layer)), layer).toThrow(/pass/)
    const wordy = (vocab: number) =>
      parse(
        `fn (x: i32[B, T]) => embed[dim=32, share=w, vocab=${vocab}] >> unembed[share=w, vocab=${vocab}]`,
      )
    expect(grow(wordy(40), wordy(48))).toThrow(/probability/)
    expect(() => growWeights(new Map(), { from: small, to: large, seed: 0 })).toThrow(GrowthError)
  })
})

/** The same network with every norm's eps doubled. */
function changeNorms(expr: Expr): Expr {
  const text = JSON.stringify(expr, (key, value) => (key === 'eps' ? Number(value) * 2 : value))
  return JSON.parse(text) as Expr
}
