// `zooid stop`: ends a colony that runs in another terminal, the way Ctrl-C would.
import { CliError, dataFlag, defineCommand } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { note } from '../terminal.ts'
import { isAlive, readRunning } from '../up-file.ts'

const patienceMs = 12_000

export const command = defineCommand({
  about: 'Stop the running colony',
  examples: ['zooid stop', 'zooid stop --data /var/lib/zooid', 'zooid stop && zooid up'],
  args: { data: dataFlag },
  async run(args) {
    const data = dataDir(args.data)
    const running = readRunning(data.upFile)
    if (!running) {
      note(`nothing runs on ${data.root}`)
      return undefined
    }
    process.kill(running.pid, 'SIGTERM')
    const giveUpAt = Date.now() + patienceMs
    while (isAlive(running.pid)) {
      if (Date.now() > giveUpAt)
        throw new CliError('stop.timeout', `process ${running.pid} did not end`, {
          hint: `kill -9 ${running.pid}, then "zooid up" cleans up after it`,
        })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    note('stopped')
    return undefined
  },
})
