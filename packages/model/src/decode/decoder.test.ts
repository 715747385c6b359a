import { type Expr, type Mixer, rungGenome, unifiedGenome } from '@zooid/genome'
import { createKernel, type Kernel } from '@zooid/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNetwork, type Network } from '../network.ts'
import { createRandom } from '../random.ts'
import { randomBatch } from '../random-batch.fixture.ts'
import { createTrainer } from '../train/trainer.ts'
import type { Batch } from '../types.ts'
import { beamSearch } from './beam.ts'
import { createReader } from './candidates.ts'
import { createDecoder, DecodeError } from './decoder.ts'
import { generateGreedy, generateSample } from './generate.ts'

let kernel: Kernel
beforeAll(async () => {
  kernel = await createKernel()
})
afterAll(() => kernel.close())

const vocabulary = 64

function network(mixer: Mixer): Network {
  const genome = unifiedGenome({
    dim: 64,
    vocab: vocabulary,
    encoderLayers: 1,
    decoderLayers: 2,
    mixer,
  })
  return shaken(genome)
}

function shaken(genome: Expr): Network {
  const made = createNetwork(kernel, genome, { seed: 4 })
  const random = createRandom(9)
  // Writers are 0 at birth; noise lets every layer speak.
  made.writeWeights(
    new Map(
      [...made.readWeights()].map(([name, { shape, data }]) => [
        name,
        { shape, data: data.map((x) => x + (random.uniform() - 0.5) * 0.2) },
      ]),
    ),
  )
  return made
}

function batchOf(rows: number): Batch {
  return randomBatch({ batch: rows, sourceLength: 9, targetLength: 12, vocabulary, raggedness: 0 })
}

test.each(['attn', 'rwkv7'] as const)(
  'token by token gives the logits of a whole pass (%s)',
  (mixer) => {
    const subject = network(mixer)
    for (const sources of [1, 3, 6]) {
      const batch = batchOf(sources)
      batch.source.fill(0, 6, 9)
      const whole = subject.forward(batch)
      const decoder = createDecoder(subject, { sources, sourceLength: 9, maxLength: 12 })
      decoder.start(batch.source)
      expect([...(decoder.head() ?? [])].map((x) => x.toFixed(4))).toEqual(
        [...(whole.head ?? [])].map((x) => x.toFixed(4)),
      )
      for (let t = 0; t < 12; t++) {
        decoder.step(Array.from({ length: sources }, (_, row) => batch.target[row * 12 + t] ?? 0))
        for (let row = 0; row < sources; row++) {
          const logits = kernel.f32(decoder.logits(row))
          const wanted = whole.text?.subarray((row * 12 + t) * vocabulary) ?? []
          const off = logits.reduce(
            (most, x, i) => Math.max(most, Math.abs(x - (wanted[i] ?? 0))),
            0,
          )
          expect(off).toBeLessThan(2e-4)
        }
      }
      expect(() => decoder.step(new Int32Array(sources))).toThrow(DecodeError)
      decoder.close()
    }
    subject.close()
  },
)

test('bags of features, token by token, give the logits of a whole pass', () => {
  const bags = { source: { size: 3, vocab: 90 }, target: { size: 2, vocab: 70 } }
  const subject = shaken(
    unifiedGenome({ dim: 64, vocab: vocabulary, encoderLayers: 1, decoderLayers: 1, bags }),
  )
  const batch = randomBatch({
    batch: 2,
    sourceLength: 7,
    targetLength: 5,
    vocabulary,
    raggedness: 0,
    bags: { source: 3, target: 2 },
  })
  batch.source.fill(0, 15, 21)
  const whole = subject.forward(batch)
  const decoder = createDecoder(subject, { sources: 2, sourceLength: 7, maxLength: 5 })
  decoder.start(batch.source)
  for (let t = 0; t < 5; t++) {
    decoder.step([0, 1].flatMap((row) => [...batch.target.subarray(row * 10 + 2 * t).slice(0, 2)]))
    for (const row of [0, 1]) {
      const logits = kernel.f32(decoder.logits(row))
      const wanted = whole.text?.subarray((row * 5 + t) * vocabulary) ?? []
      expect(Math.max(...logits.map((x, i) => Math.abs(x - (wanted[i] ?? 0))))).toBeLessThan(2e-4)
    }
  }
  expect(() => decoder.start([...batch.source.fill(90, 0, 1)])).toThrow(DecodeError)
  expect(() => subject.forward(batch)).toThrow(/90 is outside the vocabulary of 90/)
  subject.close()
})

test('the state of rwkv7 does not grow with the target, that of attention does', () => {
  const bytes = (mixer: Mixer, maxLength: number) => {
    const subject = network(mixer)
    const decoder = createDecoder(subject, { sourceLength: 4, maxLength })
    const { stateBytes } = decoder
    decoder.close()
    subject.close()
    return stateBytes
  }
  expect(bytes('rwkv7', 4096)).toBe(bytes('rwkv7', 16))
  expect(bytes('attn', 4096)).toBe(256 * bytes('attn', 16))
})

