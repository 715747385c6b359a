// `zooid doctor`: what usually goes wrong, checked, each with its fix. It changes nothing.
import { dataFlag, defineCommand, exitCodes, jsonFlag } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { checkMachine } from '../doctor-checks.ts'
import { clean, dim, green, print, printJson, red, table, yellow } from '../terminal.ts'

export const command = defineCommand({
  about: 'Check this machine and this data folder',
  examples: [
    'zooid doctor',
    'zooid doctor --json',
    'zooid doctor --data /var/lib/zooid --port 5000',
  ],
  args: {
    port: {
      type: 'string',
      description: "Queen's port to check, with the two after it",
      default: '4020',
      valueHint: 'port',
    },
    data: dataFlag,
    json: jsonFlag,
  },
  async run(args) {
    const findings = await checkMachine(dataDir(args.data), Number(args.port) || 4020)
    const hasFailed = findings.some((finding) => finding.status === 'fail')
    if (args.json) printJson({ ok: !hasFailed, findings })
    else {
      const mark = { ok: green('ok'), warn: yellow('warn'), fail: red('fail') }
      print(
        table(
          ['', 'check', 'found'],
          findings.map(({ status, check, found }) => [mark[status], check, clean(found)]),
        ),
      )
      for (const { status, check, fix } of findings)
        if (status !== 'ok' && fix) print(`${mark[status]} ${check}: ${dim(fix)}`)
    }
    return hasFailed ? exitCodes.failed : exitCodes.ok
  },
})
