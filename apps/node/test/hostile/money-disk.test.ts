// Row 10 of the hostile table: a disk that is full. The node's data lies on a real file system of a few
// megabytes; where mounting one is not allowed the tests are skipped and say so.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Address } from '@zooid/base'
import { type Devnet, startDevnet } from '@zooid/chain'
import type { PaymentSigner } from '@zooid/x402'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Book, openBook } from '../book.ts'
import { fund, rpcOf } from '../devnet-money.ts'
import { forge, newPayer, readOffer } from '../forge.ts'
import { removeFolder, startTestNode, type TestNode, tempDir } from '../harness.ts'
import { emptyShelf, stockMoneyShelf } from '../money-shelf.ts'

const folder = tempDir('disk')
const disk = `${folder}/disk`
mkdirSync(disk)
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=0700', 'tmpfs', disk], {
  encoding: 'utf8',
})
const refusal = mounted.status === 0 ? null : (mounted.stderr || String(mounted.error)).trim()
if (refusal !== null)
  process.stderr.write(`row 10 is skipped, no file system to fill: ${refusal}\n`)

let devnet: Devnet
let node: TestNode
let book: Book
let payer: PaymentSigner
let work: string

beforeAll(async () => {
  if (refusal !== null) return
  devnet = await startDevnet({ profile: 'devnet', dataDir: `${folder}/chain`, port: 0 })
  node = await startTestNode({
    ZOOID_DATA: `${disk}/node`,
    ZOOID_DEVNET: 'external',
    ZOOID_RPC_URLS: devnet.rpcUrl,
    ZOOID_CARTRIDGES: emptyShelf(folder),
    ZOOID_RPM: '100000',
  })
  await stockMoneyShelf(node.url, node.operatorToken)
  const rpc = rpcOf(devnet.rpcUrl)
  work = `${node.url}/c/work`
  payer = newPayer()
  await fund(rpc, [payer.address], 1_000_000n)
  book = await openBook(rpc, (await readOffer(work)).accepts[0]?.payTo as Address)
})
afterAll(async () => {
  await node?.dispose()
  await devnet?.close()
  if (refusal === null) spawnSync('umount', [disk])
  await removeFolder(folder)
})

const filler = (n: number) => `${disk}/filler${n}`

/** Blocks of falling size until not even the smallest fits. */
function fillDisk(): void {
  let n = 0
  for (let bytes = 1024 * 1024; bytes >= 512; bytes /= 2)
    for (;;) {
      try {
        writeFileSync(filler(n), Buffer.alloc(bytes))
        n++
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' })
        rmSync(filler(n), { force: true })
        break
      }
    }
}

function freeDisk(): void {
  for (let n = 0; n < 100; n++) rmSync(filler(n), { force: true })
}

async function pay(url: string) {
  const payment = await forge(payer, url)
  return { payment, answer: await book.call(url, payment.header, { method: 'POST' }) }
}

async function timesWorked(path: string): Promise<number> {
  const url = `${work}${path}`
  const { header } = await forge(payer, url)
  const answer = await book.call(url, header)
  expect(answer.status).toBe(200)
  return JSON.parse(answer.text).count
}

describe.skipIf(refusal !== null)('row 10: a full disk', () => {
  for (const round of [1, 2])
    it(`row 10: turns payments away before the work, and takes them again when there is space (${round})`, async () => {
      const path = `/full${round}`
      expect((await pay(`${work}${path}`)).answer.status).toBe(200)
      let served = 1
      fillDisk()
      const refused: string[] = []
      // What is left of the log files still takes a few.
      for (let i = 0; i < 200 && refused.length < 5; i++) {
        const { payment, answer } = await pay(`${work}${path}`)
        if (answer.status === 200) served++
        else {
          expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true])
          expect(answer.text).not.toContain('secret')
          refused.push(payment.header)
        }
      }
      expect(refused).toHaveLength(5)
      // What needs no disk goes on.
      for (const read of ['/healthz', '/c', '/ledger'])
        expect((await fetch(`${node.url}${read}`)).status).toBe(200)
      expect((await fetch(`${work}${path}`, { method: 'POST' })).status).toBe(402)

      freeDisk()
      await expect
        .poll(async () => (await pay(`${work}${path}`)).answer.status, { timeout: 5000 })
        .toBe(200)
      served++
      // Payments that were turned away are still good, once.
      for (const header of refused) {
        const again = await book.call(`${work}${path}`, header, { method: 'POST' })
        expect(again.status).toBe(200)
        served++
        expect((await book.call(`${work}${path}`, header, { method: 'POST' })).status).toBe(402)
      }
      expect(await timesWorked(path)).toBe(served)
      const receipts = await book.audit(node.url)
      expect(receipts.filter(({ state }) => !['settled', 'failed'].includes(state))).toEqual([])
    })
})
