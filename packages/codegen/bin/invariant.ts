// npm run codegen:invariant -- [programs] [seed]: see test/invariant.ts.
import { productions } from '../src/language/grammar.ts'
import { measureInvariant } from '../test/invariant.ts'

const [programs = '10000', seed = '1'] = process.argv.slice(2)
const startedAt = performance.now()
const { faults, seen, ...figures } = await measureInvariant(Number(programs), Number(seed))
const unseen = productions.filter(({ name }) => !seen.has(name)).map(({ name }) => name)
for (const fault of faults.slice(0, 20)) console.log(`${fault}\n`)
console.log({
  ...figures,
  productions: `${seen.size} of ${productions.length}`,
  unseen,
  faults: faults.length,
  seconds: Math.round((performance.now() - startedAt) / 1000),
})
process.exitCode = faults.length === 0 ? 0 : 1
