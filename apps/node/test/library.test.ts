// The library every node sells, bought as a stranger buys it: one cartridge of five groups over HTTP, asked
// for without money first, then paid by the client of this project. What the manifest's example promises
// is what arrives, and the chain has the money. Two pages are then opened in a real browser, where there is one.
import { readFileSync } from 'node:fs'
import type { Address } from '@zooid/base'
import { decodePaymentRequired } from '@zooid/x402'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, chromium, startChromium } from './browser/chromium.ts'
import { buyPage, showPages } from './browser/pages.ts'
import { visitPage } from './browser/visit.ts'
import { countTransfers, type Rpc, rpcOf, transactionReceipt } from './devnet-money.ts'
import { buyer, startTestNode, type TestNode } from './harness.ts'

type Manifest = {
  readonly slug: string
  readonly group: string
  readonly price: string
  readonly examples: readonly Example[]
}
type Example = {
  readonly title: string
  readonly request: {
    readonly method?: string
    readonly path?: string
    readonly query?: Readonly<Record<string, string>>
    readonly body?: unknown
  }
  readonly response?: { readonly status: number; readonly body: unknown }
}

const library = new URL('../../../cartridges/', import.meta.url)
const manifestOf = (slug: string) =>
  JSON.parse(readFileSync(new URL(`${slug}/cartridge.json`, library), 'utf8')) as Manifest

let node: TestNode
let rpc: Rpc
beforeAll(async () => {
  node = await startTestNode()
  rpc = rpcOf(node.rpcUrl)
})
afterAll(() => node?.dispose())

it.concurrent.each([
  [1, 'routing', 'path-router'],
  [2, 'state', 'key-value-api'],
  [3, 'app', 'unit-converter'],
  [4, 'suite', 'project-tracker'],
  [5, 'front-end', 'tip-page'],
])(
  'buyer %i pays for the %s cartridge %s and gets what its example promises',
  async (index, group, slug) => {
    const manifest = manifestOf(slug)
    expect(manifest.group).toBe(group)
    const { url, init, wanted } = promised(node.url, manifest)

    const unpaid = await fetch(url, init)
    expect(unpaid.status).toBe(402)
    const offer = decodePaymentRequired(unpaid.headers.get('payment-required') ?? '')?.accepts[0]
    const price = BigInt(Math.round(Number(manifest.price.slice(1)) * 1e6))
    expect(offer?.amount).toBe(String(price))

    const { response, settle } = await buyer(index)(url, init)
    expect(response.status).toBe(wanted.status)
    expect(await response.json()).toEqual(wanted.body)
    expect(settle).toMatchObject({ success: true })

    const receiptPath = response.headers.get('zooid-receipt')
    const receipt = (await (await fetch(`${node.url}${receiptPath}`)).json()) as {
      readonly payer: Address
    }
    expect(receipt).toMatchObject({
      state: 'settled',
      route: `c/${slug}`,
      amount: String(price),
      txHash: settle?.transaction,
    })
    const mined = await transactionReceipt(rpc, settle?.transaction as `0x${string}`)
    const transfer = { from: receipt.payer, to: offer?.payTo as Address, value: price }
    expect(mined && countTransfers(mined, transfer)).toBe(1)
  },
)

/** The first example with a promised success, as a request to `base`. */
function promised(base: string, { slug, examples }: Manifest) {
  const example = examples.find(({ response }) => response !== undefined && response.status < 400)
  if (!example?.response) throw new Error(`${slug} promises no success`)
  const { method = 'GET', path = '', query = {}, body } = example.request
  const search = new URLSearchParams(query).toString()
  const init: RequestInit =
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return {
    url: `${base}/c/${slug}${path}${search === '' ? '' : `?${search}`}`,
    init,
    wanted: example.response,
  }
}

describe.skipIf(chromium === undefined)('in a browser', { timeout: 60_000 }, () => {
  const size = { width: 640, height: 480, maxBytes: 40_000 }
  let browser: Browser
  let shown: Awaited<ReturnType<typeof showPages>>
  beforeAll(async () => {
    browser = await startChromium(chromium ?? '')
    const slugs = ['tip-page', 'snake-game', 'app-page']
    const pages = slugs.map(
      async (slug, i) => [slug, await buyPage(buyer(i + 6), node.url, slug)] as const,
    )
    shown = await showPages(new Map(await Promise.all(pages)))
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    shown?.server.closeAllConnections()
    shown?.server.close()
  })

  it.each(['tip-page', 'app-page'])('%s draws, reacts and has no origin', async (slug) => {
    const visit = await visitPage(browser, `${shown.url}/${slug}`, size)
    expect(visit).toMatchObject({ errors: [], origin: 'null', reacted: true })
    expect(visit.drawn).toBeGreaterThan(0.0015)
  })

  it('snake-game turns where the arrow key points', async () => {
    const tab = await browser.open(size)
    await tab.send('Page.navigate', { url: `${shown.url}/snake-game` })
    const isTurned = () => tab.evaluate("typeof state === 'object' && state.heading === 'up'")
    const key = { type: 'keyDown', key: 'ArrowUp', code: 'ArrowUp', windowsVirtualKeyCode: 38 }
    await expect.poll(() => tab.evaluate('typeof press')).toBe('function')
    expect(await isTurned()).toBe(false)
    await tab.send('Input.dispatchKeyEvent', key)
    await expect.poll(isTurned).toBe(true)
    expect(tab.events.filter(({ method }) => method === 'Runtime.exceptionThrown')).toEqual([])
  })

  it('an empty page with a mistake is told from those', async () => {
    const broken = '<!doctype html><script>document.title = missing.name</script>'
    const visit = await visitPage(browser, `data:text/html,${encodeURIComponent(broken)}`, size)
    expect(visit.errors).toEqual([expect.stringMatching('ReferenceError: missing is not defined')])
    expect(visit.reacted).toBe(false)
    expect(visit.drawn).toBeLessThan(0.0015)
  })
})
