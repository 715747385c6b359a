// `npm run bench:selfcheck [-- --only rot13,gcd --json --quick]`: proves that every problem is sound and
// prints a table. Exit code 1 when one is not. `--quick` leaves out mutants and twins.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  createCheckerPool,
  createProblemJudge,
  listProblemFolders,
  type Problem,
  readProblem,
} from '@zooid/judge'
import { readReferences } from '@zooid/judge/references'
import { createSandbox } from '@zooid/sandbox'
import { checkSoundness } from './soundness.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
})
const root = fileURLToPath(new URL('../problems', import.meta.url))
const wanted = values.only?.split(',')
const folders = listProblemFolders(root).filter(
  (folder) => !wanted || wanted.includes(folder.split('/')[1] ?? ''),
)
if (folders.length === 0) {
  console.error(`no problem called ${values.only ?? 'anything'} in benchmarks/problems`)
  process.exit(2)
}

const sandbox = createSandbox({ workers: 2 })
const judge = createProblemJudge({ sandbox })
const checker = createCheckerPool({ size: 1 })
const startedAt = performance.now()
let unsound = 0
try {
  for (const folder of folders) {
    let problem: Problem
    try {
      problem = readProblem(root, folder)
    } catch (error) {
      console.log(`NO  ${folder}\n      ${String(error)}`)
      unsound++
      continue
    }
    const found = await checkSoundness({ judge, checker }, problem, readReferences(root, problem))
    const mark = found.complaints.length === 0 ? 'ok' : 'NO'
    console.log(
      `${mark}  ${folder.padEnd(36)} ${found.examples} examples, ${found.tests} tests, ${found.wrong} wrong, ${found.testMs.toFixed(1)} ms`,
    )
    for (const complaint of found.complaints) console.log(`      ${complaint}`)
    if (found.complaints.length > 0) unsound++
  }
} finally {
  await judge.close()
  await checker.close()
  await sandbox.close()
}
console.log(
  `\n${folders.length - unsound} of ${folders.length} sound, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
)
process.exitCode = unsound > 0 ? 1 : 0
