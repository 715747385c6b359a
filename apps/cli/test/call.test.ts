import {
  chmodSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openShop, type Shop, type ShopOptions } from './fake-shop.ts'
import { runCli } from './run-cli.ts'

const shops: Shop[] = []
let folder = ''

const shopWith = async (options: ShopOptions = {}) => {
  const shop = await openShop(options)
  shops.push(shop)
  return shop
}
const call = (url: string, ...flags: readonly string[]) =>
  runCli('call', url, '--data-dir', folder, ...flags)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-cli-'))
})
afterEach(async () => {
  await Promise.all(shops.splice(0).map((shop) => shop.close()))
  rmSync(folder, { recursive: true, force: true })
})

describe('zooid call', () => {
  test('makes a devnet wallet, funds it, pays, and tells result from receipt', async () => {
    const shop = await shopWith({ isFaucetNeeded: true })
    const { code, out, err } = await call(`${shop.url}/c/echo`, '--data', '{"a":1}')
    expect(err).toContain('paid $0.002')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({ echo: '{"a":1}' })
    expect(err).toContain(`0x${'ab'.repeat(32)}`)
    expect(err).toContain(`${shop.url}/ledger/r1`)
    expect(statSync(join(folder, 'wallet.key')).mode & 0o777).toBe(0o600)
    expect(shop.settled).toEqual([{ payer: shop.dripped[0], amount: '2000', body: '{"a":1}' }])
    // One 402 and one paid request: nothing is asked twice.
    expect(shop.asked()).toBe(2)
  })

  test('uses the same wallet again and goes to the faucet only when it is empty', async () => {
    const shop = await shopWith({ isFaucetNeeded: true })
    await call(`${shop.url}/c/echo`)
    await call(`${shop.url}/c/echo`)
    expect(shop.dripped).toHaveLength(1)
    expect(shop.settled).toHaveLength(2)
    expect(shop.settled[0]?.payer).toBe(shop.settled[1]?.payer)
    shop.dripped.length = 0
    const { code } = await call(`${shop.url}/c/echo`)
    expect(code).toBe(0)
    expect(shop.dripped).toHaveLength(1)
  })

  test('prints everything as one JSON document with --json', async () => {
    const shop = await shopWith()
    const { out } = await call(`${shop.url}/c/echo`, '--json', '--query', 'a=1', '--query', 'b=2')
    expect(JSON.parse(out)).toMatchObject({
      status: 200,
      body: { echo: '' },
      receipt: { amount: '0.002', amountAtomic: '2000', network: 'eip155:31337' },
    })
  })

  test('--dry-run shows the price, makes no wallet and pays nothing', async () => {
    const shop = await shopWith()
    const { code, out } = await call(`${shop.url}/c/echo`, '--dry-run')
    expect(code).toBe(0)
    expect(out).toContain('$0.002 on eip155:31337')
    expect(shop.settled).toHaveLength(0)
    expect(existsSync(join(folder, 'wallet.key'))).toBe(false)
  })

  test('refuses a price above --pay-max with exit code 3 before a wallet exists', async () => {
    const shop = await shopWith({ amount: '60000' })
    const { code, err } = await call(`${shop.url}/c/echo`)
    expect(code).toBe(3)
    expect(err).toContain('the price is $0.06, more than the limit of $0.05')
    expect(err).toContain("--pay-max '$0.06'")
    expect(existsSync(join(folder, 'wallet.key'))).toBe(false)
    expect((await call(`${shop.url}/c/echo`, '--pay-max', '$0.06')).code).toBe(0)
  })

  test('never pays off the devnet without an explicit wallet', async () => {
    const shop = await shopWith({ network: 'eip155:84532' })
    const { code, err } = await call(`${shop.url}/c/echo`)
    expect(code).toBe(3)
    expect(err).toContain('--wallet')
    expect(shop.settled).toHaveLength(0)

    const key = join(folder, 'mine.key')
    writeFileSync(key, `0x${'11'.repeat(32)}\n`, { mode: 0o600 })
    expect((await call(`${shop.url}/c/echo`, '--wallet', key)).code).toBe(0)
    expect(shop.dripped).toHaveLength(0)
    expect(shop.settled).toHaveLength(1)
  })

  test('pays a token it does not know only when told to', async () => {
    const shop = await shopWith({ network: 'eip155:1' })
    const key = join(folder, 'mine.key')
    writeFileSync(key, `0x${'11'.repeat(32)}\n`, { mode: 0o600 })
    const { code, err } = await call(`${shop.url}/c/echo`, '--wallet', key)
    expect(code).toBe(3)
    expect(err).toContain('--asset')
    expect(shop.settled).toHaveLength(0)
  })

  test.each([
    ['others may read', (path: string) => chmodSync(path, 0o644), 'chmod 600'],
    [
      'is a symlink',
      (path: string) => {
        rmSync(path)
        writeFileSync(`${path}.real`, `0x${'11'.repeat(32)}`, { mode: 0o600 })
        symlinkSync(`${path}.real`, path)
      },
      'symlinks are refused',
    ],
    ['was truncated', (path: string) => writeFileSync(path, '0x1111'), 'no private key'],
  ])('refuses a key file that %s', async (_, damage, text) => {
    const shop = await shopWith()
    const key = join(folder, 'wallet.key')
    writeFileSync(key, `0x${'11'.repeat(32)}\n`, { mode: 0o600 })
    damage(key)
    const { code, err } = await call(`${shop.url}/c/echo`)
    expect(code).toBe(1)
    expect(err).toContain(text)
    expect(err).not.toContain('11'.repeat(32))
    expect(shop.settled).toHaveLength(0)
  })

  test('work that failed is exit code 1 and costs nothing', async () => {
    const shop = await shopWith({ work: () => ({ status: 422, body: '{"error":"no"}' }) })
    const { code, out, err } = await call(`${shop.url}/c/echo`)
    expect(code).toBe(1)
    expect(out).toContain('no')
    expect(err).toContain('it answered 422; nothing was charged')
  })

  const hash = `0x${'cd'.repeat(32)}`
  test.each([
    [
      'refunded',
      { state: 'refunded', txHash: hash, refundTxHash: `0x${'ef'.repeat(32)}` },
      ['it answered 500; the payment was refunded', hash, `0x${'ef'.repeat(32)}`, '/ledger/r2'],
    ],
    [
      'being refunded',
      { state: 'refunding', txHash: hash, refundTxHash: null },
      ['the payment is being refunded', hash],
    ],
    ['unknown', 'unreadable', ['only the receipt tells', '/ledger/r2']],
  ] as const)(
    'failed work of an upfront route says that it was paid and is %s',
    async (_, receiptOfFailure, texts) => {
      const shop = await shopWith({ receiptOfFailure, work: () => ({ status: 500, body: '{}' }) })
      const { code, err } = await call(`${shop.url}/c/echo`)
      expect(code).toBe(1)
      for (const text of texts) expect(err).toContain(text)
      expect(err).not.toContain('nothing was charged')
    },
  )

  test('a receipt that says failed means that nothing was charged', async () => {
    const receiptOfFailure = { state: 'failed', txHash: null }
    const shop = await shopWith({ receiptOfFailure, work: () => ({ status: 500, body: '{}' }) })
    expect((await call(`${shop.url}/c/echo`)).err).toContain('nothing was charged')
  })

  test('waits until the node sees what the faucet has just given', async () => {
    const shop = await shopWith({ isFaucetNeeded: true, slowToSee: 1 })
    const { code, err } = await call(`${shop.url}/c/echo`)
    expect(err).toContain('waiting for the node to see the money')
    expect(code).toBe(0)
    expect(shop.dripped).toHaveLength(1)
    expect(shop.settled).toHaveLength(1)
  })

  test('waits once, not for ever', async () => {
    const shop = await shopWith({ isFaucetNeeded: true, slowToSee: 9 })
    const { code, err } = await call(`${shop.url}/c/echo`)
    expect(code).toBe(3)
    expect(err).toContain('insufficient')
    expect(shop.dripped).toHaveLength(1)
  })

  test('a stranger\u2019s JSON cannot steer the terminal', async () => {
    const evil = `{"a":"\u009b2J\u0085\u007f"}`
    const shop = await shopWith({ work: () => ({ status: 200, body: evil }) })
    const before = process.stdout.isTTY
    process.stdout.isTTY = true
    try {
      for (const flag of ['', '--json']) {
        const { out } = await call(`${shop.url}/c/echo`, ...(flag ? [flag] : []))
        expect(out).toContain('\\u009b2J\\u0085\\u007f')
        expect(out).not.toMatch(/[\u007f-\u009f]/)
      }
    } finally {
      process.stdout.isTTY = before
    }
    expect((await call(`${shop.url}/c/echo`)).out).toContain('\u009b2J')
  })

  test('a free address is simply called', async () => {
    const shop = await shopWith()
    const { code, err } = await call(`${shop.url}/nothing-here`)
    expect(code).toBe(1)
    expect(err).toContain('it answered 404; nothing was charged')
    expect(existsSync(join(folder, 'wallet.key'))).toBe(false)
  })
})
