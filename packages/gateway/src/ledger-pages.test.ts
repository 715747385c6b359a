import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger } from '@zooid/ledger'
import { expect, it } from 'vitest'
import { payer, profile, startGateway, us } from '../test/fixture.ts'

it('pages through /ledger without losing what was claimed in the same millisecond', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zooid-pages-'))
  const ledger = openLedger(join(folder, 'ledger.db'))
  for (let i = 0; i < 12; i++)
    await ledger.claim({
      id: `pay_${i}`,
      network: profile.network,
      asset: profile.asset.address,
      payer,
      nonce: `0x${i.toString(16).padStart(64, '0')}`,
      state: 'claimed',
      kind: 'authorization',
      route: 'c/echo',
      payTo: us,
      amount: 1n,
      fingerprint: 'f',
      identifier: null,
      validAfter: 0n,
      validBefore: 1n,
      signature: '0x11',
      txHash: null,
      blockNumber: null,
      refundTxHash: null,
      reason: null,
      firstSeenBlock: 1n,
      delivered: false,
      claimedAt: 1000 + (i > 8 ? 1 : 0),
      updatedAt: 1000,
      chain: null,
    })
  const node = await startGateway({ deps: { ledger } })
  try {
    type Page = {
      readonly receipts: readonly { readonly id: string }[]
      readonly next: string | null
    }
    const read = async (path: string) => (await (await fetch(node.url + path)).json()) as Page
    const seen: string[] = []
    for (let next: string | null = '/ledger?limit=5&route=c/echo&state=claimed'; next !== null; ) {
      const page: Page = await read(next)
      seen.push(...page.receipts.map(({ id }) => id))
      next = page.next
    }
    expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => `pay_${11 - i}`))
    expect((await read('/ledger?before=1001')).receipts).toHaveLength(9)
    for (const cursor of ['', 'x', '1.', '1.a b', `${'9'.repeat(30)}.a`])
      expect((await fetch(`${node.url}/ledger?cursor=${encodeURIComponent(cursor)}`)).status).toBe(
        400,
      )
  } finally {
    await node.close()
    ledger.close()
    rmSync(folder, { recursive: true })
  }
})
