// What must hold of training whatever the network: it can be replayed, masks what is padding, reaches
// every parameter at every size, and neither memory nor plans grow with steps.
import { rungGenome, rungNames, trainingGenome } from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Batch,
  BatchError,
  createNetwork,
  createTrainer,
  type TrainerState,
  UnsupportedGenomeError,
  UnsupportedOpError,
  type Weights,
  WeightsError,
} from '../src/index.ts'
import { randomBatch } from '../src/random-batch.fixture.ts'

let kernel: Kernel
beforeAll(async () => {
  kernel = await createKernel()
})
afterAll(() => kernel.close())

const vocabulary = 64
const small = { batch: 3, sourceLength: 7, targetLength: 9, vocabulary }

describe.each(['attn', 'rwkv7'] as const)('with %s', (mixer) => {
  const genome = rungGenome('seed', { vocab: vocabulary, mixer })

  test('the same seed and batches give the same bytes', () => {
    const run = () => {
      const network = createNetwork(kernel, genome, { seed: 5 })
      const trainer = createTrainer(network, { seed: 6 })
      for (let i = 0; i < 8; i++)
        trainer.step([randomBatch({ ...small, seed: trainer.random.below(1000) })])
      const state = trainer.snapshot()
      network.close()
      return state
    }
    expect(sameBytes(run(), run())).toBe(true)
  })

  test('a restored snapshot goes on as if nothing had happened', () => {
    const network = createNetwork(kernel, genome, { seed: 5 })
    const trainer = createTrainer(network)
    const train = () => {
      for (let i = 0; i < 3; i++)
        trainer.step([randomBatch({ ...small, seed: trainer.random.below(1000) })])
      return trainer.snapshot()
    }
    train()
    const before = trainer.snapshot()
    const first = train()
    trainer.restore(before)
    expect(sameBytes(trainer.snapshot(), before)).toBe(true)
    expect(sameBytes(train(), first)).toBe(true)
    expect(sameBytes(first, before)).toBe(false)
    network.close()
  })

  test('padding changes nothing, and its ids are never looked at', () => {
    const network = createNetwork(kernel, genome, { seed: 5 })
    const trainer = createTrainer(network)
    const batch = randomBatch({ ...small, raggedness: 3 })
    for (let i = 0; i < 5; i++) trainer.step([batch])
    const padded = widened(batch, 4)
    const [a, b] = [network.evaluate(batch), network.evaluate(padded)]
    expect(b.loss).toBeCloseTo(a.loss, 5)
    expect(b.items.map(({ tokens }) => tokens)).toEqual(a.items.map(({ tokens }) => tokens))
    for (const [i, { textLoss }] of a.items.entries())
      expect(b.items[i]?.textLoss).toBeCloseTo(textLoss, 4)
    const gradients = (of: Batch) => {
      trainer.gradients([of])
      return trainer.readGradients()
    }
    const [one, two] = [gradients(batch), gradients(padded)]
    for (const [name, { data }] of one) {
      const size = Math.max(1e-3, ...data.map(Math.abs))
      expect(farthest(data, two.get(name)?.data ?? data) / size, name).toBeLessThan(1e-3)
    }
    network.close()
  })

  test('gradients of two batches are those of one batch of both', () => {
    const network = createNetwork(kernel, genome, { seed: 5 })
    const trainer = createTrainer(network)
    const whole = randomBatch({ ...small, batch: 4, raggedness: 4 })
    trainer.step([whole])
    const together = trainer.gradients([whole])
    const expected = trainer.readGradients()
    const apart = trainer.gradients([slice(whole, 0, 1), slice(whole, 1, 4)])
    expect(apart.loss).toBeCloseTo(together.loss, 5)
    expect(apart.tokens).toBe(together.tokens)
    for (const [name, { data }] of trainer.readGradients()) {
      const size = Math.max(1e-3, ...data.map(Math.abs))
      expect(farthest(data, expected.get(name)?.data ?? data) / size, name).toBeLessThan(1e-3)
    }
    network.close()
  })

  test.each(rungNames)('every parameter of the %s rung learns', (rung) => {
    const network = createNetwork(kernel, rungGenome(rung, { vocab: vocabulary, mixer }))
    const trainer = createTrainer(network)
    const batch = randomBatch({ ...small, batch: 2, sourceLength: 4, targetLength: 4 })
    // At birth writers are 0 and hide what is before them; RWKV's low ranks hide one more layer.
    const first = trainer.step([batch]).loss
    for (let i = 0; i < 3; i++) trainer.step([batch])
    expect(trainer.gradients([batch]).loss).toBeLessThan(first)
    for (const [name, { data }] of trainer.readGradients())
      expect(
        data.some((x) => x !== 0),
        name,
      ).toBe(true)
    network.close()
  })
})

