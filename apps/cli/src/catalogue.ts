// The catalogue of a node (`GET /c`) as the CLI shows it, and the command line that calls an entry.
import type { Json } from '@zooid/base'
import { api, field, listOf, textField } from './node-api.ts'

export type CatalogueEntry = {
  readonly slug: string
  readonly title: string
  readonly price: string
  readonly description: string
  readonly version: string
  readonly example: ExampleRequest | null
}

export type ExampleRequest = {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: Json
}

/** A node that names pages for ever is not followed for ever: 100,000 cartridges. */
const maxPages = 1000

/** Every entry of `GET /c`, page by page. @throws CliError as `api` does */
export async function fetchCatalogue(node: string, timeoutMs?: number): Promise<readonly Json[]> {
  const entries: Json[] = []
  let path = '/c?limit=100'
  for (let page = 0; page < maxPages; page++) {
    const answer = await api(node, path, timeoutMs === undefined ? {} : { timeoutMs })
    entries.push(...listOf(answer))
    path = textField(answer, 'next')
    if (!path.startsWith('/c?')) break
  }
  return entries
}

/** Entries of an answer of `GET /c`; fields may sit beside the slug or in its manifest. */
export function readCatalogue(answer: Json): readonly CatalogueEntry[] {
  return listOf(answer).flatMap((entry) => {
    const manifest = field(entry, 'manifest')
    const text = (name: string) => textField(entry, name) || textField(manifest, name)
    const slug = text('slug')
    if (!slug) return []
    const examples = field(entry, 'examples') ?? field(manifest, 'examples')
    const first = Array.isArray(examples) ? (examples as readonly Json[])[0] : undefined
    return [
      {
        slug,
        title: text('title'),
        price: textField(field(entry, 'price'), 'usd') || text('price'),
        description: text('description'),
        version: text('version'),
        example: readExample(field(first, 'request')),
      },
    ]
  })
}

function readExample(request: Json | undefined): ExampleRequest | null {
  if (request === undefined) return null
  const query = field(request, 'query')
  return {
    method: textField(request, 'method') || 'GET',
    path: textField(request, 'path') || '/',
    query: Object.fromEntries(
      query !== null && typeof query === 'object'
        ? Object.entries(query).map(([name, value]) => [name, String(value)])
        : [],
    ),
    body: field(request, 'body') ?? null,
  }
}

/** URL of an example call. */
export function exampleUrl(node: string, entry: CatalogueEntry): URL {
  const path = entry.example?.path ?? '/'
  const url = new URL(`/c/${entry.slug}${path === '/' ? '' : path}`, node)
  for (const [name, value] of Object.entries(entry.example?.query ?? {}))
    url.searchParams.set(name, value)
  return url
}

/** The `npx zooid call …` line for an entry, quoted for a shell. */
export function callLine(node: string, entry: CatalogueEntry): string {
  const body = entry.example?.body ?? null
  const url = exampleUrl(node, entry).href
  return [
    'npx zooid call',
    /[?&;*()]/.test(url) ? quote(url) : url,
    ...(body === null ? [] : ['--data', quote(JSON.stringify(body))]),
  ].join(' ')
}

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
