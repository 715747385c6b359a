import { createRandom } from '@zooid/model'
import { expect, test } from 'vitest'
import { type CodegenTask, taskFrom } from '../task.ts'
import { createCorpus } from '../tasks/corpus.ts'
import { describableWords } from '../tasks/describe.ts'
import { instanceOf } from '../tasks/instance.ts'
import { advance, legalAt, startCursor } from './cursor.ts'
import { createSourceEncoding, maxPositions, sourceBag } from './source.ts'
import { encodeTarget, outputVocabulary, targetBag, targetVocabulary } from './target.ts'

const encoding = createSourceEncoding(describableWords())
const corpus = createCorpus({ seed: 3 })
corpus.grow(3000)
const random = createRandom(8)
const instances = [...corpus.programs.values()].slice(0, 250).flatMap((program) => {
  const made = instanceOf(program, random)
  return made === null ? [] : [made]
})

test('different tasks are different to the encoder, and fit it', () => {
  const seen = new Map<string, string>()
  for (const { task } of instances) {
    const ids = encoding.encode(task)
    expect(ids.length % sourceBag).toBe(0)
    expect(ids.length).toBeLessThanOrEqual(maxPositions * sourceBag)
    for (const id of ids) expect(id).toBeLessThan(encoding.vocabulary)
    seen.set(ids.join(), JSON.stringify(task))
  }
  expect(seen.size).toBeGreaterThan(0.99 * instances.length)
})

test('one changed number, character or word changes what is read', () => {
  const make = (x: unknown, output: unknown, text: string) =>
    taskFrom({
      name: 'f',
      types: ['s', 'N'],
      result: 'n',
      examples: [{ args: [x, [3, 1]], output }],
      text,
    }) as CodegenTask
  const read = (...parts: Parameters<typeof make>) => encoding.encode(make(...parts)).join()
  const base = read('abcdefgh', 7, 'sum')
  expect(read('abcdefgh', 7, 'sum')).toBe(base)
  expect(read('abcdefgi', 7, 'sum')).not.toBe(base)
  expect(read('abcdefgh', 8, 'sum')).not.toBe(base)
  expect(read('abcdefgh', 7, 'product')).not.toBe(base)
})

test('a row of huge values is read in bounds', () => {
  const task = taskFrom({
    name: 'f',
    types: ['G', 's'],
    result: 'S',
    examples: Array.from({ length: 40 }, (_, i) => ({
      args: [Array.from({ length: 30 }, () => [i, 1e300, Number.NaN, -1.5]), 'ü'.repeat(900)],
      output: Array.from({ length: 50 }, (_, j) => `${i}${j}`),
    })),
    text: '',
  }) as CodegenTask
  expect(encoding.encode(task).length).toBeLessThanOrEqual(maxPositions * sourceBag)
})

test('every symbol of a program is legal in the place the cursor says is open', () => {
  for (const { task, ids } of instances) {
    let cursor = startCursor(task.signature)
    for (const id of ids) {
      expect(legalAt(cursor)).toContain(id)
      cursor = advance(cursor, id)
    }
    expect(cursor.hole).toBeNull()
    const { bags, next } = encodeTarget(ids, task.signature)
    expect(bags.length).toBe(ids.length * targetBag)
    expect(Math.max(...bags)).toBeLessThan(targetVocabulary)
    expect(Math.max(...next)).toBeLessThan(outputVocabulary)
    expect(Math.min(...next)).toBeGreaterThan(0)
  }
})
