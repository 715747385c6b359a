import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rungGenome, unifiedGenome } from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeDisk } from '../checkpoint/node-disk.ts'
import { chance, noiseWeights, sameBytes, sameWeights } from '../checkpoint/seeded.fixture.ts'
import { openCheckpointStore } from '../checkpoint/store.ts'
import { practice } from '../growth/practice.fixture.ts'
import { createNetwork } from '../network.ts'
import { createTrainer } from '../train/trainer.ts'
import type { Batch } from '../types.ts'
import {
  type Adapter,
  AdapterError,
  adapterGradients,
  applyAdapters,
  createAdapter,
} from './adapter.ts'
import {
  AdapterFormatError,
  archiveAdapter,
  decodeAdapter,
  encodeAdapter,
  mergeAdapter,
  recallAdapter,
} from './archive.ts'
import { chooseStrength } from './strength.ts'
import { createAdapterTrainer } from './train.ts'

let kernel: Kernel
const folder = mkdtempSync(join(tmpdir(), 'zooid-adapters-'))
beforeAll(async () => {
  kernel = await createKernel({ threads: 1 })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await kernel.close()
})

const genome = rungGenome('seed', { vocab: 64 })
const weights = noiseWeights(genome, 3)
const born = (name = 'recent') => createAdapter(weights, { name, seed: 1 })
const { batch, heldOut } = practice(64, 4)

/** With factors as large as training makes them. */
function grown(name: string, seed: number): Adapter {
  const { normal } = chance(seed)
  const adapter = born(name)
  for (const { b } of adapter.pairs.values())
    for (let i = 0; i < b.length; i++) b[i] = 0.02 * normal()
  return adapter
}

describe('an adapter', () => {
  it('changes not one bit when it is born, not even the sign of a zero', () => {
    const signed = new Map(weights)
    const table = signed.get('encoder.0.attn.wq')!
    signed.set('encoder.0.attn.wq', { ...table, data: table.data.map((v, i) => (i % 5 ? v : -0)) })
    const held = applyAdapters(signed, [{ adapter: born(), strength: 1 }])
    expect(sameWeights(held, signed)).toBe(true)
  })

  it('covers the projections of every layer and nothing else', () => {
    const covered = [...born().pairs.keys()]
    expect(covered).toHaveLength(4 + 3 + 4 + 4 + 3)
    expect(covered.some((name) => /table|gain|head/.test(name))).toBe(false)
    const { a } = born().pairs.get('decoder.0.swiglu.down')!
    const variance = a.reduce((sum, value) => sum + value * value, 0) / a.length
    expect(variance * 176).toBeCloseTo(1, 0)
  })

  it('means the same as a second path beside the matrix, within 1e-5', () => {
    const adapter = grown('recent', 4)
    const held = applyAdapters(weights, [{ adapter, strength: 0.75 }])
    const { normal } = chance(5)
    for (const [name, { rows, columns, a, b }] of adapter.pairs) {
      const x = Float64Array.from({ length: rows }, normal)
      const times = (m: ArrayLike<number>, v: ArrayLike<number>, wide: number) =>
        Float64Array.from({ length: wide }, (_, j) => {
          let sum = 0
          for (let i = 0; i < v.length; i++) sum += v[i]! * m[i * wide + j]!
          return sum
        })
      const [base, low] = [
        times(weights.get(name)!.data, x, columns),
        times(b, times(a, x, 8), columns),
      ]
      for (const [j, y] of times(held.get(name)!.data, x, columns).entries())
        expect(Math.abs(y - base[j]! - 0.75 * 2 * low[j]!)).toBeLessThan(1e-5)
    }
  })

  it('gets the gradients that finite differences give', () => {
    const tiny = new Map([
      ['x.wq', { shape: [3, 4], data: Float32Array.from({ length: 12 }, (_, i) => i / 7) }],
    ])
    const adapter = createAdapter(tiny, { name: 't', seed: 2, rank: 2, alpha: 3 })
    const pair = adapter.pairs.get('x.wq')!
    pair.b.set([0.5, -1, 0.25, 2, 1, 0, -0.5, 0.125])
    const target = Float64Array.from({ length: 12 }, (_, i) => Math.sin(i))
    const held = () => applyAdapters(tiny, [{ adapter, strength: 1 }]).get('x.wq')!.data
    const loss = () => held().reduce((sum, w, i) => sum + (w - target[i]!) ** 2 / 2, 0)
    const dw = new Map([['x.wq', { shape: [3, 4], data: held().map((w, i) => w - target[i]!) }]])
    const { a, b } = adapterGradients(adapter, dw).get('x.wq')!
    for (const [values, gradient] of [
      [pair.a, a],
      [pair.b, b],
    ] as const)
      for (let i = 0; i < values.length; i++) {
        const kept = values[i]!
        values[i] = kept + 0.01
        const above = loss()
        values[i] = kept - 0.01
        const slope = (above - loss()) / 0.02
        values[i] = kept
        expect(gradient[i]).toBeCloseTo(slope, 3)
      }
  })

  it('is refused as a third, or for other weights', () => {
    const three = ['a', 'b', 'c'].map((name) => ({ adapter: born(name), strength: 1 }))
    expect(() => applyAdapters(weights, three)).toThrow(AdapterError)
    expect(() => applyAdapters(weights, three.slice(0, 2))).not.toThrow()
    const other = noiseWeights(
      unifiedGenome({ dim: 96, encoderLayers: 1, decoderLayers: 1, vocab: 64 }),
      1,
    )
    expect(() => applyAdapters(other, three.slice(0, 1))).toThrow(AdapterError)
    expect(() => createAdapter(new Map(), { name: 'x', seed: 1 })).toThrow(AdapterError)
    expect(() => createAdapter(weights, { name: 'x', seed: 1, rank: 0 })).toThrow(AdapterError)
  })
})

