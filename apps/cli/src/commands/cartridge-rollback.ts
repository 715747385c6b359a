// `zooid cartridge rollback`: the version before becomes the active one again.
import { slugPattern } from '@zooid/base'
import { dataFlag, defineCommand, jsonFlag, nodeFlag, UsageError } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { api, nodeUrl } from '../node-api.ts'
import { operatorToken, tokenFlag } from '../operator-token.ts'
import { print, printJson } from '../terminal.ts'

export const command = defineCommand({
  about: "Bring a cartridge's previous version back",
  examples: [
    'zooid cartridge rollback hello',
    'zooid cartridge rollback hello --node http://127.0.0.1:4021',
    'zooid cartridge rollback hello --json',
  ],
  args: {
    slug: { type: 'positional', description: 'Which one', required: true },
    node: nodeFlag,
    'token-file': tokenFlag,
    data: dataFlag,
    json: jsonFlag,
  },
  async run(args) {
    if (!slugPattern.test(args.slug)) throw new UsageError(`"${args.slug}" is not a slug`)
    const data = dataDir(args.data)
    const node = nodeUrl(args.node, data)
    const answer = await api(node, `/admin/cartridges/${args.slug}/rollback`, {
      method: 'POST',
      token: operatorToken(args['token-file'], node, data),
    })
    if (args.json) printJson(answer)
    else print(`${args.slug} on ${node} is back to its previous version`)
    return undefined
  },
})
