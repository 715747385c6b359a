// `zooid ps`: the nodes of this data folder, each asked how it is.
import { dataFlag, defineCommand, jsonFlag } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { api, field, textField } from '../node-api.ts'
import { green, note, print, printJson, red, table, yellow } from '../terminal.ts'
import { isAlive, readRunning, type UpNode } from '../up-file.ts'

export const command = defineCommand({
  about: 'Show running nodes and their health',
  examples: ['zooid ps', 'zooid ps --json', 'zooid ps --data /var/lib/zooid'],
  args: { data: dataFlag, json: jsonFlag },
  async run(args) {
    const data = dataDir(args.data)
    const running = readRunning(data.upFile)
    const nodes = await Promise.all((running?.nodes ?? []).map(inspect))
    if (args.json) {
      printJson({ running: running !== null, pid: running?.pid ?? null, nodes })
      return undefined
    }
    if (!running) {
      note(`nothing runs on ${data.root}; start a colony with "zooid up"`)
      return undefined
    }
    print(
      table(
        ['name', 'role', 'status', 'url', 'agent', 'wallet', 'pid'],
        nodes.map((node) => [
          node.name,
          node.role,
          (node.status === 'ready' ? green : node.status === 'starting' ? yellow : red)(
            node.status,
          ),
          node.url ?? '-',
          node.agentId || '-',
          node.address || '-',
          String(node.pid ?? '-'),
        ]),
      ),
    )
    return undefined
  },
})

type Seen = UpNode & {
  readonly status: 'ready' | 'not ready' | 'starting' | 'down'
  readonly address: string
  readonly agentId: string
}

async function inspect(node: UpNode): Promise<Seen> {
  const unknown = { ...node, address: '', agentId: '' }
  if (node.pid === null || !isAlive(node.pid)) return { ...unknown, status: 'down' }
  if (!node.url) return { ...unknown, status: 'starting' }
  const [info, ready] = await Promise.allSettled([
    api(node.url, '/info', { timeoutMs: 3000 }),
    api(node.url, '/readyz', { timeoutMs: 3000 }),
  ])
  if (info.status === 'rejected') return { ...unknown, status: 'down' }
  const identity = field(info.value, 'identity')
  return {
    ...node,
    address: textField(info.value, 'address') || textField(identity, 'address'),
    agentId: textField(info.value, 'agentId') || textField(identity, 'agentId'),
    status: ready.status === 'fulfilled' ? 'ready' : 'not ready',
  }
}
