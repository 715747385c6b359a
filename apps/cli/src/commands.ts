// The list of commands. Modules load only when called, so `zooid --help` stays instant.
import type { Command } from './command.ts'

export type CommandEntry = {
  /** One word, or two for a group such as `cartridge new`. */
  readonly name: string
  readonly about: string
  // biome-ignore lint/suspicious/noExplicitAny: each command has its own flag types; main.ts treats them alike
  readonly load: () => Promise<{ readonly command: Command<any> }>
}

export const commands: readonly CommandEntry[] = [
  {
    name: 'up',
    about: 'Start a colony: devnet, queen and workers',
    load: () => import('./commands/up.ts'),
  },
  {
    name: 'stop',
    about: 'Stop the running colony',
    load: () => import('./commands/stop.ts'),
  },
  {
    name: 'ps',
    about: 'Show running nodes and their health',
    load: () => import('./commands/ps.ts'),
  },
  {
    name: 'logs',
    about: 'Read or follow logs and events',
    load: () => import('./commands/logs.ts'),
  },
  {
    name: 'ls',
    about: "List a node's cartridges and prices",
    load: () => import('./commands/ls.ts'),
  },
  {
    name: 'call',
    about: 'Pay for one call and print the result',
    load: () => import('./commands/call.ts'),
  },
  {
    name: 'publish',
    about: 'Put a cartridge folder on a node',
    load: () => import('./commands/publish.ts'),
  },
  {
    name: 'cartridge new',
    about: 'Write a new cartridge that passes its test',
    load: () => import('./commands/cartridge-new.ts'),
  },
  {
    name: 'cartridge rm',
    about: 'Take a cartridge off a node',
    load: () => import('./commands/cartridge-rm.ts'),
  },
  {
    name: 'cartridge rollback',
    about: "Bring a cartridge's previous version back",
    load: () => import('./commands/cartridge-rollback.ts'),
  },
  {
    name: 'solve',
    about: 'Write a TypeScript function from examples of its calls',
    load: () => import('./commands/solve.ts'),
  },
  {
    name: 'train',
    about: 'Train a model on a folder of text',
    load: () => import('./commands/train.ts'),
  },
  {
    name: 'codegen train',
    about: 'Train the model that writes programs',
    load: () => import('./commands/codegen-train.ts'),
  },
  {
    name: 'model inspect',
    about: 'Show what a model folder holds',
    load: () => import('./commands/model-inspect.ts'),
  },
  {
    name: 'model grow',
    about: 'Grow a model to the next size without forgetting',
    load: () => import('./commands/model-grow.ts'),
  },
  {
    name: 'model diff',
    about: 'Compare two model folders',
    load: () => import('./commands/model-diff.ts'),
  },
  {
    name: 'model export',
    about: 'Write the weights as one safetensors file',
    load: () => import('./commands/model-export.ts'),
  },
  {
    name: 'faucet',
    about: 'Give an address devnet gas and test dollars',
    load: () => import('./commands/faucet.ts'),
  },
  {
    name: 'describe',
    about: 'Explain the language of genomes, or one op of it',
    load: () => import('./commands/describe.ts'),
  },
  {
    name: 'bench',
    about: 'Measure a solver on the benchmark problems',
    load: () => import('./commands/bench.ts'),
  },
  {
    name: 'doctor',
    about: 'Check this machine and this data folder',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'reset',
    about: 'Delete a data folder: keys, ledgers, chain',
    load: () => import('./commands/reset.ts'),
  },
  {
    name: 'version',
    about: 'Print versions',
    load: () => import('./commands/version.ts'),
  },
]
