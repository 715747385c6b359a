// Row 44 of the table of hostile inputs: key files that others could have read or placed stop the node
// before it listens to anybody, with the line that fixes it; and no output of a running node holds a secret.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { localSigner } from '@zooid/x402'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  buyer,
  devKey,
  publish,
  removeFolder,
  runNode,
  type SpawnedNode,
  signPayment,
  spawnNode,
  tempDir,
} from '../harness.ts'
import { emptyShelf, stockMoneyShelf } from '../money-shelf.ts'

const key = `0x${'8f'.repeat(32)}`
const address = '0x1a3c2F8d9E6c1d2cE1Bf1FBd5e1dc8Fb8D9Aa7e0'

type Files = { readonly keys: string; readonly wallet: string; readonly token: string }
type Row = readonly [row: string, damage: (files: Files) => void, code: string, fix: RegExp]

const rows: readonly Row[] = [
  [
    'wallet with mode 0644',
    ({ wallet }) => chmodSync(wallet, 0o644),
    'chain.wallet_file',
    /^chmod 600 /,
  ],
  [
    'wallet with mode 0640',
    ({ wallet }) => chmodSync(wallet, 0o640),
    'chain.wallet_file',
    /^chmod 600 /,
  ],
  [
    'truncated wallet',
    ({ wallet }) => truncateSync(wallet, 60),
    'chain.wallet_file',
    /restore a backup/,
  ],
  [
    'empty wallet',
    ({ wallet }) => truncateSync(wallet, 0),
    'chain.wallet_file',
    /restore a backup/,
  ],
  [
    'wallet whose address is another one',
    ({ wallet }) => rewrite(wallet, JSON.stringify({ address, privateKey: key })),
    'chain.wallet_file',
    /restore a backup/,
  ],
  [
    'wallet with a zero key',
    ({ wallet }) => rewrite(wallet, JSON.stringify({ address, privateKey: `0x${'0'.repeat(64)}` })),
    'chain.wallet_file',
    /restore a backup/,
  ],
  [
    'wallet that is a symlink',
    ({ keys, wallet }) => {
      renameSync(wallet, join(keys, 'elsewhere.json'))
      symlinkSync(join(keys, 'elsewhere.json'), wallet)
    },
    'chain.wallet_file',
    /^rm /,
  ],
  [
    'wallet that is a folder',
    ({ wallet }) => {
      rmSync(wallet)
      mkdirSync(wallet)
    },
    'chain.wallet_file',
    /^ls -l /,
  ],
  [
    'wallet that is a pipe',
    ({ wallet }) => {
      rmSync(wallet)
      spawnSync('mkfifo', ['-m', '600', wallet])
    },
    'chain.wallet_file',
    /^ls -l /,
  ],
  [
    'wallet of 1 MB',
    ({ wallet }) => rewrite(wallet, ' '.repeat(1e6)),
    'chain.wallet_file',
    /restore a backup/,
  ],
  [
    'key folder with mode 0755',
    ({ keys }) => chmodSync(keys, 0o755),
    'chain.wallet_file',
    /^chmod 700 /,
  ],
  [
    'key folder that is a symlink',
    ({ keys }) => {
      renameSync(keys, `${keys}-elsewhere`)
      symlinkSync(`${keys}-elsewhere`, keys)
    },
    'chain.wallet_file',
    /^ls -ld /,
  ],
  [
    'operator token with mode 0644',
    ({ token }) => chmodSync(token, 0o644),
    'operator.token_file',
    /chmod 600 /,
  ],
  [
    'truncated operator token',
    ({ token }) => truncateSync(token, 10),
    'operator.token_file',
    /rm /,
  ],
  ['empty operator token', ({ token }) => truncateSync(token, 0), 'operator.token_file', /rm /],
  [
    'operator token that is a symlink',
    ({ keys, token }) => {
      renameSync(token, join(keys, 'elsewhere'))
      symlinkSync(join(keys, 'elsewhere'), token)
    },
    'operator.token_file',
    /rm /,
  ],
  [
    'operator token that is a folder',
    ({ token }) => {
      rmSync(token)
      mkdirSync(token)
    },
    'operator.token_file',
    /mv /,
  ],
  [
    'operator token that is a pipe',
    ({ token }) => {
      rmSync(token)
      spawnSync('mkfifo', ['-m', '600', token])
    },
    'operator.token_file',
    /mv /,
  ],
]

