import { expect, test } from 'vitest'
import { compile } from '../language/evaluate.ts'
import { symbolCount } from '../language/grammar.ts'
import { taskFrom } from '../task.ts'
import { beamSearch, likeliest } from './beam.ts'
import type { Guidance } from './guidance.ts'

/** A model that knows nothing: every symbol alike. */
const ignorant: Guidance = {
  rules: () => ({ logWeight: () => 0 }),
  corpusRules: { logWeight: () => 0 },
  begin: () => ({
    step: () => {},
    logProbs: () => new Float32Array(symbolCount).fill(-Math.log(symbolCount)),
    reorder: () => {},
    close: () => {},
  }),
}

const examples = [[1], [2], [7], [-3]].map((args) => ({ args, output: (args[0] ?? 0) * 2 }))
const task = taskFrom({ name: 'f', types: ['n'], result: 'n', examples, text: '' })
if ('refused' in task) throw new RangeError(task.refused)

test('a beam of an ignorant model still finds what is two symbols away', () => {
  const { found, candidates } = beamSearch(task, ignorant, { candidates: 3_000, widths: [400] })
  const [first] = found
  if (!first) throw new RangeError(`nothing found in ${candidates}`)
  for (const { args, output } of examples) expect(compile(first.term, 1)(args)).toBe(output)
})

test('candidates end the beam', () => {
  const { candidates } = beamSearch(task, ignorant, { candidates: 10, wanted: 99, widths: [50] })
  expect(candidates).toBeLessThanOrEqual(10)
})

test('without execution the likeliest programs come in order of likelihood', () => {
  const programs = likeliest(task, ignorant, 30)
  expect(programs.length).toBeGreaterThan(10)
  const logs = programs.map(({ logProb }) => logProb)
  expect(logs).toEqual([...logs].sort((a, b) => b - a))
})
