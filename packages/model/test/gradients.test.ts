// Finite differences against the f64 twin's own gradients, and the kernel's f32 losses and gradients of
// every parameter against the twin, for each op in a network of its own and for whole models.
import { type Expr, parse, unifiedGenome } from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Batch,
  createNetwork,
  createRandom,
  createTrainer,
  type Weights,
} from '../src/index.ts'
import { randomBatch } from '../src/random-batch.fixture.ts'
import { type TwinTensor, twinLoss } from './twin/network.ts'

let kernel: Kernel
beforeAll(async () => {
  kernel = await createKernel()
})
afterAll(() => kernel.close())

const networks: { readonly [what: string]: Expr } = {
  'embed, linear with bias and mean pool': genome('mean_pool >> linear[bias=true, out=16]'),
  'linear on a residual stream': genome('residual(linear[out=32]) >> mean_pool >> linear[out=16]'),
  'rms norm with scale': genome('rms_norm[eps=0.001, scale=0.5] >> mean_pool >> linear[out=16]'),
  swiglu: genome('swiglu[hidden=24] >> mean_pool >> linear[out=16]'),
  'attention to everything': genome('attn[heads=2] >> mean_pool >> linear[out=16]'),
  'attention without positions': genome('attn[heads=1, rope=false] >> mean_pool >> linear[out=16]'),
  'causal attention and unembed': text('residual(attn[causal=true, heads=1])'),
  'channel mix': text('residual(channel_mix[hidden=40])'),
  rwkv7: text('rwkv7[first=true, heads=1, rank_a=3, rank_g=4, rank_v=5, rank_w=2]'),
  'rwkv7 with a first value': text(
    'residual(rwkv7[first=true, heads=1, rank_a=3, rank_g=4, rank_v=5, rank_w=2]) >> rms_norm >> residual(rwkv7[heads=1, rank_a=3, rank_g=4, rank_v=5, rank_w=2])',
  ),
  'an add whose both sides are used again': text(
    'residual(rms_norm) >> residual(rms_norm >> swiglu[hidden=16])',
  ),
  'the whole model with attention': unifiedGenome({
    dim: 32,
    vocab: 40,
    encoderLayers: 1,
    decoderLayers: 2,
  }),
  'the whole model with rwkv7': unifiedGenome({
    dim: 32,
    vocab: 40,
    encoderLayers: 1,
    decoderLayers: 2,
    mixer: 'rwkv7',
  }),
}

const bags = { source: 3, target: 2 }
const bagged = 'the whole model on bags of features'

describe.each(
  Object.entries({
    ...networks,
    [bagged]: unifiedGenome({
      dim: 32,
      vocab: 40,
      encoderLayers: 1,
      decoderLayers: 1,
      bags: { source: { size: 3, vocab: 40 }, target: { size: 2, vocab: 40 } },
    }),
  }),
)('%s', (what, network) => {
  const sizes = { batch: 2, sourceLength: 5, targetLength: 6, vocabulary: 40, seed: 3 }
  const batch = randomBatch(what === bagged ? { ...sizes, bags } : sizes)

  test('the twin passes a finite-difference check', () => {
    const weights = noisyWeights(network, batch)
    const gradients = twinLoss(network, weights, batch).gradients()
    const random = createRandom(5)
    const lossAt = (moved: ReadonlyMap<string, Float64Array>) => {
      const others: Map<string, TwinTensor> = new Map(weights)
      for (const [name, data] of moved)
        others.set(name, { shape: weights.get(name)?.shape ?? [], data })
      return twinLoss(network, others, batch).loss
    }
    const step = 3e-6
    /** Moves every number of these tensors, each up or down by chance. */
    const check = (names: readonly string[]) => {
      let expected = 0
      const ends = [step, -step].map(() => new Map<string, Float64Array>())
      for (const name of names) {
        const data = weights.get(name)?.data ?? new Float32Array()
        const signs = Float64Array.from(data, () => (random.uniform() < 0.5 ? -1 : 1))
        signs.forEach((sign, i) => {
          expected += sign * (gradients.get(name)?.[i] ?? 0)
        })
        for (const [end, by] of [step, -step].entries())
          ends[end]!.set(
            name,
            Float64Array.from(data, (x, i) => x + signs[i]! * by),
          )
      }
      const slope = (lossAt(ends[0]!) - lossAt(ends[1]!)) / (2 * step)
      expect(Math.abs(slope - expected), names.join()).toBeLessThan(
        2e-6 * Math.max(1, Math.abs(slope)),
      )
    }
    const names = [...weights.keys()]
    check(names)
    // Small networks have the time to look at each tensor by itself.
    if (names.length < 48) for (const name of names) check([name])
  })

  test('the kernel agrees with the twin on the loss and every gradient', () => {
    const weights = noisyWeights(network, batch)
    const subject = createNetwork(kernel, network)
    subject.writeWeights(weights)
    const trainer = createTrainer(subject)
    const twin = twinLoss(network, weights, batch)
    // The second time shows that nothing is left over from the first.
    trainer.gradients([batch])
    expect(trainer.gradients([batch]).loss).toBeCloseTo(twin.loss, 4)
    const expected = twin.gradients()
    for (const [name, { data }] of trainer.readGradients()) {
      const wanted: Float64Array = expected.get(name) ?? new Float64Array()
      const size = Math.max(1e-3, ...wanted.map(Math.abs))
      const off = data.reduce((most, g, i) => Math.max(most, Math.abs(g - (wanted[i] ?? 0))), 0)
      expect(off / size, name).toBeLessThan(2e-4)
    }
    subject.close()
  })
})

/** Nothing at 0, so that no path hides another's error. */
function noisyWeights(network: Expr, batch: Batch): Weights {
  const born = createNetwork(kernel, network, { seed: batch.batch })
  const random = createRandom(11)
  const weights = new Map(
    [...born.readWeights()].map(([name, { shape, data }]) => [
      name,
      { shape, data: data.map((x) => x + (random.uniform() - 0.5) * 0.4) },
    ]),
  )
  born.close()
  return weights
}

/** Classes of a source. */
function genome(body: string): Expr {
  return parse(`fn (ids: i32[B, S]) => ids >> embed[dim=32, vocab=40] >> ${body}`)
}

/** Next tokens of a target. */
function text(body: string): Expr {
  return parse(
    `fn (ids: i32[B, T]) => ids >> embed[dim=32, share=tokens, vocab=40] >> ${body} >> unembed[share=tokens, vocab=40]`,
  )
}
