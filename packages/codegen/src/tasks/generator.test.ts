import { createRandom } from '@zooid/model'
import { expect, test } from 'vitest'
import { compile } from '../language/evaluate.ts'
import { unflatten } from '../language/grammar.ts'
import { sameValue } from '../language/type.ts'
import { corpusText, parseCorpus } from '../learn/corpus-file.ts'
import { behaviourOf, resultOf } from './behaviour.ts'
import { createCorpus } from './corpus.ts'
import { createExclusion, type Forbidden, forbiddenText, parseForbidden } from './exclusion.ts'
import { canonicalInputs } from './inputs.ts'
import { instanceOf } from './instance.ts'

const grown = (seed: number, forbidden: readonly Forbidden[] = []) => {
  const corpus = createCorpus({ seed, exclusion: createExclusion(forbidden) })
  corpus.grow(6000)
  return corpus
}
const shared = grown(1)

test('a corpus is a function of its seed', () => {
  const text = corpusText(shared.programs)
  expect(corpusText(grown(1).programs)).toBe(text)
  expect(corpusText(grown(2).programs)).not.toBe(text)
})

test('each behaviour stands once, by a program that uses all it is given', () => {
  expect(shared.programs.size).toBeGreaterThan(200)
  for (const [key, { shape, ids, signature }] of [...shared.programs].slice(0, 200)) {
    const term = unflatten(ids, signature)
    expect(behaviourOf(term, shape.parameters, shape.result)).toBe(key)
    for (let i = 0; i < shape.parameters.length; i++) expect(ids).toContain(i)
  }
})

test('a corpus comes back from its file, but for what the table no longer knows', () => {
  const text = corpusText(shared.programs)
  const back = parseCorpus(`${text}{"b":"x","t":"n>n","p":"gone $0"}\n`)
  expect(back.unknown).toBe(1)
  expect([...back.programs.keys()]).toEqual([...shared.programs.keys()])
  expect(corpusText(back.programs)).toBe(text)
})

test('what behaves like a problem is never kept, whatever it looks like', () => {
  const problems: Forbidden[] = [
    ['s', 's', (s: string) => s.toUpperCase()] as const,
    ['s', 'n', (s: string) => s.length] as const,
    ['N', 'n', (list: readonly number[]) => list.reduce((a, b) => a + b, 0)] as const,
  ].map(([parameter, result, answer]) => ({
    name: `${parameter}>${result}`,
    parameters: [parameter],
    result,
    rows: canonicalInputs([parameter]).map((args) => ({
      args,
      output: (answer as (x: unknown) => unknown)(args[0]),
    })),
  }))
  const behaves = (corpus: ReturnType<typeof grown>) =>
    problems.map(({ name, rows, result }) =>
      [...corpus.programs.values()].some(({ shape, ids, signature }) => {
        if (shape.key !== name) return false
        const run = compile(unflatten(ids, signature), 1)
        return rows.every(({ args, output }) => sameValue(resultOf(run, args, result), output))
      }),
    )
  expect(behaves(shared)).toEqual([true, true, true])
  const without = grown(1, parseForbidden(forbiddenText(problems)))
  expect(behaves(without)).toEqual([false, false, false])
  expect(without.counts().excluded).toBeGreaterThan(2)
})

test('an exclusion list keeps what JSON has no word for', () => {
  const odd: Forbidden = {
    name: 'odd',
    parameters: ['n', 'S'],
    result: 'M',
    rows: [{ args: [Number.NaN, ['a']], output: new Map([['a', Number.POSITIVE_INFINITY]]) }],
  }
  expect(parseForbidden(forbiddenText([odd]))).toEqual([odd])
  expect(() => parseForbidden('{}')).toThrow(RangeError)
})

test('a task shows what its program does, with different results', () => {
  const random = createRandom(4)
  let made = 0
  for (const program of [...shared.programs.values()].slice(0, 150)) {
    const instance = instanceOf(program, random)
    if (instance === null) continue
    made++
    const { task, ids } = instance
    const run = compile(unflatten(ids, task.signature), task.signature.parameters.length)
    for (const { args, output } of task.examples) expect(run(args)).toEqual(output)
    const outputs = new Set(task.examples.map(({ output }) => JSON.stringify(output)))
    if (task.signature.result !== 'M') expect(outputs.size).toBeGreaterThan(1)
  }
  expect(made).toBeGreaterThan(120)
})
