// Cartridges made for tests about money: they count their work in KV, take as long as asked and fail when
// asked. Published through the operator's API like any other.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const index = `
type Work = { key: string; count: number; secret: string }

function busyUntil(end: number): void {
  while (Date.now() < end) Math.sqrt(end)
}

/** GET tells how often the work of this key was done; POST does it once more. */
export function handle(request: Request): Response {
  const key = request.path
  const before = Number(kv.get(key) ?? 0)
  if (request.method === 'GET') return { body: { key, count: before, secret: '' } }
  busyUntil(Date.now() + Number(request.query.ms ?? '0'))
  const status = Number(request.query.status ?? '200')
  if (status >= 400) return { status, body: { error: 'told to fail' } }
  kv.set(key, before + 1)
  const secret = Array.from(random(16), (byte) => byte.toString(16)).join('')
  const work: Work = { key, count: before + 1, secret }
  return { body: work }
}
`
const test = `
test('counts its work', async () => {
  equal((await request({ method: 'POST', path: '/a' })).body.count, 1)
  equal((await request({ method: 'GET', path: '/a' })).body.count, 1)
})
`

const manifest = (slug: string, flow: 'authorization' | 'upfront') => ({
  slug,
  title: slug,
  description: 'Counts its work',
  version: '1.0.0',
  price: '$0.001',
  flow,
  methods: ['GET', 'POST'],
  capabilities: ['kv', 'random', 'now'],
  timeoutMs: 5000,
  input: {},
  output: {},
  examples: [{ title: 'count', request: { method: 'POST', path: '/a' } }],
})

/** Atomic dollars each call of these costs. */
export const price = 1000n

/** An empty folder: nodes with nothing else on the shelf boot in a fraction of the time. */
export function emptyShelf(dataDir: string): string {
  const folder = join(dataDir, 'no-cartridges')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Publishes `work` (authorization flow) and `work-upfront`. */
export async function stockMoneyShelf(url: string, operatorToken: string): Promise<void> {
  for (const [slug, flow] of [
    ['work', 'authorization'],
    ['work-upfront', 'upfront'],
  ] as const) {
    const response = await fetch(`${url}/admin/cartridges`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ manifest: manifest(slug, flow), index, test }),
    })
    if (response.status !== 201) throw new Error(await response.text())
  }
}