function rewrite(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 })
}

const lastLine = (output: string) =>
  JSON.parse(output.trim().split('\n').at(-1) ?? '') as {
    code?: string
    hint?: string
    msg?: string
  }

describe('a node whose keys are not safe', () => {
  let template: string
  beforeAll(() => {
    template = tempDir('keys')
    // Made by hand: it is only ever refused, so no chain has to know it.
    mkdirSync(join(template, 'keys'), { mode: 0o700 })
    writeFileSync(join(template, 'keys', 'operator.token'), `${'ab'.repeat(32)}\n`, { mode: 0o600 })
    writeFileSync(
      join(template, 'keys', 'wallet.json'),
      JSON.stringify({ address: localSigner(devKey(9)).address, privateKey: devKey(9) }),
      { mode: 0o600 },
    )
  })
  afterAll(() => removeFolder(template))

  it.concurrent.each(rows)(
    'row 44: %s is refused with the line that fixes it',
    async (_, damage, code, fix) => {
      const dataDir = tempDir('keys-row')
      try {
        spawnSync('cp', ['-a', `${template}/.`, dataDir])
        const keys = join(dataDir, 'keys')
        damage({ keys, wallet: join(keys, 'wallet.json'), token: join(keys, 'operator.token') })
        const { code: exitCode, output } = await runNode({ ZOOID_DATA: dataDir })
        expect(exitCode).toBe(1)
        const line = lastLine(output)
        expect(line).toMatchObject({ code, hint: expect.stringMatching(fix) })
        expect(output).not.toContain(devKey(9).slice(2))
        expect(output).not.toContain('ab'.repeat(32))
        expect(output).not.toContain(key.slice(2))
        // No chain is started for a node that has no key to use.
        expect(existsSync(join(dataDir, 'devnet'))).toBe(false)
      } finally {
        await removeFolder(dataDir)
      }
    },
  )

  const phrases: readonly [string, (path: string) => void][] = [
    ['missing', () => {}],
    ['empty', (path) => rewrite(path, '\n')],
    ['a folder', (path) => mkdirSync(path)],
  ]
  it.concurrent.each(phrases)(
    'row 44: a passphrase file that is %s is refused with a hint',
    async (_, make) => {
      const dataDir = tempDir('phrase')
      try {
        const path = join(dataDir, 'passphrase')
        make(path)
        const { code, output } = await runNode({ ZOOID_DATA: dataDir, ZOOID_PASSPHRASE_FILE: path })
        expect(code).toBe(1)
        expect(lastLine(output)).toMatchObject({
          code: expect.any(String),
          hint: expect.any(String),
        })
      } finally {
        await removeFolder(dataDir)
      }
    },
  )
})