test.each(['attn', 'rwkv7'] as const)(
  'reordered rows continue as the row they came from (%s)',
  (mixer) => {
    const subject = network(mixer)
    const source = batchOf(1).source
    const decoder = createDecoder(subject, { beams: 3, sourceLength: 9, maxLength: 8 })
    decoder.start(source)
    decoder.step([1, 1, 1])
    decoder.step([20, 21, 22])
    decoder.reorder([2, 0, 0])
    decoder.step([30, 30, 31])
    const single = createDecoder(subject, { sourceLength: 9, maxLength: 8 })
    for (const [row, tokens] of [
      [1, 22, 30],
      [1, 20, 30],
      [1, 20, 31],
    ].entries()) {
      single.start(source)
      for (const token of tokens) single.step([token])
      const [a, b] = [kernel.f32(decoder.logits(row)), kernel.f32(single.logits(0))]
      expect(Math.max(...a.map((x, i) => Math.abs(x - (b[i] ?? 0))))).toBeLessThan(1e-4)
    }
    subject.close()
  },
)

test('a network that knows an answer by heart says it: greedily, by beams and by a cold draw', () => {
  const subject = createNetwork(kernel, rungGenome('seed', { vocab: vocabulary }), { seed: 2 })
  const trainer = createTrainer(subject)
  const answer = [33, 40, 41, 33, 50]
  const batch: Batch = {
    task: 'solve',
    source: Int32Array.of(4, 20, 21),
    target: Int32Array.of(1, ...answer),
    next: Int32Array.of(...answer, 2),
    batch: 1,
    sourceLength: 3,
    targetLength: 6,
  }
  for (let i = 0; i < 60; i++) trainer.step([batch])
  const decoder = createDecoder(subject, { sourceLength: 3, maxLength: 10 })
  const { source } = batch
  expect(generateGreedy(decoder, { source })).toEqual([answer])
  const random = createRandom(1)
  expect(generateSample(decoder, { source, random, temperature: 0.05 })).toEqual([answer])
  const wide = createDecoder(subject, { beams: 4, sourceLength: 3, maxLength: 10 })
  const [hypotheses = []] = beamSearch(wide, { source })
  expect(hypotheses[0]).toMatchObject({ tokens: answer, ended: true })
  expect(hypotheses.length).toBe(4)
  // Forbid the right first token.
  const allowed = (tokens: readonly number[]) =>
    Uint32Array.of(0xffff_ffff, tokens.length === 0 ? ~(1 << (33 - 32)) >>> 0 : 0xffff_ffff)
  expect(beamSearch(wide, { source, allowed })[0]?.every(({ tokens }) => tokens[0] !== 33)).toBe(
    true,
  )
  expect(generateGreedy(decoder, { source, allowed })[0]?.[0]).not.toBe(33)
  subject.close()
})

test('a beam of one walks the greedy way, and equal logits go to the lower id', () => {
  const subject = network('attn')
  const decoder = createDecoder(subject, { sourceLength: 9, maxLength: 7 })
  const { source } = batchOf(1)
  const [greedy] = generateGreedy(decoder, { source })
  const [[beam] = []] = beamSearch(decoder, { source })
  expect(beam?.tokens).toEqual(greedy)
  const reader = createReader(decoder)
  kernel.f32(decoder.logits(0)).fill(0.25)
  expect(reader.largest(0)).toBe(0)
  expect(reader.best(0, 3).map(({ token }) => token)).toEqual([0, 1, 2])
  expect(reader.best(0, 1)[0]?.logProbability).toBeCloseTo(-Math.log(vocabulary), 5)
  subject.close()
})

test('a decoder refuses what does not fit, by name', () => {
  const subject = network('attn')
  const decoder = createDecoder(subject, { sourceLength: 3, maxLength: 2 })
  expect(() => decoder.step([1])).toThrow(/start/)
  expect(() => decoder.start([1, 2])).toThrow(DecodeError)
  expect(() => decoder.start([1, 2, vocabulary])).toThrow(DecodeError)
  decoder.start([1, 2, 3])
  expect(() => decoder.step([1, 1])).toThrow(DecodeError)
  expect(() => createDecoder(subject, { sourceLength: 0, maxLength: 2 })).toThrow(DecodeError)
  subject.close()
})

test('a kernel of two threads decodes the same tokens', async () => {
  const pair = await createKernel({ threads: 2 })
  const genome = unifiedGenome({ dim: 128, vocab: 8192, encoderLayers: 1, decoderLayers: 1 })
  const answers = [kernel, pair].map((on) => {
    const subject = createNetwork(on, genome, { seed: 4 })
    const decoder = createDecoder(subject, { sourceLength: 9, maxLength: 6 })
    const [answer] = generateGreedy(decoder, { source: batchOf(1).source })
    subject.close()
    return answer
  })
  expect(answers[1]).toEqual(answers[0])
  await pair.close()
})
