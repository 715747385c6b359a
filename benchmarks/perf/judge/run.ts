// `npm run bench:judge [-- --write --quick]`: how long a warm verdict takes, one source at a time and 64 at
// once, beside the TypeScript 6 LanguageService with node:vm in the same run; and a whole split. Every
// source is new to both sides, so no cache answers.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  createProblemJudge,
  listProblemFolders,
  type Problem,
  parseProblem,
  readProblem,
} from '@zooid/judge'
import { readReferences } from '@zooid/judge/references'
import { createSandbox } from '@zooid/sandbox'
import { median, printTable, type Row, writeResult } from '../report.ts'
import { createUsualJudge } from './usual.ts'

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
})
const rounds = values.quick ? 10 : 60

/** A problem of tier 1 with exactly thirty tests: three examples and 27 checks. */
const problem: Problem = parseProblem({
  folder: 't1/rot13',
  json: JSON.stringify({
    slug: 'rot13',
    title: 'Rotate by 13',
    tier: 1,
    tags: [],
    statement: 'Replace every letter by the one 13 places after it.',
    signature: 'export function rot13(text: string): string',
  }),
  tests: `
    example(() => solution.rot13('Hello'), 'Uryyb')
    example(() => solution.rot13(''), '')
    example(() => solution.rot13('a-z'), 'n-m')
    const slow = (text: string) => [...text].map((char) => {
      const at = 'abcdefghijklmnopqrstuvwxyz'.indexOf(char)
      return at < 0 ? char : 'nopqrstuvwxyzabcdefghijklm'[at]
    }).join('')
    for (let length = 0; length < 27; length++)
      check('texts of ' + length, (random) => {
        const text = random.text(length, length, 'abcxyz .')
        equal(solution.rot13(text), slow(text))
      }, 1)`,
  starter: null,
})
let fresh = 0
const nextSource = () => `export function rot13(text: string): string {
  const attempt = ${++fresh}
  return text.replace(/[a-z]/gi, (char) => {
    const code = char.charCodeAt(0)
    const base = code < 97 ? 65 : 97
    return String.fromCharCode(((code - base + 13 + (attempt - ${fresh})) % 26) + base)
  })
}
`

const root = fileURLToPath(new URL('../../problems', import.meta.url))
/** Those with a reference; one that somebody is still writing is left out. */
const problems = listProblemFolders(root).flatMap((folder) => {
  try {
    const each = readProblem(root, folder)
    return readReferences(root, each).solution === null ? [] : [each]
  } catch (error) {
    console.error(String(error))
    return []
  }
})

const sandbox = createSandbox({ workers: 2 })
const judge = createProblemJudge({ sandbox })
const usual = createUsualJudge(problem)
const rows: Row[] = []
try {
  for (let i = 0; i < 10; i++) {
    await mustPass(nextSource())
    if (!usual(nextSource())) throw new Error('the usual way fails a right solution')
  }
  await batch()

  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await timed(() => mustPass(nextSource())))
    theirs.push(await timed(async () => usual(nextSource())))
  }
  rows.push(row('one verdict, 30 tests, warm', ours, theirs))
  rows.push(await realProblems())

  const oursOf64: number[] = []
  const theirsOf64: number[] = []
  for (let round = 0; round < Math.ceil(rounds / 12); round++) {
    oursOf64.push(await timed(batch))
    theirsOf64.push(
      await timed(async () => {
        for (let i = 0; i < 64; i++) usual(nextSource())
      }),
    )
  }
  rows.push(row('64 candidates of one problem', oursOf64, theirsOf64))

  const wholeMs = await timed(async () => {
    for (const each of problems) {
      const { solution } = readReferences(root, each)
      const verdict = await judge.judge(each, solution ?? '')
      if (verdict.kind !== 'pass')
        console.error(`${each.slug}: ${verdict.kind}; see bench:selfcheck`)
    }
  })
  rows.push({
    case: `every problem once with its reference (${problems.length})`,
    'p50 ms': Math.round(wholeMs),
    'p90 ms': '',
    'ts6 + vm p50 ms': '',
    ratio: '',
  })
} finally {
  await judge.close()
  await sandbox.close()
}
printTable(rows)
if (values.write) writeResult('judge', rows)

/** Every third problem of tier 1, each judged until it is warm on both sides, then once. */
async function realProblems(): Promise<Row> {
  const ours: number[] = []
  const theirs: number[] = []
  for (const each of problems.filter(({ tier }) => tier === 1).filter((_, i) => i % 3 === 0)) {
    const { solution } = readReferences(root, each)
    const usualOf = createUsualJudge(each)
    const source = () => `${solution}\n// ${++fresh}\n`
    for (const isWarm of [false, false, true]) {
      const ms = await timed(() => judge.judge(each, source()))
      const usualMs = await timed(async () => usualOf(source()))
      if (!isWarm) continue
      ours.push(ms)
      theirs.push(usualMs)
    }
  }
  return row(`one verdict on a real problem of tier 1 (${ours.length})`, ours, theirs)
}

async function mustPass(source: string): Promise<void> {
  const verdict = await judge.judge(problem, source)
  if (verdict.kind !== 'pass') throw new Error(`a right solution got ${JSON.stringify(verdict)}`)
  if (verdict.tests.total !== 30) throw new Error(`${verdict.tests.total} tests, not 30`)
}

async function batch(): Promise<void> {
  const verdicts = await judge.judgeAll(problem, Array.from({ length: 64 }, nextSource))
  if (!verdicts.every(({ kind }) => kind === 'pass')) throw new Error('a right solution failed')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

function row(name: string, ours: readonly number[], theirs: readonly number[]): Row {
  const p90 = ours.toSorted((a, b) => a - b)[Math.floor(ours.length * 0.9)] ?? Number.NaN
  return {
    case: name,
    'p50 ms': median(ours).toFixed(2),
    'p90 ms': p90.toFixed(2),
    'ts6 + vm p50 ms': median(theirs).toFixed(2),
    ratio: (median(theirs) / median(ours)).toFixed(1),
  }
}
