// `zooid reset`: deletes a data folder. Wallet keys are in it, so it looks first, shows what would go and
// asks for --yes.
import { rmSync } from 'node:fs'
import { CliError, dataFlag, defineCommand, exitCodes, jsonFlag, UsageError } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { findHolder } from '../holder.ts'
import { planReset } from '../reset-plan.ts'
import { note, print, printJson } from '../terminal.ts'
import { readRunning } from '../up-file.ts'

export const command = defineCommand({
  about: 'Delete a data folder: keys, ledgers, chain',
  examples: ['zooid reset', 'zooid reset --yes', 'zooid reset --yes --data /tmp/try'],
  args: {
    yes: { type: 'boolean', description: 'Really delete' },
    data: dataFlag,
    json: jsonFlag,
  },
  async run(args) {
    const { root, upFile } = dataDir(args.data)
    const plan = planReset(root)
    if (!plan) {
      note(`${root} does not exist; nothing to delete`)
      if (args.json) printJson({ root, deleted: false, entries: [] })
      return undefined
    }
    const running = readRunning(upFile)
    if (running) throw new InUseError(root, running.pid, 'zooid stop')
    for (const folder of plan.nodeFolders) {
      const holder = await findHolder(folder)
      if (holder !== null) throw new InUseError(folder, holder, `kill ${holder}`)
    }
    if (!args.yes) {
      if (args.json) {
        printJson({ root, deleted: false, entries: plan.entries })
        return exitCodes.usage
      }
      for (const name of plan.entries) print(`${root}/${name}`)
      throw new UsageError(
        'this deletes all of the above, with wallet keys and ledgers',
        'repeat it with --yes',
      )
    }
    rmSync(root, { recursive: true, force: true })
    if (args.json) printJson({ root, deleted: true, entries: plan.entries })
    else print(`deleted ${root}`)
    return undefined
  },
})

export class InUseError extends CliError {
  override readonly name = 'InUseError'
  constructor(folder: string, pid: number, stop: string) {
    super('reset.running', `${folder} is in use (process ${pid})`, {
      hint: `stop it first: ${stop}`,
    })
  }
}
