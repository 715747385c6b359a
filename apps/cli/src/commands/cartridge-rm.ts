// `zooid cartridge rm`: takes a cartridge off a node, with its stored values.
import { slugPattern } from '@zooid/base'
import { dataFlag, defineCommand, nodeFlag, UsageError } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { api, nodeUrl } from '../node-api.ts'
import { operatorToken, tokenFlag } from '../operator-token.ts'
import { print } from '../terminal.ts'

export const command = defineCommand({
  about: 'Take a cartridge off a node',
  examples: [
    'zooid cartridge rm hello --yes',
    'zooid cartridge rm hello --yes --node http://127.0.0.1:4021',
    'zooid cartridge rm hello --yes --token-file ~/operator.token',
  ],
  args: {
    slug: { type: 'positional', description: 'Which one', required: true },
    yes: { type: 'boolean', description: 'Really remove it and its stored values' },
    node: nodeFlag,
    'token-file': tokenFlag,
    data: dataFlag,
  },
  async run(args) {
    if (!slugPattern.test(args.slug)) throw new UsageError(`"${args.slug}" is not a slug`)
    if (!args.yes)
      throw new UsageError(
        `this removes ${args.slug} and everything it stored`,
        'repeat it with --yes',
      )
    const data = dataDir(args.data)
    const node = nodeUrl(args.node, data)
    await api(node, `/admin/cartridges/${args.slug}`, {
      method: 'DELETE',
      token: operatorToken(args['token-file'], node, data),
    })
    print(`removed ${args.slug} from ${node}`)
    return undefined
  },
})
