import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { learnTokenizer } from '../tokenizer/learn.ts'
import { special } from '../tokenizer/special.ts'
import type { Batch } from '../types.ts'
import { BlendError, fieldLogChances, fitBlend, measureBlend, modelLogChances } from './blend.ts'
import { createNgramField, NgramVocabError } from './field.ts'
import { copiedBytes, createOverlapIndex } from './overlap.ts'

const vocab = 40
/** Text of a small machine with memory, so that longer contexts know more. */
function machine(seed: number, length: number): Int32Array {
  const random = createRandom(seed)
  const ids = [16, 17, 18]
  while (ids.length < length) {
    const [a = 0, b = 0] = [ids.at(-3), ids.at(-1)]
    const likely = 16 + ((a * 3 + b) % 6)
    ids.push(random.uniform() < 0.8 ? likely : 16 + random.below(6))
  }
  return Int32Array.from([...ids, special.eos])
}
const training = Array.from({ length: 30 }, (_, i) => machine(i, 120))
const field = createNgramField(training, { vocab })
const sum = (chances: Float64Array) => chances.reduce((a, b) => a + b, 0)

describe('the n-gram field', () => {
  it('gives chances that sum to one and are never zero, after any context', () => {
    const id = fc.integer({ min: 0, max: vocab - 1 })
    fc.assert(
      fc.property(fc.array(id, { maxLength: 6 }), (context) => {
        const chances = field.distribution(context)
        expect(sum(chances)).toBeCloseTo(1, 12)
        expect(Math.min(...chances)).toBeGreaterThan(0)
        for (const token of [0, 2, 16, 25, vocab - 1])
          expect(field.probability(context, token)).toBeCloseTo(chances[token] ?? 0, 14)
      }),
      { numRuns: 300 },
    )
  })

  it('agrees with the formulas written down naively', () => {
    // Maps of joined ids and no tables: an independent reading of modified Kneser-Ney.
    const counts: Map<string, number>[] = [new Map(), new Map(), new Map(), new Map()]
    for (const sequence of training) {
      const led = [1, 1, 1, ...sequence]
      for (let i = 3; i < led.length; i++) {
        const key = led.slice(i - 3, i + 1).join()
        counts[3]?.set(key, (counts[3].get(key) ?? 0) + 1)
      }
    }
    for (let k = 2; k >= 0; k--)
      for (const key of counts[k + 1]?.keys() ?? []) {
        const rest = key.split(',').slice(1).join()
        counts[k]?.set(rest, (counts[k]?.get(rest) ?? 0) + 1)
      }
    const cuts = counts.map((table) => {
      const n = [1, 2, 3, 4].map((c) => [...table.values()].filter((x) => x === c).length)
      const [n1 = 0, n2 = 0, n3 = 0, n4 = 0] = n
      const y = n1 / (n1 + 2 * n2)
      const three = [1 - (2 * y * n2) / n1, 2 - (3 * y * n3) / n2, 3 - (4 * y * n4) / n3]
      const isFine = three.every((cut, i) => Number.isFinite(cut) && cut > 0 && cut < i + 1)
      return isFine ? three : [y, y, y].map((cut) => (cut > 0 && cut < 1 ? cut : 0.5))
    })
    const naive = (context: readonly number[], token: number): number => {
      const table = counts[context.length] as Map<string, number>
      const prefix = context.map((id) => `${id},`).join('')
      const seen = [...table].filter(
        ([key]) => key.startsWith(prefix) && key.split(',').length === context.length + 1,
      )
      const back = context.length === 0 ? 1 / vocab : naive(context.slice(1), token)
      if (seen.length === 0) return back
      const total = seen.reduce((a, [, count]) => a + count, 0)
      const cut = (count: number) => cuts[context.length]?.[Math.min(count, 3) - 1] ?? 0
      const taken = seen.reduce((a, [, count]) => a + cut(count), 0)
      const own = table.get(prefix + token) ?? 0
      return (Math.max(0, own - (own > 0 ? cut(own) : 0)) + taken * back) / total
    }
    const context = [...(training[3] as Int32Array).slice(10, 13)]
    for (const token of [2, 16, 20, 35, 39]) {
      expect(field.probability(context, token)).toBeCloseTo(naive(context, token), 12)
      expect(field.probability([5, 17, 20], token)).toBeCloseTo(naive([5, 17, 20], token), 12)
      expect(field.probability([], token)).toBeCloseTo(naive([1, 1, 1], token), 12)
    }
    expect(field.discounts.map((three) => [...three])).toEqual(
      cuts.map((three) => three.map((cut) => expect.closeTo(cut, 12))),
    )
  })

  it('knows new text of the same machine better than shorter contexts do', () => {
    const fresh = Array.from({ length: 10 }, (_, i) => machine(1000 + i, 120))
    const perplexity = (memory: number) => {
      let [total, count] = [0, 0]
      for (const ids of fresh)
        for (let i = 3; i < ids.length; i++) {
          // Token 3 occurs nowhere: a context that begins with it is cut short there.
          const context = [3, 3, 3, ...ids.slice(i - memory, i)]
          total -= Math.log(field.probability(context, ids[i] ?? 0))
          count++
        }
      return Math.exp(total / count)
    }
    expect(perplexity(3)).toBeLessThan(perplexity(1))
    expect(perplexity(3)).toBeLessThan(3.5)
  })

  it('stays a distribution on hardly any text', () => {
    for (const sequences of [[], [Int32Array.of(2)], [Int32Array.of(16, 16, 16, 2)]]) {
      const tiny = createNgramField(sequences, { vocab })
      for (const context of [[], [16], [16, 16, 16]])
        expect(sum(tiny.distribution(context))).toBeCloseTo(1, 12)
    }
    expect(() => createNgramField([Int32Array.of(vocab)], { vocab })).toThrow(NgramVocabError)
  })
})