test('a thousand steps take no more memory than ten', () => {
  const network = createNetwork(kernel, rungGenome('seed', { vocab: vocabulary }))
  const trainer = createTrainer(network)
  const batch = randomBatch({ ...small, batch: 1, sourceLength: 3, targetLength: 3 })
  for (let i = 0; i < 10; i++) trainer.step([batch])
  const used = kernel.arena.used()
  for (let i = 0; i < 1000; i++) trainer.step([batch])
  expect(kernel.arena.used()).toBe(used)
  for (let i = 0; i < 50; i++) {
    const other = randomBatch({ ...small, batch: 1, sourceLength: 1 + (i % 40), targetLength: 5 })
    network.evaluate(other)
  }
  const settled = kernel.arena.used()
  createTrainer(network).close()
  createTrainer(network).close()
  const reused = kernel.arena.used()
  createTrainer(network).close()
  expect(kernel.arena.used()).toBe(reused)
  expect(reused - settled).toBeLessThan(5 * 4 * network.layout.length)
  network.close()
})

test('equal logits share their gradient equally', () => {
  const network = createNetwork(kernel, rungGenome('seed', { vocab: vocabulary }))
  const trainer = createTrainer(network)
  const flat: Weights = new Map(
    [...network.readWeights()].map(([name, { shape, data }]) => [
      name,
      { shape, data: name.startsWith('tokens') ? data.fill(0.5) : data },
    ]),
  )
  network.writeWeights(flat)
  const batch = randomBatch({ ...small, batch: 1 })
  expect(trainer.gradients([batch]).textLoss).toBeCloseTo(Math.log(vocabulary), 5)
  const table = trainer.readGradients().get('tokens.table')
  const row = (id: number) => table?.data.slice(id * 64, (id + 1) * 64) ?? new Float32Array()
  // Ids that are neither read nor said differ in nothing.
  const idle = Array.from({ length: vocabulary }, (_, id) => id).filter(
    (id) => ![batch.source, batch.target, batch.next].some((ids) => ids.includes(id)),
  )
  expect(idle.length).toBeGreaterThan(10)
  for (const id of idle) expect(row(id)).toEqual(row(idle[0] ?? 0))
  expect(row(idle[0] ?? 0).some((x) => x !== 0)).toBe(true)
  network.close()
})

test('label smoothing is part of the loss that is reported and lowered', () => {
  const network = createNetwork(kernel, rungGenome('seed', { vocab: vocabulary }))
  const batch = randomBatch(small)
  const plain = createTrainer(network).gradients([batch])
  const smooth = createTrainer(network, { smoothing: 0.1 }).gradients([batch])
  expect(smooth.loss).not.toBeCloseTo(plain.loss, 4)
  expect(Math.abs(smooth.loss - plain.loss)).toBeLessThan(0.5)
  network.close()
})

