import { createKernel, type Kernel } from '@zooid/kernel'
import { createNetwork, createRandom, createTrainer } from '@zooid/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCursor } from '../encoding/cursor.ts'
import { createSourceEncoding } from '../encoding/source.ts'
import { createCorpus } from '../tasks/corpus.ts'
import { describableWords } from '../tasks/describe.ts'
import { codegenGenome } from './architecture.ts'
import { fitRuleHead } from './fit-rules.ts'
import { openGuide } from './guide.ts'
import { measure } from './measure.ts'
import { countRules } from './rule-table.ts'
import { batchFrom, createStock, drawItems } from './stream.ts'
import { rateAt } from './training.ts'
import { encodeWeights, GuideError, weightFiles } from './weights-file.ts'

let kernel: Kernel
beforeAll(async () => {
  kernel = await createKernel()
})
afterAll(() => kernel.close())

const corpus = createCorpus({ seed: 5 })
corpus.grow(3000)
const stock = createStock(corpus.programs)
const words = describableWords()
const encoding = createSourceEncoding(words)
const size = { dim: 32, encoderLayers: 1, decoderLayers: 1 }
const items = drawItems(stock.draw, encoding, createRandom(1), 20)
const table = countRules(stock, 1)
const training = {
  command: 'test',
  seed: 1,
  steps: 0,
  minutes: 0,
  examples: 0,
  dataHash: '0'.repeat(64),
  programs: corpus.programs.size,
  excludedProblems: 0,
  excludedBehaviours: 0,
  exclusionHash: null,
  ruleFit: null,
}

test('a held-out behaviour is in no other part', () => {
  expect(stock.heldOut.length).toBeGreaterThan(0)
  const training = new Set(stock.training)
  expect(stock.heldOut.some((program) => training.has(program))).toBe(false)
})

test('the counts of the corpus are worth more than the grammar alone, in every place a distribution', () => {
  const network = createNetwork(kernel, codegenGenome(size, encoding.vocabulary), { seed: 1 })
  const { bigram, uniform } = measure(network, table, items, 1)
  expect(bigram).toBeLessThan(uniform - 0.5)
  expect(table.bigram.every(Number.isFinite)).toBe(true)
  network.close()
})

test('a small network learns twenty tasks by heart, and a guide of it writes them', async () => {
  const network = createNetwork(kernel, codegenGenome(size, encoding.vocabulary), { seed: 1 })
  const trainer = createTrainer(network, { weightDecay: 0 })
  const random = createRandom(2)
  for (let i = 0; i < 220; i++)
    trainer.step([batchFrom(items, random)], 0.02 * rateAt(1, 300, i / 220))
  const learnt = measure(network, table, items, 1)
  expect(learnt.decoder).toBeLessThan(0.1)
  expect(learnt.rules).toBeLessThan(learnt.bigram - 0.5)

  const random2 = createRandom(3)
  const others = drawItems(stock.draw, encoding, random2, 40)
  const fit = fitRuleHead(network, table, items, others, 1)
  expect(fit.after).toBeLessThan(fit.before)
  expect(measure(network, table, others, 1).rules).toBeCloseTo(fit.after, 3)
  expect(measure(network, table, items, 1).decoder).toBeCloseTo(learnt.decoder, 4)

  const files = encodeWeights(network.readWeights(), table, { size, words, trust: 1, training })
  network.close()
  const reader = async (name: string) => files.get(name) ?? new Uint8Array()
  const guide = await openGuide(reader)
  let right = 0
  for (const { task, ids } of items) {
    const walk = guide.begin(task, 2)
    let said = 0
    for (const id of ids) {
      const chances = walk.logProbs(1)
      const total = chances.reduce((sum, chance) => sum + Math.exp(chance), 0)
      expect(total).toBeCloseTo(1, 3)
      if (chances[id] === Math.max(...chances)) said++
      walk.step(Int32Array.of(-1, id))
    }
    expect(walk.isWhole(1)).toBe(true)
    expect(walk.isWhole(0)).toBe(false)
    walk.reorder(Int32Array.of(1, 1))
    expect(walk.isWhole(0)).toBe(true)
    if (said === ids.length) right++
    const legal = startCursor(task.signature)
    expect(legal.hole).not.toBeNull()
    expect(guide.rules(task).logWeight(-1, 0, ids[0] ?? 0)).toBeGreaterThan(-20)
  }
  expect(right).toBeGreaterThan(15)
  const [first] = items
  if (first)
    expect(() => guide.begin(first.task, 2).step(Int32Array.of(100_000, -1))).toThrow(RangeError)
  await guide.close()
}, 60_000)

test('a guide refuses weights of another table, other bytes and no file at all', async () => {
  const network = createNetwork(kernel, codegenGenome(size, encoding.vocabulary), { seed: 1 })
  const files = encodeWeights(network.readWeights(), table, { size, words, trust: 1, training })
  network.close()
  const manifest = JSON.parse(new TextDecoder().decode(files.get(weightFiles.manifest)))
  const withManifest = (changes: object) => async (name: string) =>
    name === weightFiles.manifest
      ? new TextEncoder().encode(JSON.stringify({ ...manifest, ...changes }))
      : (files.get(name) ?? new Uint8Array())
  const refusal = async (changes: object) =>
    openGuide(withManifest(changes)).then(
      () => 'opened',
      (error: unknown) => (error instanceof GuideError ? error.reason : String(error)),
    )
  expect(await refusal({ grammarHash: 'a'.repeat(64) })).toBe('grammar')
  expect(await refusal({ modelHash: 'b'.repeat(64) })).toBe('hash')
  expect(await refusal({ rulesHash: 'b'.repeat(64) })).toBe('hash')
  expect(await refusal({ encoding: 99 })).toBe('encoding')
  expect(await refusal({ words: 7 })).toBe('manifest')
  expect(await refusal({ size: { dim: 1e9 } })).toBe('manifest')
  await expect(openGuide('/nowhere/at/all')).rejects.toMatchObject({ reason: 'missing' })
})
