// Is the port free, and if not, who sits on it? Asked before anvil starts, so that the answer is an error
// one can act on instead of a process that ends at once.
import { createServer } from 'node:net'
import { messageOf, ZooidError } from '@zooid/base'
import { createAnvilRpc } from './anvil-rpc.ts'

/**
 * @param port 0 for any free one
 * @returns the port, free at this moment
 * @throws DevnetPortError when something listens there or the system refuses
 */
export async function claimPort(host: string, port: number): Promise<number> {
  const server = createServer()
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port, exclusive: true }, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  } catch (cause) {
    const inUse = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE'
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
    const chainId = inUse ? await createAnvilRpc(url, 500)('eth_chainId').catch(() => null) : null
    throw new DevnetPortError(
      host,
      port,
      inUse
        ? chainId === null
          ? 'something else listens there'
          : `another chain (id ${Number(chainId)}) runs there`
        : messageOf(cause),
    )
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

export class DevnetPortError extends ZooidError {
  override readonly name = 'DevnetPortError'
  constructor(host: string, port: number, reason = 'something else listens there') {
    super('devnet.port', `the devnet can not use ${host}:${port}: ${reason}`, {
      hint: 'choose another port, end the other program, or use its chain by setting the RPC URL',
    })
  }
}
