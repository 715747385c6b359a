// `npm run bench:splits`: gives every problem that has none a split and writes splits.json. `--afresh`
// forgets the earlier assignment: only for a set of problems that nobody has learnt from yet.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { assignSplits, readProblems, readSplits, splitNames, tiers } from '@zooid/judge'
import { printTable } from '../perf/report.ts'

const { values } = parseArgs({ options: { afresh: { type: 'boolean', default: false } } })
const root = fileURLToPath(new URL('../problems', import.meta.url))
const problems = readProblems(root)
const splits = assignSplits(problems, values.afresh ? {} : readSplits(root))
writeFileSync(`${root}/splits.json`, `${JSON.stringify(splits, null, 2)}\n`)

printTable(
  tiers.map((tier) => {
    const slugs = problems.filter((problem) => problem.tier === tier).map(({ slug }) => slug)
    const count = (split: string) => slugs.filter((slug) => splits[slug] === split).length
    return {
      tier: `T${tier}`,
      problems: slugs.length,
      ...Object.fromEntries(splitNames.map((split) => [split, count(split)])),
    }
  }),
)
