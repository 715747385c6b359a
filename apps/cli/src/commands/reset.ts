// `zooid reset`: deletes a data folder. Wallet keys are in it, so it asks for --yes and looks first.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CliError, dataFlag, defineCommand, UsageError } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { note, print } from '../terminal.ts'
import { readRunning } from '../up-file.ts'

export const command = defineCommand({
  about: 'Delete a data folder: keys, ledgers, chain',
  examples: ['zooid reset', 'zooid reset --yes', 'zooid reset --yes --data /tmp/try'],
  args: {
    yes: { type: 'boolean', description: 'Really delete' },
    data: dataFlag,
  },
  async run(args) {
    const { root, upFile } = dataDir(args.data)
    if (!existsSync(root)) {
      note(`${root} does not exist; nothing to delete`)
      return undefined
    }
    const running = readRunning(upFile)
    if (running)
      throw new CliError('reset.running', `a colony runs on ${root} (process ${running.pid})`, {
        hint: 'stop it first: zooid stop',
      })
    const ours = readdirSync(root).filter((name) => isOurs(root, name))
    const others = readdirSync(root).filter((name) => !ours.includes(name))
    if (ours.length === 0)
      throw new CliError('reset.not_ours', `${root} does not look like a zooid data folder`, {
        hint: 'check --data; nothing was deleted',
      })
    if (!args.yes)
      throw new UsageError(
        `this deletes ${ours.join(', ')} in ${root}, with wallet keys and ledgers`,
        'repeat it with --yes',
      )
    for (const name of ours) rmSync(join(root, name), { recursive: true, force: true })
    if (others.length === 0) rmSync(root, { recursive: true, force: true })
    print(`deleted ${root}${others.length ? `, except ${others.join(', ')}` : ''}`)
    return undefined
  },
})

/** Files the CLI writes, and folders with a node's keys or chain in them: nothing else is touched. */
function isOurs(root: string, name: string): boolean {
  if (['up.json', 'up.json.tmp', 'wallet.key', 'logs', 'devnet'].includes(name)) return true
  return ['keys', 'ledger.db', 'node.db', 'devnet', 'chain'].some((inside) =>
    existsSync(join(root, name, inside)),
  )
}