test('a batch without targets trains the head alone', () => {
  const network = createNetwork(kernel, rungGenome('seed', { vocab: vocabulary }))
  const trainer = createTrainer(network)
  const { source, labels } = randomBatch(small)
  const none = new Int32Array(0)
  const batch: Batch = {
    ...{
      task: 'rate',
      source,
      target: none,
      next: none,
      batch: 3,
      sourceLength: 7,
      targetLength: 0,
    },
    ...(labels && { labels }),
  }
  for (let i = 0; i < 60; i++) trainer.step([batch])
  const { headLoss, textLoss } = network.evaluate(batch)
  expect(textLoss).toBe(0)
  expect(headLoss).toBeLessThan(0.05)
  network.close()
})

test('a gradient that is not finite changes nothing', () => {
  const network = createNetwork(kernel, rungGenome('seed', { vocab: vocabulary }))
  const trainer = createTrainer(network)
  const weights = new Map(network.readWeights())
  const gain = weights.get('encoder_out.rms_norm.gain')
  gain?.data.fill(Number.NaN)
  network.writeWeights(weights)
  const before = trainer.snapshot()
  expect(trainer.step([randomBatch(small)])).toMatchObject({ applied: false, step: 0 })
  expect(sameBytes(trainer.snapshot(), before)).toBe(true)
  network.close()
})

test('what does not fit is refused by name', () => {
  const network = createNetwork(kernel, rungGenome('seed', { vocab: vocabulary }))
  const batch = randomBatch(small)
  const trainer = createTrainer(network)
  const outside = { ...batch, source: batch.source.map(() => vocabulary) }
  expect(() => trainer.step([outside])).toThrow(BatchError)
  expect(() => network.evaluate({ ...batch, target: batch.target.slice(1) })).toThrow(BatchError)
  expect(() => network.evaluate({ ...batch, labels: Int32Array.of(99, 0, 0) })).toThrow(BatchError)
  const weights = new Map(network.readWeights())
  weights.delete('tokens.table')
  expect(() => network.writeWeights(weights)).toThrow(WeightsError)
  network.close()
  const options = { dim: 32, vocab: 64, encoderLayers: 1, decoderLayers: 1 }
  expect(() => createNetwork(kernel, trainingGenome(options))).toThrow(
    expect.toSatisfy(
      (error) => error instanceof UnsupportedGenomeError || error instanceof UnsupportedOpError,
    ),
  )
})

/** Byte by byte: NaN equals NaN, and -0 is not 0. */
function sameBytes(a: TrainerState, b: TrainerState): boolean {
  const parts = ({ weights, optimizer, random }: TrainerState) =>
    [weights, optimizer.m, optimizer.v]
      .flatMap((tensors) => [...tensors.values()].map(({ data }) => Buffer.from(data.buffer)))
      .concat(Buffer.from(JSON.stringify([optimizer.step, random])))
  const others = parts(b)
  return parts(a).every((part, i) => part.equals(others[i] ?? Buffer.alloc(0)))
}

function widened(batch: Batch, by: number): Batch {
  const widen = (ids: Int32Array, length: number) => {
    const out = new Int32Array(batch.batch * (length + by))
    for (let b = 0; b < batch.batch; b++)
      out.set(ids.subarray(b * length, (b + 1) * length), b * (length + by))
    return out
  }
  return {
    ...batch,
    source: widen(batch.source, batch.sourceLength),
    target: widen(batch.target, batch.targetLength),
    next: widen(batch.next, batch.targetLength),
    sourceLength: batch.sourceLength + by,
    targetLength: batch.targetLength + by,
  }
}

function slice(batch: Batch, from: number, to: number): Batch {
  const { sourceLength: s, targetLength: t, labels } = batch
  return {
    ...batch,
    batch: to - from,
    source: batch.source.slice(from * s, to * s),
    target: batch.target.slice(from * t, to * t),
    next: batch.next.slice(from * t, to * t),
    ...(labels && { labels: labels.slice(from, to) }),
  }
}

function farthest(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] ?? 0))), 0)
}
