// Asks a devnet faucet. Only the queen has one, so a worker's refusal sends us to its queen.
import { messageOf } from '@zooid/base'
import { CliError } from './command.ts'
import type { DataDir } from './data-dir.ts'
import { api, NodeProblemError, textField } from './node-api.ts'
import { readRunning } from './up-file.ts'

/** @throws CliError when no faucet in reach gives anything */
export async function drip(address: string, origin: string, data: DataDir): Promise<unknown> {
  const tried = new Set<string>()
  let failure: unknown
  for (const find of [
    async () => origin,
    async () => textField(await api(origin, '/info', { timeoutMs: 5000 }), 'queenUrl'),
    async () => readRunning(data.upFile)?.nodes.find((node) => node.role === 'queen')?.url ?? '',
  ]) {
    try {
      const node = await find()
      if (!node || tried.has(node)) continue
      tried.add(node)
      return await api(node, '/faucet', { body: { address }, timeoutMs: 60_000 })
    } catch (error) {
      failure ??= error
      // 404 and 405: this node has no faucet. Anything else is the faucet's own word.
      if (error instanceof NodeProblemError && error.status !== 404 && error.status !== 405)
        throw error
    }
  }
  throw new CliError('faucet.none', `no faucet for ${address}: ${messageOf(failure)}`, {
    hint: `faucets exist on devnets only, on the queen: zooid faucet ${address} --node <queen>`,
  })
}
