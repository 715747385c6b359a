// `npm run bench:kernel`: every kernel benchmark on this Node and then on Node 24, each in a process of its
// own, because V8 flags and compiled code belong to a process. `--only=gemm` (step, elementwise) takes one of
// them; other arguments are handed on. Node 24 comes from npm's cache through npx and is left out, with a
// word, when it cannot be had.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const tsx = fileURLToPath(new URL('../../../node_modules/tsx/dist/cli.mjs', import.meta.url))
const node24 = 'node@24.18.1'
const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice(7)
const programs = ['gemm', 'step', 'elementwise']
  .filter((name) => only === undefined || name === only)
  .map((name) => fileURLToPath(new URL(`${name}.ts`, import.meta.url)))

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0
}

const handedOn = process.argv.slice(2).filter((arg) => !arg.startsWith('--only='))
let failed = false
for (const program of programs) {
  failed = !run(process.execPath, [tsx, program, ...handedOn]) || failed
}
if (Number.parseInt(process.versions.node, 10) < 24) {
  if (run('npx', ['-y', node24, '--version'])) {
    for (const program of programs) {
      failed = !run('npx', ['-y', node24, tsx, program, ...handedOn]) || failed
    }
  } else {
    console.error(`${node24} is not to be had here: the revectorised figures are missing`)
  }
}
process.exitCode = failed ? 1 : 0
