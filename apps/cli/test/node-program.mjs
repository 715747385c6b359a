// Stands in for apps/node in tests of the supervisor: speaks the same environment and ready line, and
// misbehaves on request. What it is told to do comes from ZOOID_DATA/behaviour, read at each start.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

const env = process.env
const data = env.ZOOID_DATA
mkdirSync(data, { recursive: true })
appendFileSync(join(data, 'starts'), `${process.pid}\n`)
const behaviour = existsSync(join(data, 'behaviour'))
  ? readFileSync(join(data, 'behaviour'), 'utf8').trim()
  : ''
const say = (fields) => process.stdout.write(`${JSON.stringify({ time: Date.now(), ...fields })}\n`)

if (behaviour === 'refuse') {
  say({
    level: 60,
    code: 'node.key_mode',
    msg: 'wallet.key may be read by others',
    hint: 'chmod 600 it',
  })
  process.exit(1)
}
if (behaviour === 'slow') {
  const rpcUrl = `http://127.0.0.1:${env.ZOOID_DEVNET_PORT}`
  say({ level: 30, msg: 'listening', url: 'http://127.0.0.1:1' })
  say({ level: 30, msg: 'devnet is ready', rpcUrl })
  // Not ready before a worker has started.
  while (!existsSync(join(data, '..', 'worker-1', 'starts')))
    await new Promise((resolve) => setTimeout(resolve, 20))
}
const server = createServer((_, response) => response.end('{}'))
server.listen(Number(env.ZOOID_PORT), env.ZOOID_HOST, () => {
  const url = `http://127.0.0.1:${server.address().port}`
  say({
    level: 40,
    msg: 'a warning',
    queen: env.ZOOID_QUEEN_URL ?? null,
    rpc: env.ZOOID_RPC_URLS ?? null,
    settings: Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('ZOOID_'))),
  })
  say({
    level: 30,
    msg: 'ready',
    url,
    address: `0x${'0'.repeat(40)}`,
    agentId: '1',
    role: env.ZOOID_ROLE,
    name: env.ZOOID_NAME,
    dataDir: data,
    profile: env.ZOOID_PROFILE,
    chainId: 1,
    rpcUrl: `http://127.0.0.1:${env.ZOOID_DEVNET_PORT ?? 1}`,
    asset: { address: `0x${'0'.repeat(40)}`, symbol: 'ZUSD', decimals: 6 },
    balances: { native: '0', asset: '0' },
    startedInMs: 1,
  })
  if (behaviour === 'die') setTimeout(() => process.exit(3), 20)
})
process.on('SIGTERM', () => {
  if (behaviour !== 'deaf') {
    appendFileSync(join(data, '..', 'ended'), `${env.ZOOID_NAME}\n`)
    process.exit(0)
  }
})