describe('merging', () => {
  it('gives the very weights that the network held, and with a second live one within 1e-5', () => {
    const [one, two] = [grown('task', 6), grown('recent', 7)]
    const both = applyAdapters(weights, [
      { adapter: one, strength: 1 },
      { adapter: two, strength: 1 },
    ])
    const merged = mergeAdapter(weights, one)
    expect(sameWeights(merged, applyAdapters(weights, [{ adapter: one, strength: 1 }]))).toBe(true)
    const after = applyAdapters(merged, [{ adapter: two, strength: 1 }])
    for (const [name, { data }] of both)
      for (const [i, value] of data.entries())
        if (Math.abs(value - after.get(name)!.data[i]!) > 1e-5) expect.fail(name)
  })

  it('archives the factors by hash, and they take the difference out again within 1e-6', async () => {
    const store = await openCheckpointStore(join(folder, 'archive'), nodeDisk)
    const adapter = grown('task', 8)
    const hash = await archiveAdapter(store, adapter)
    expect(await store.current()).toBeNull()
    const recalled = await recallAdapter(store, hash)
    for (const [name, { a, b }] of adapter.pairs) {
      expect(sameBytes(a, recalled.pairs.get(name)!.a)).toBe(true)
      expect(sameBytes(b, recalled.pairs.get(name)!.b)).toBe(true)
    }
    const back = mergeAdapter(mergeAdapter(weights, adapter), recalled, -1)
    for (const [name, { data }] of weights)
      for (const [i, value] of data.entries())
        if (Math.abs(value - back.get(name)!.data[i]!) > 1e-6) expect.fail(name)
  })

  it('refuses files that are no adapter', () => {
    const bytes = encodeAdapter(grown('task', 9))
    expect(decodeAdapter(bytes).name).toBe('task')
    const text = new TextDecoder('latin1').decode(bytes)
    const change = (from: string, to: string) => () =>
      decodeAdapter(Uint8Array.from(text.replace(from, to), (char) => char.charCodeAt(0)))
    expect(change('zooid.adapter.1', 'zooid.adapter.2')).toThrow(AdapterFormatError)
    expect(change('"rank":"8"', '"rank":"9"')).toThrow(AdapterFormatError)
    expect(change('"a/encoder.0.attn.wq"', '"c/encoder.0.attn.wq"')).toThrow(AdapterFormatError)
  })
})

describe('training an adapter', () => {
  it('learns new words on resting weights, moves no moment, and gives the base back bit for bit', () => {
    const network = createNetwork(kernel, genome, { seed: 1 })
    const trainer = createTrainer(network)
    for (let i = 0; i < 80; i++) trainer.step([batch(i)])
    const before = trainer.snapshot()
    // The same language with its words renamed: what was learned helps, but says the wrong words.
    const rename = (ids: Int32Array) => ids.map((id) => (id < 16 ? id : 16 + ((id - 16 + 24) % 48)))
    const renamed = (of: Batch) => ({
      ...of,
      source: rename(of.source),
      target: rename(of.target),
      next: rename(of.next),
    })
    const lossOf = (batches: readonly Batch[]) =>
      batches.reduce((sum, one) => sum + network.evaluate(one).textLoss, 0) / batches.length
    const news = heldOut.map(renamed)
    const unlearned = lossOf(news)
    const newborn = createAdapter(network.readWeights(), { name: 'recent', seed: 5 })
    const training = createAdapterTrainer(trainer, newborn)
    for (let i = 0; i < 60; i++) training.step([renamed(batch(500 + i))])
    expect(lossOf(news)).toBeLessThan(unlearned - 0.2)
    const { m } = trainer.optimizerState()
    expect(sameWeights(m, before.optimizer.m)).toBe(true)

    // On a mix of old and new, the line search is never worse than the base.
    const mixed = [...heldOut, ...news]
    const choice = chooseStrength((strength) => {
      training.hold(strength)
      return lossOf(mixed)
    })
    expect(choice.losses).toHaveLength(6)
    expect(choice.loss).toBeLessThanOrEqual(choice.losses[0]!.loss)
    training.hold(0)
    expect(sameWeights(network.readWeights(), before.weights)).toBe(true)
    network.close()
  })
})

describe('the line search', () => {
  it('takes the best strength, the smaller of two equal ones, and never one worse than the base', () => {
    expect(chooseStrength((s) => (s - 0.6) ** 2).strength).toBe(0.5)
    expect(chooseStrength(() => 1).strength).toBe(0)
    expect(chooseStrength((s) => s).strength).toBe(0)
    expect(chooseStrength((s) => -s).strength).toBe(1.25)
    expect(chooseStrength((s) => (s === 0 ? 2 : Number.NaN)).strength).toBe(0)
    expect(chooseStrength((s) => 1 - s, [0.5]).losses).toHaveLength(2)
  })
})