describe('blending', () => {
  const chance = fc.double({ min: -30, max: -1e-6, noNaN: true })
  it('is never worse than the better of the two on the text it was fitted on', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(chance, chance), { minLength: 1, maxLength: 60 }), (pairs) => {
        const model = Float64Array.from(pairs, ([a]) => a)
        const other = Float64Array.from(pairs, ([, b]) => b)
        const { weight, modelPerplexity, ngramPerplexity, blendedPerplexity } = fitBlend(
          model,
          other,
        )
        expect(blendedPerplexity).toBeLessThanOrEqual(
          Math.min(modelPerplexity, ngramPerplexity) * (1 + 1e-12),
        )
        // No other weight does better.
        for (let other_ = 0; other_ <= 1; other_ += 0.05)
          expect(measureBlend(model, other, other_).blendedPerplexity).toBeGreaterThanOrEqual(
            blendedPerplexity * (1 - 1e-9),
          )
        expect(weight).toBeGreaterThanOrEqual(0)
        expect(weight).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('takes from both when each is right half of the time', () => {
    const model = Float64Array.from({ length: 100 }, (_, i) => Math.log(i % 2 ? 0.9 : 0.1))
    const other = Float64Array.from({ length: 100 }, (_, i) => Math.log(i % 2 ? 0.1 : 0.9))
    const blend = fitBlend(model, other)
    expect(blend.weight).toBeCloseTo(0.5, 6)
    expect(blend.blendedPerplexity).toBeCloseTo(2, 6)
    expect(blend.modelPerplexity).toBeGreaterThan(3)
  })

  it('refuses what are no log chances', () => {
    const one = Float64Array.of(-1)
    expect(() => fitBlend(one, Float64Array.of(-1, -2))).toThrow(BlendError)
    expect(() => fitBlend(new Float64Array(0), new Float64Array(0))).toThrow(BlendError)
    expect(() => fitBlend(Float64Array.of(0.5), one)).toThrow(BlendError)
    expect(() => fitBlend(Float64Array.of(Number.NaN), one)).toThrow(BlendError)
  })

  it('reads the same tokens from logits and from the field', () => {
    const batch: Batch = {
      task: 'solve',
      source: Int32Array.of(4, 16, 17, 0, 4, 0, 0, 0),
      target: Int32Array.of(1, 18, 1, 0),
      next: Int32Array.of(18, 19, 20, 0),
      batch: 2,
      sourceLength: 4,
      targetLength: 2,
    }
    const logits = Float32Array.from({ length: 4 * vocab }, (_, i) => Math.sin(i))
    const model = modelLogChances(logits, batch)
    const chances = [...field.distribution([16, 17])]
    expect(fieldLogChances(field, batch)).toEqual(
      Float64Array.of(
        Math.log(field.probability([16, 17], 18)),
        Math.log(field.probability([16, 17, 18], 19)),
        Math.log(field.probability([], 20)),
      ),
    )
    expect(chances.length).toBe(vocab)
    const row = logits.slice(0, vocab)
    const total = row.reduce((a, logit) => a + Math.exp(logit), 0)
    expect(model.length).toBe(3)
    expect(model[0]).toBeCloseTo(Math.log(Math.exp(row[18] ?? 0) / total), 5)
  })
})

describe('verbatim overlap', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const random = createRandom(3)
  const noise = (length: number) => Uint8Array.from({ length }, () => 97 + random.below(26))
  const text = noise(2000)
  const index = createOverlapIndex([bytes('another text'), text])

  it('finds a copy wherever it begins, and its exact length', () => {
    for (const from of [0, 1, 13, 24, 25, 777]) {
      const copy = text.slice(from, from + 90)
      const sample = Uint8Array.from([...bytes('###'), ...copy, ...bytes('######')])
      expect(index.measure(sample)).toEqual({ share: 90 / 99, longest: 90, bytes: 99 })
    }
    expect(index.measure(text).share).toBe(1)
  })

  it('finds every copy of 50 bytes, and counts none of 49', () => {
    for (let from = 0; from < 60; from++) {
      const around = (length: number) => [35, ...text.slice(from, from + length), 35]
      expect(index.measure(Uint8Array.from(around(copiedBytes))).longest).toBe(copiedBytes)
      expect(index.measure(Uint8Array.from(around(copiedBytes - 1))).share).toBe(0)
    }
  })

  it('calls fresh text and empty text free of copies', () => {
    expect(index.measure(noise(500)).share).toBe(0)
    expect(index.measure(new Uint8Array(0))).toEqual({ share: 0, longest: 0, bytes: 0 })
  })
})

it('beats guessing by far on tokens of real text', () => {
  const text = new TextEncoder().encode(
    'the cat sat on the mat and the dog sat on the rug. '.repeat(20),
  )
  const tokenizer = learnTokenizer([text], { vocab: 540 })
  const ids = Int32Array.from([...tokenizer.encode(text), special.eos])
  const real = createNgramField([ids], { vocab: tokenizer.size })
  expect(
    real.probability(tokenizer.encode('the cat sat'), tokenizer.encode(' on')[0] ?? 0),
  ).toBeGreaterThan(0.3)
})
