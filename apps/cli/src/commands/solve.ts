// `zooid solve`: writes a TypeScript function from examples of its calls. What it prints passes every
// example given; whether it is what was meant, only more examples can tell.
import { readFileSync, statSync } from 'node:fs'
import { messageOf } from '@zooid/base'
import { maxRequestBytes, parseSolveRequest, type Solved, solve } from '@zooid/codegen'
import { createProblemJudge } from '@zooid/judge'
import { createSandbox } from '@zooid/sandbox'
import { findGuide } from '../codegen-tools.ts'
import { CliError, defineCommand, exitCodes, jsonFlag, UsageError } from '../command.ts'
import { dim, note, print, printJson } from '../terminal.ts'

/** Examples from which on a program is called a solution. */
const enoughExamples = 10

export const command = defineCommand({
  about: 'Write a TypeScript function from examples of its calls',
  examples: [
    'zooid solve task.json',
    `zooid solve --examples '[{"args":[[1,2]],"output":3},{"args":[[]],"output":0}]'`,
    `zooid solve --signature 'half(x: number): number' --examples '[{"args":[4],"output":2},{"args":[9],"output":4}]' --json`,
  ],
  args: {
    file: {
      type: 'positional',
      required: false,
      description: 'JSON: signature, statement, starter (all optional), examples',
    },
    examples: {
      type: 'string',
      description: 'JSON array of { args, output }, instead of a file',
      valueHint: 'json',
    },
    signature: {
      type: 'string',
      description: 'With --examples: name, parameters and result type',
      valueHint: 'text',
    },
    seconds: { type: 'string', default: '10', description: 'Time to search', valueHint: 'n' },
    candidates: {
      type: 'string',
      default: '5000000',
      description: 'Programs and expressions to try at most',
      valueHint: 'n',
    },
    weights: {
      type: 'string',
      description: 'Folder of trained weights, or none (default: those that came along)',
      valueHint: 'dir',
    },
    json: jsonFlag,
  },
  async run(args) {
    const task = parseSolveRequest(readRequest(args))
    const budget = {
      seconds: parseAmount('--seconds', args.seconds, 3600),
      candidates: parseAmount('--candidates', args.candidates, 1e9),
    }
    const guide = await findGuide(args.weights)
    const sandbox = createSandbox({ workers: 1 })
    const judge = createProblemJudge({ sandbox })
    try {
      const solved = await solve(task, { sandbox, judge, ...(guide ? { guide } : {}) }, budget)
      const [best] = solved.proposals
      const isSure = new Set(task.examples.map(({ source }) => source)).size >= enoughExamples
      if (args.json)
        printJson({
          solved: best !== undefined,
          lane: best?.lane ?? null,
          candidates: best?.candidates ?? solved.candidates,
          seconds: best?.seconds ?? solved.seconds,
          confidence: best === undefined ? null : isSure ? 'solution' : 'guess',
          model: guide?.manifest.modelHash ?? null,
          source: best?.source ?? null,
        })
      else report(solved, isSure, task.examples.length, guide !== null)
      return best ? exitCodes.ok : exitCodes.failed
    } finally {
      await judge.close()
      await sandbox.close()
      await guide?.close()
    }
  },
})

const lanes = {
  repair: 'repair of the starter',
  beam: 'the model alone, by beam',
  rules: "enumeration by the model's weights",
  prior: "enumeration by the table's weights",
} as const

function report(
  { proposals, candidates, seconds }: Solved,
  isSure: boolean,
  examples: number,
  hasModel: boolean,
): void {
  const [best] = proposals
  if (!best) {
    print(
      `no program found in ${candidates} candidates and ${seconds.toFixed(1)} s${hasModel ? '' : ', without a model'}`,
    )
    return
  }
  print(best.source.trimEnd())
  print('')
  print(
    dim(`${lanes[best.lane]}: candidate ${best.candidates}, after ${best.seconds.toFixed(2)} s`),
  )
  if (!isSure)
    note(`it passes ${examples} examples, which may be chance: give ${enoughExamples} or more`)
}

function readRequest(args: {
  readonly file?: string | undefined
  readonly examples?: string | undefined
  readonly signature?: string | undefined
}): string {
  const { file, examples, signature } = args
  if ((file === undefined) === (examples === undefined))
    throw new UsageError('name a file or give --examples, one of them')
  if (examples !== undefined) {
    if (signature === undefined) return examples
    // The examples stay text: what is wrong with them is the reader's to say.
    return `{"signature":${JSON.stringify(signature)},"examples":${examples}}`
  }
  const path = file ?? ''
  try {
    const { size } = statSync(path)
    // Read no more than it takes to be refused.
    return size > maxRequestBytes ? ' '.repeat(maxRequestBytes + 1) : readFileSync(path, 'utf8')
  } catch (cause) {
    throw new CliError('solve.file', `${path} cannot be read: ${messageOf(cause)}`, { cause })
  }
}

function parseAmount(flag: string, text: string, max: number): number {
  const amount = Number(text)
  if (!/^\d+(?:\.\d+)?$/.test(text) || !(amount > 0) || amount > max)
    throw new UsageError(`${flag} ${text}: write a number above 0, at most ${max}`)
  return amount
}
