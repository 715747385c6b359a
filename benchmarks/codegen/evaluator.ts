// tsx benchmarks/codegen/evaluator.ts: candidate runs per second on one core, on programs of the size of
// tier 1. A run is one program on one input; "with compiling" makes each program anew for five inputs, the
// way a search that meets every program once does.
import { compile } from '../../packages/codegen/src/language/evaluate.ts'
import type { Signature } from '../../packages/codegen/src/language/grammar.ts'
import { readTerm } from '../../packages/codegen/src/language/notation.ts'
import { sampleTerm, seededRandom } from '../../packages/codegen/src/language/sample.ts'
import { sizeOf, type Term } from '../../packages/codegen/src/language/term.ts'
import type { Type } from '../../packages/codegen/src/language/type.ts'

type Case = { readonly term: Term; readonly parameters: number; readonly inputs: unknown[][] }

const numbers = [[3, 1, 2], [], [5, -4, 5, 0, 9, 12], [7], [2, 2, 8, 1]]
const texts = ['hello world', '', 'Level', 'a1b2c3', 'The quick brown fox']
const counts = [7, 0, 12, 1, 30]

const written: readonly (readonly [types: string, program: string])[] = [
  ['N>n', 'sum(filter:N(p0, even(x0)))'],
  ['N>N', 'map:N:N(p0, mul(x0, x0))'],
  ['N>n', 'reduce:N:n(p0, 0, max(x1, x0))'],
  ['N>b', 'every:adjacent(p0, le(x1, x0))'],
  ['N>N', 'sort:N(uniq:N(p0))'],
  ['n>n', 'product(fromTo(1, p0))'],
  ['n>b', 'and(lt(1, p0), every:N(fromTo(2, sub(p0, 1)), ne(mod(p0, x0), 0)))'],
  ['n>n', 'loop2(p0, 0, 1, x0, add(x1, x0))'],
  [
    'n>s',
    'if:s(divides(p0, 15), "FizzBuzz", if:s(divides(p0, 3), "Fizz", if:s(divides(p0, 5), "Buzz", str(p0))))',
  ],
  ['s>s', 'join(map:S:S(split(p0, " "), capitalize(x0)), " ")'],
  ['s>n', 'count:s(p0, isVowel(x0))'],
  ['s>b', 'eqS(lower(p0), reverse:s(lower(p0)))'],
  ['s>s', 'join(map:S:S(runs:s(p0), concat(take:s(x0, 1), str(len:s(x0)))), "")'],
]

function caseOf([types, program]: (typeof written)[number]): Case {
  const [given = 'n', result = 'n'] = types.split('>') as [Type, Type]
  const signature: Signature = { parameters: [given], result, numbers: [], strings: [] }
  const values: unknown[] = given === 'N' ? numbers : given === 's' ? texts : counts
  const term = readTerm(program, signature)
  return { term, parameters: 1, inputs: values.map((value) => [value]) }
}

/** Random programs of up to twelve nodes, as a search meets them. */
function sampled(count: number): Case[] {
  const random = seededRandom(7)
  const cases: Case[] = []
  const signature = { parameters: ['N', 'n'], result: 'N', numbers: [], strings: [] } as const
  while (cases.length < count) {
    const term = sampleTerm(random, signature, { depth: 4 })
    if (sizeOf(term) < 4 || sizeOf(term) > 12) continue
    cases.push({ term, parameters: 2, inputs: numbers.map((list, i) => [list, counts[i]]) })
  }
  return cases
}

function rate(cases: readonly Case[], isCompiling: boolean): number {
  const ready = cases.map(({ term, parameters }) => compile(term, parameters))
  const until = performance.now() + 1500
  let runs = 0
  const startedAt = performance.now()
  while (performance.now() < until) {
    for (let round = 0; round < 20; round++)
      for (let c = 0; c < cases.length; c++) {
        const { term, parameters, inputs } = cases[c]!
        const run = isCompiling ? compile(term, parameters) : ready[c]!
        for (let i = 0; i < inputs.length; i++) {
          runs++
          try {
            run(inputs[i]!)
          } catch {
            // A program without a value on this input is a run as well.
          }
        }
      }
  }
  return Math.round((runs / (performance.now() - startedAt)) * 1000)
}

for (const [name, cases] of [
  ['hand-written T1 programs', written.map(caseOf)],
  ['random programs of 4 to 12 nodes', sampled(400)],
] as const) {
  rate(cases, true)
  console.log(`${name}: ${rate(cases, false)} runs/s, with compiling ${rate(cases, true)} runs/s`)
}
