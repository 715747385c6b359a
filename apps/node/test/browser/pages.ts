// Pages of cartridges for a browser that cannot pay: each is bought from the node once and shown again on
// a loopback port with the very headers the node sent. What runs is what a buyer gets, policy included.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PayingFetch } from '@zooid/x402'

export type Page = { readonly headers: Readonly<Record<string, string>>; readonly body: string }

type Manifest = {
  readonly title: string
  readonly scripts?: boolean
  readonly examples: readonly {
    readonly request: {
      readonly method?: string
      readonly path?: string
      readonly query?: Readonly<Record<string, string>>
      readonly body?: unknown
    }
    readonly response?: { readonly status?: number }
  }[]
}

const library = new URL('../../../../cartridges/', import.meta.url)

export function shippedManifest(slug: string): Manifest {
  return JSON.parse(readFileSync(new URL(`${slug}/cartridge.json`, library), 'utf8')) as Manifest
}

/** What the first example that is answered by a page gets, else a plain GET. @throws Error when none is, or one is not to be had */
export async function buyPage(pay: PayingFetch, base: string, slug: string): Promise<Page> {
  const examples: Manifest['examples'] = [...shippedManifest(slug).examples, { request: {} }]
  for (const { request, response: promised } of examples) {
    if (promised?.status !== undefined && promised.status >= 400) continue
    const { method = 'GET', path = '', query = {}, body } = request
    const search = new URLSearchParams(query).toString()
    const url = `${base}/c/${slug}${path}${search === '' ? '' : `?${search}`}`
    const json = { 'content-type': 'application/json' }
    const { response } = await pay(
      url,
      body === undefined ? { method } : { method, headers: json, body: JSON.stringify(body) },
    )
    const text = await response.text()
    if (response.status !== 200)
      throw new Error(`${slug}: ${response.status} ${text.slice(0, 200)}`)
    const headers = Object.fromEntries(response.headers)
    if (!headers['content-type']?.startsWith('text/html')) continue
    const kept = ['content-type', 'content-security-policy', 'x-content-type-options']
    return {
      headers: Object.fromEntries(kept.map((name) => [name, headers[name] ?? ''])),
      body: text,
    }
  }
  throw new Error(`${slug}: no example is answered by a page`)
}

/** `url/<slug>` shows what was bought; nothing else is there. */
export async function showPages(
  pages: ReadonlyMap<string, Page>,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const page = pages.get((request.url ?? '').slice(1))
    response.writeHead(page ? 200 : 404, page?.headers)
    response.end(page?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
