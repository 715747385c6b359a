// `npx tsx benchmarks/codegen/exclusion/run.ts --out forbidden.json`: what the generator of training tasks must
// not make. For every dev and sealed problem and every task of the natural suite that is one function of the
// language's types: what its reference gives on its own examples and on the generator's canonical arguments.
// Outputs only; no solution is written anywhere.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createContext, runInContext } from 'node:vm'
import {
  canonicalInputs,
  createInputs,
  type Forbidden,
  forbiddenText,
  isOfType,
  parseHeader,
  sameValue,
} from '@zooid/codegen'
import {
  createProblemJudge,
  decodeWire,
  type Problem,
  problemsOf,
  readProblems,
  readSplits,
  transpile,
} from '@zooid/judge'
import { readReferences } from '@zooid/judge/references'
import { createRandom } from '@zooid/model'
import { createSandbox } from '@zooid/sandbox'
import { naturalTasks } from '../natural.ts'

type Row = Forbidden['rows'][number]
type Answer = (...args: unknown[]) => unknown

/** Fewer rows, or fewer different outputs, would forbid half the language. */
const leastRows = 5
const leastOutputs = 3
const drawn = 24

const { values } = parseArgs({ options: { out: { type: 'string', default: 'forbidden.json' } } })
const root = fileURLToPath(new URL('../../problems', import.meta.url))
const forbidden: Forbidden[] = []
const left: string[] = []

for (const { name, signature, reference, inputs } of naturalTasks)
  add(`natural/${name}`, signature, reference as Answer, inputs, false)

const sandbox = createSandbox({ workers: 1 })
const judge = createProblemJudge({ sandbox })
const problems = readProblems(root)
const splits = readSplits(root)
for (const split of ['dev', 'sealed'] as const)
  for (const problem of problemsOf(problems, splits, split)) {
    const header = parseHeader(problem.signature)
    if ('refused' in header) {
      left.push(`${problem.slug}: ${header.refused}`)
      continue
    }
    const answer = referenceOf(problem, header.name)
    const examples = await judge.examples(problem)
    const own = examples.flatMap(({ call }) =>
      call?.name === header.name ? [call.args.map(decodeWire)] : [],
    )
    add(`${split}/${problem.slug}`, problem.signature, answer, own, true)
  }
await judge.close()
await sandbox.close()
writeFileSync(values.out, forbiddenText(forbidden))
console.log(`${forbidden.length} rows of behaviour written to ${values.out}`)
console.log(`${left.length} problems are no function of the language's types`)

/**
 * The problem's own rows, and those of the canonical arguments: either is enough to forbid a program.
 * @param isBounded whether any arguments may be tried, even some on which the answer never ends
 */
function add(
  name: string,
  signature: string,
  answer: Answer,
  own: readonly (readonly unknown[])[],
  isBounded: boolean,
): void {
  const header = parseHeader(signature)
  if ('refused' in header) {
    left.push(`${name}: ${header.refused}`)
    return
  }
  const parameters = header.parameters.map(({ type }) => type)
  const { result } = header
  const random = createRandom(7, name)
  const further = Array.from({ length: drawn }, () => createInputs(parameters, random)())
  const drawnOnes = isBounded ? [...canonicalInputs(parameters), ...further] : []
  for (const [kind, inputs] of [
    ['own', own],
    ['canonical', drawnOnes],
  ] as const) {
    const rows = inputs.flatMap((args): Row[] => {
      const output = outputOf(answer, args)
      return isOfType(result, output) ? [{ args, output }] : []
    })
    const different = rows.filter(
      ({ output }, i) => !rows.slice(0, i).some((row) => sameValue(row.output, output)),
    )
    const enough = result === 'b' ? 2 : leastOutputs
    if (rows.length >= leastRows + (result === 'b' ? 5 : 0) && different.length >= enough)
      forbidden.push({ name: `${name} (${kind})`, parameters, result, rows })
  }
}

function outputOf(answer: Answer, args: readonly unknown[]): unknown {
  try {
    return answer(...structuredClone(args))
  } catch {
    // A reference may refuse arguments that its statement rules out, or never end on them.
    return undefined
  }
}

/** A reference of this repository, as a function that gives up after a while. */
function referenceOf(problem: Problem, name: string): Answer {
  const { solution } = readReferences(root, problem)
  const made = transpile('solution.ts', solution ?? '')
  if (!made.ok) throw new Error(`${problem.slug}: ${made.message}`)
  const context = createContext({ structuredClone })
  runInContext(
    `${made.code.replace(/^export (?!\{)/gm, '')}\n;globalThis.answer = ${name}`,
    context,
  )
  return (...args) => {
    context.args = args
    // The result is made anew out here, where `Map` and `Array` are our own.
    return structuredClone(runInContext('answer(...args)', context, { timeout: 100 }))
  }
}
