// `zooid ls`: what a node sells.
import { fetchCatalogue, readCatalogue } from '../catalogue.ts'
import { dataFlag, defineCommand, jsonFlag, nodeFlag } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { nodeUrl } from '../node-api.ts'
import { clean, note, print, printJson, table } from '../terminal.ts'

export const command = defineCommand({
  about: "List a node's cartridges and prices",
  examples: ['zooid ls', 'zooid ls --node http://127.0.0.1:4021', 'zooid ls --json'],
  args: { node: nodeFlag, data: dataFlag, json: jsonFlag },
  async run(args) {
    const node = nodeUrl(args.node, dataDir(args.data))
    const answer = await fetchCatalogue(node)
    if (args.json) {
      printJson({ cartridges: answer, total: answer.length })
      return undefined
    }
    const entries = readCatalogue(answer)
    if (entries.length === 0) {
      note(`${node} sells nothing yet; try: zooid cartridge new hello && zooid publish hello`)
      return undefined
    }
    print(
      table(
        ['slug', 'price', 'version', 'what it does'],
        entries.map((entry) =>
          [entry.slug, entry.price, entry.version, entry.title || entry.description].map(clean),
        ),
      ),
    )
    return undefined
  },
})
