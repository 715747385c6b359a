// `zooid version`
import { defineCommand, jsonFlag } from '../command.ts'
import { print, printJson } from '../terminal.ts'
import { version } from '../version.ts'

export const command = defineCommand({
  about: 'Print versions',
  examples: ['zooid version', 'zooid version --json', 'zooid --version'],
  args: { json: jsonFlag },
  async run(args) {
    const found = {
      zooid: version,
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
    }
    if (args.json) printJson(found)
    else print(`zooid ${found.zooid}, Node ${found.node}, ${found.platform}`)
    return undefined
  },
})
