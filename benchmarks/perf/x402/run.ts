// npm run bench:x402 -- [--quick] [--write] [--only <part of a case's name>]
// Zooid beside the official @x402/hono server: same machine, same chain, same kind of payments, in turn;
// then what the sandbox costs. --write appends the tables to benchmarks/results/x402.json; --quick checks
// that every request is answered as it should be, with little load (its times mean nothing, and what is
// only about time is left out). Exit status 1 when an answer was wrong.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { printTable, type Row, writeResult } from '../report.ts'
import { measureCartridgeCost } from './cartridge-cost.ts'
import { startBenchChain } from './chain.ts'
import { measureColdStart } from './cold-start.ts'
import { compareCases, runCase } from './compare.ts'
import { measureStart } from './start.ts'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
})
const size = options.quick
  ? {
      rounds: 1,
      seconds: 1,
      verifies: { zooid: 60, official: 20 },
      settles: { zooid: 60, official: 20 },
      cartridge: { rounds: 1, payments: 40 },
      coldStarts: 0,
      starts: 0,
    }
  : {
      rounds: 5,
      seconds: 4,
      verifies: { zooid: 6000, official: 600 },
      settles: { zooid: 2000, official: 200 },
      cartridge: { rounds: 10, payments: 200 },
      coldStarts: 15,
      starts: 3,
    }
const isWanted = (name: string) => name.includes(options.only)

// The sandbox runs its built worker, and a start must not be timed with a build.
execFileSync(process.execPath, [
  fileURLToPath(new URL('../../../.config/build.mjs', import.meta.url)),
])

const tables: Row[][] = []
const show = (rows: readonly Row[]) => {
  if (rows.length === 0) return
  tables.push([...rows])
  printTable(rows)
  console.log()
}
let failed = 0
const chain = await startBenchChain()
try {
  const compared: Row[] = []
  for (const one of compareCases(chain, size).filter(({ name }) => isWanted(name))) {
    const result = await runCase(one, chain, size.rounds)
    compared.push(result.row)
    failed += result.failed
  }
  show(compared)
  if (isWanted('cartridge')) {
    const cost = await measureCartridgeCost(chain, size.cartridge)
    show(cost.rows)
    failed += cost.failed
  }
} finally {
  await chain.close()
}
if (!options.quick && isWanted('cold')) show([await measureColdStart(size.coldStarts)])
if (!options.quick && isWanted('start')) show([await measureStart(size.starts)])

if (options.write) writeResult('x402', tables.flat())
console.log(
  failed === 0
    ? 'every request was answered as expected'
    : `${failed} requests were not answered as expected`,
)
process.exit(failed === 0 ? 0 : 1)
