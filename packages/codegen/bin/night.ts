// npm run codegen:night -- [--seed 1] [--tasks 1000] [--gate-tasks 300] [--candidates 10000] [--seconds 0.2] [--draws 160000]
//   [--out folder] [--exclusion file]: one night; its page, figures and accepted prior go to benchmarks/results.
// The exclusion list is what benchmarks/codegen/exclusion/run.ts writes; dev and sealed are excluded without it.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createProblemJudge, readProblems, readSplits, sha256 } from '@zooid/judge'
import { createSandbox } from '@zooid/sandbox'
import { runNight } from '../src/night/night.ts'
import { readNightProblems } from '../src/night/problems.ts'
import { type NightRun, nightPage } from '../src/night/report.ts'
import { parseForbidden } from '../src/tasks/exclusion.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    tasks: { type: 'string', default: '1000' },
    'gate-tasks': { type: 'string', default: '300' },
    candidates: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '0.2' },
    draws: { type: 'string', default: '160000' },
    out: { type: 'string', default: join(root, 'benchmarks/results') },
    exclusion: { type: 'string' },
  },
})
const out = resolve(values.out)
mkdirSync(out, { recursive: true })
const numberOf = (name: string, text: string) => {
  const number = Number(text)
  if (!(number > 0)) throw new RangeError(`--${name} has to be a number above 0, not ${text}`)
  return number
}

const startedAt = performance.now()
const seconds = () => Math.round((performance.now() - startedAt) / 1000)
const sandbox = createSandbox({ workers: 1 })
const judge = createProblemJudge({ sandbox })
try {
  const folder = join(root, 'benchmarks/problems')
  const problems = await readNightProblems(readProblems(folder), readSplits(folder), judge)
  const exclusion = values.exclusion ? readFileSync(values.exclusion, 'utf8') : null
  const forbidden = exclusion ? parseForbidden(exclusion) : []
  const report = await runNight(problems, forbidden, {
    seed: Number(values.seed),
    candidates: numberOf('candidates', values.candidates),
    seconds: numberOf('seconds', values.seconds),
    draws: numberOf('draws', values.draws),
    wakeTasks: numberOf('tasks', values.tasks),
    gateTasks: numberOf('gate-tasks', values['gate-tasks']),
    alpha: 0.05,
    priorPath: join(out, 'night-prior.json'),
    onStep: (text) => console.log(`${seconds()} s: ${text}`),
  })
  const run: NightRun = {
    at: new Date().toISOString(),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    node: process.version,
    cpu: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    minutes: Math.round(seconds() / 6) / 10,
    exclusion: exclusion && sha256(exclusion),
    ...report,
  }
  const path = join(out, 'night.json')
  const runs = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown[]) : []
  writeFileSync(path, `${JSON.stringify([...runs, run], null, 2)}\n`)
  writeFileSync(join(out, 'night.md'), nightPage(run))
  console.log(nightPage(run))
} finally {
  await judge.close()
  await sandbox.close()
}