describe('a running node', () => {
  let dataDir: string
  let node: SpawnedNode
  let secrets: { privateKey: string; token: string }
  beforeAll(async () => {
    dataDir = tempDir('redaction')
    node = await spawnNode({
      ZOOID_DATA: dataDir,
      ZOOID_CARTRIDGES: emptyShelf(dataDir),
      ZOOID_LOG: 'debug',
    })
    const wallet = JSON.parse(readFileSync(join(dataDir, 'keys', 'wallet.json'), 'utf8')) as {
      privateKey: string
    }
    secrets = {
      privateKey: wallet.privateKey.slice(2),
      token: readFileSync(join(dataDir, 'keys', 'operator.token'), 'utf8').trim(),
    }
  })
  afterAll(async () => {
    await node?.kill('SIGTERM')
    await removeFolder(dataDir)
  })

  it('row 44: shows neither its private key nor its operator token anywhere', async () => {
    const { url } = node
    const operator = { url, operatorToken: secrets.token }
    await stockMoneyShelf(url, secrets.token)
    const spy = await publish(operator, {
      slug: 'spy',
      capabilities: ['log', 'kv', 'payment'],
      index: `export function handle(request: Request): Response {
        log(JSON.stringify(request), Object.keys(globalThis).join())
        return { body: { request: JSON.parse(JSON.stringify(request)), world: Object.keys(globalThis) } }
      }`,
    })
    expect(spy.status).toBe(201)
    const pay = buyer(1)
    const seen: string[] = []
    const look = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(url + path, init)
      seen.push(`${path} ${JSON.stringify([...response.headers])} ${await response.text()}`)
    }
    const bearer = { authorization: `Bearer ${secrets.token}` }
    const json = { 'content-type': 'application/json' }
    for (const call of ['/c/spy', '/c/work/a', '/c/work/a?status=500']) {
      const { response } = await pay(url + call, { headers: { 'user-agent': 'x', ...bearer } })
      seen.push(`${JSON.stringify([...response.headers])} ${await response.text()}`)
    }
    const spent = await signPayment(2, `${url}/c/work/b`)
    for (let i = 0; i < 2; i++) await look('/c/work/b', { headers: { 'payment-signature': spent } })
    for (const path of [
      '/',
      '/healthz',
      '/readyz',
      '/info',
      '/c',
      '/catalogue/spy',
      '/ledger',
      '/ledger/revenue',
      '/openapi.json',
      '/docs',
      '/metrics',
      '/.well-known/agent-registration.json',
      '/.well-known/agent-card.json',
      '/nothing',
      `/${'x'.repeat(300)}`,
      '/admin/cartridges/spy',
    ]) {
      await look(path, { headers: { accept: 'application/json' } })
      await look(path, { headers: bearer })
    }
    await look('/events?limit=500', { headers: { accept: 'application/json' } })
    // A client that sends the token where it does not belong: refused, and not repeated.
    await look(`/admin/cartridges/spy`, { headers: { authorization: `bearer${secrets.token}` } })
    await look('/admin/cartridges', { method: 'POST', headers: { ...bearer, ...json }, body: '{' })
    await look('/verify', { method: 'POST', headers: { ...bearer, ...json }, body: '{}' })
    await look('/settle', { method: 'POST', headers: { ...bearer, ...json }, body: '{}' })
    await look('/faucet', {
      method: 'POST',
      headers: { ...bearer, ...json },
      body: '{"address":1}',
    })

    for (const secret of [secrets.privateKey, secrets.token]) {
      const needle = secret.toLowerCase()
      const leak = seen.filter((text) => text.toLowerCase().includes(needle))
      expect(leak.map((text) => text.slice(0, 80))).toEqual([])
      expect(node.output().toLowerCase().includes(needle)).toBe(false)
    }
    expect(node.output()).not.toContain(spent)
    for (const name of ['node.db', 'node.db-wal', 'ledger.db', 'ledger.db-wal']) {
      const bytes = readFileSync(join(dataDir, name))
      for (const secret of [secrets.privateKey, secrets.token]) {
        expect([name, bytes.includes(secret)]).toEqual([name, false])
        expect([name, bytes.includes(Buffer.from(secret, 'hex'))]).toEqual([name, false])
      }
    }
    // The command line and the environment are open to others on the machine.
    const process =
      readFileSync(`/proc/${node.child.pid}/environ`) +
      String(readFileSync(`/proc/${node.child.pid}/cmdline`))
    for (const secret of [secrets.privateKey, secrets.token]) expect(process).not.toContain(secret)
  })

  it('row 44: leaves everything in its data folder closed to others', () => {
    const found = spawnSync('find', [dataDir, '-perm', '/077', '!', '-type', 'l'], {
      encoding: 'utf8',
    })
    expect(
      found.stdout.split('\n').filter((path) => /keys|\.db|operator|wallet/.test(path)),
    ).toEqual([])
  })
})
