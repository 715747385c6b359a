// `zooid faucet`: devnet gas and test dollars for an address.
import { isAddress } from '@zooid/base'
import { dataFlag, defineCommand, jsonFlag, nodeFlag, UsageError } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { drip } from '../faucet.ts'
import { nodeUrl } from '../node-api.ts'
import { print, printJson } from '../terminal.ts'

export const command = defineCommand({
  about: 'Give an address devnet gas and test dollars',
  examples: [
    'zooid faucet 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'zooid faucet 0x7099… --node http://127.0.0.1:4020',
    'zooid faucet 0x7099… --json',
  ],
  args: {
    address: { type: 'positional', description: 'Who gets it', required: true },
    node: nodeFlag,
    data: dataFlag,
    json: jsonFlag,
  },
  async run(args) {
    if (!isAddress(args.address))
      throw new UsageError(`"${args.address}" is not an address`, '0x and 40 hex digits')
    const data = dataDir(args.data)
    const answer = await drip(args.address, nodeUrl(args.node, data), data)
    if (args.json) printJson(answer)
    else print(`funded ${args.address}`)
    return undefined
  },
})
