// Third-party clients, unmodified, against real nodes of ours. Called by .ci/run after `npm ci` here.
// Prints a line per client; exits 1 when one fails.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const main = join(here, '../../apps/node/dist/main.js')
// Accounts 1 and 2 of the public devnet mnemonic; each is rich on a devnet of ours and nowhere else.
const keys = [
  '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d',
  '0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a',
]
const running = []

/** Start `main.js` with this environment and give the fields of its ready line. */
async function start(command, env) {
  const dataDir = mkdtempSync(join(tmpdir(), 'zooid-interop-'))
  const child = spawn(process.execPath, [main, ...command], {
    env: {
      PATH: process.env.PATH,
      ZOOID_DATA: dataDir,
      ZOOID_PORT: '0',
      ZOOID_DEVNET_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push({ child, dataDir })
  for await (const line of createInterface(child.stdout)) {
    const entry = JSON.parse(line)
    if (entry.level >= 60) throw new Error(line)
    if (entry.msg !== 'ready') continue
    child.stdout.resume()
    return entry
  }
  throw new Error('the node ended before it was ready')
}

async function runClient(name, script, env) {
  const child = spawn(process.execPath, [join(here, script)], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 90_000,
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const [code] = await once(child, 'exit')
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  ${output.trim().slice(0, 300)}`)
  return code === 0
}

async function stopAll() {
  for (const { child, dataDir } of running) {
    const gone = child.exitCode === null ? once(child, 'exit') : null
    child.kill('SIGTERM')
    await gone
    rmSync(dataDir, { recursive: true, force: true })
  }
}

try {
  const results = []
  const chain = await start(['chain'], {})
  results.push(
    await runClient(
      'agent0-sdk 1.7.1: ERC-8004 register, load, rate, summarise',
      'registries.mjs',
      {
        RPC_URL: chain.rpcUrl,
        CHAIN_ID: '31337',
        IDENTITY: '0x8004A818BFB912233c491871b3d84c89A494BD9e',
        REPUTATION: '0x8004B663056A597Dffe9eCcC1965A193B7388713',
        OWNER_KEY: keys[0],
        CLIENT_KEY: keys[1],
      },
    ),
  )
  const node = await start([], { ZOOID_PROFILE: 'shadow-base-sepolia' })
  results.push(
    await runClient('x402-fetch 1.2.0 (v1): pay and call', 'v1-client.mjs', {
      URL: `${node.url}/c/text-stats`,
      KEY: keys[0],
      RPC_URL: node.rpcUrl,
    }),
  )
  process.exitCode = results.every(Boolean) ? 0 : 1
} finally {
  await stopAll()
}
