// The baseline every other solver is compared with: enumerate expressions that fit the visible examples,
// propose the cheapest. It reads of the statement only the literals quoted in it.
import type { Solver, Task } from '../solver.ts'
import { decodeWire } from '../wire.ts'
import { type Constant, type Example, searchExpressions } from './search.ts'
import { type FunctionSignature, parseSignature } from './signature.ts'

export type EnumerationOptions = {
  /** Combinations tried per problem, a few microseconds each. @default 500000 */
  readonly maxCandidates?: number
}

/** Raised whenever the library or the search changes what it finds. */
const version = 1
const maxConstants = 24

export function createEnumerationSolver({
  maxCandidates = 500_000,
}: EnumerationOptions = {}): Solver {
  return {
    name: 'enumeration',
    fingerprint: `v${version}/${maxCandidates}`,
    async solve(task, { proposals }) {
      const signature = parseSignature(task.signature)
      if (!signature) return []
      const examples = examplesOf(task, signature)
      if (examples.length === 0) return []
      const limits = { maxCandidates, wanted: proposals }
      return searchExpressions(signature, examples, constantsOf(task, signature), limits).map(
        (expression) => writeModule(task, signature, expression),
      )
    },
  }
}

/** Only examples that are one plain call say what the inputs are. */
function examplesOf(task: Task, { name, parameters }: FunctionSignature): Example[] {
  return task.examples.flatMap(({ call, throws, expected }) => {
    if (throws || call?.name !== name || expected === undefined) return []
    if (call.args.length !== parameters.length) return []
    return [{ args: call.args.map(decodeWire), expected: decodeWire(expected) }]
  })
}

function constantsOf(
  { statement, examples }: Task,
  { name, parameters }: FunctionSignature,
): Constant[] {
  const own = new Set([name, ...parameters.map((parameter) => parameter.name)])
  const constants = new Map<string, Constant>()
  const add = (type: Constant['type'], value: unknown) =>
    constants.set(JSON.stringify([type, value]), { type, value })
  for (const value of [0, 1, 2, -1, 10]) add('n', value)
  for (const value of ['', ' ']) add('s', value)
  for (const [text] of statement.matchAll(/-?\d+(?:\.\d+)?/g))
    if (text.length <= 6) add('n', Number(text))
  for (const [, single, double, tick] of statement.matchAll(
    /'([^'\n]{1,12})'|"([^"\n]{1,12})"|`([^`\n]{1,12})`/g,
  )) {
    const text = (single ?? double ?? tick ?? '').replace(/^['"](.*)['"]$/, '$1')
    if (!own.has(text)) add('s', text)
  }
  for (const { expected } of examples)
    if (typeof expected === 'string' && expected.length <= 12) add('s', expected)
  add('b', true)
  add('b', false)
  return [...constants.values()].slice(0, maxConstants)
}

function writeModule(
  { signature }: Task,
  { result, copiesLists }: FunctionSignature,
  expression: string,
): string {
  const isCopied = copiesLists && (result === 'N' || result === 'S')
  return `${signature.trim()} {\n  return ${isCopied ? `[...${expression}]` : expression}\n}\n`
}
