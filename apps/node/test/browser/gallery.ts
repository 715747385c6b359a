// `npm run cartridges:shots [-- --only a,b]`: starts a node with the whole library, buys the page
// of every front-end and interactive cartridge, opens each in Chromium and writes docs/cartridge-gallery.md
// with a picture of each. Exit code 1 when a page draws nothing, reports an error, has an origin or does
// not react to clicks and keys; then its problems are printed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buyer, startTestNode } from '../harness.ts'
import { chromium, startChromium } from './chromium.ts'
import { buyPage, type Page, shippedManifest, showPages } from './pages.ts'
import { type Visit, visitPage } from './visit.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const only = values.only?.split(',')
const docs = fileURLToPath(new URL('../../../../docs/', import.meta.url))
const size = { width: 800, height: 560, maxBytes: 24 * 1024 }

type Entry = { readonly slug: string; readonly group: string; readonly interactive: boolean }

if (chromium === undefined) {
  console.error('no Chromium here: apt-get install chromium')
  process.exit(1)
}
const node = await startTestNode()
const bad: string[] = []
try {
  const entries = (await catalogue(node.url)).filter(({ slug }) => only?.includes(slug) ?? true)
  const pages = new Map<string, Page>()
  for (const { slug } of entries) pages.set(slug, await buyPage(buyer(1), node.url, slug))
  const visits = await visitAll(pages)
  mkdirSync(`${docs}cartridges`, { recursive: true })
  for (const [slug, visit] of visits) {
    writeFileSync(`${docs}cartridges/${slug}.png`, visit.png)
    const problems = problemsOf(visit)
    if (problems.length > 0) bad.push(`${slug}: ${problems.join('; ')}`)
    const share = `${(visit.drawn * 100).toFixed(1)} % drawn`
    console.log(`${problems.length === 0 ? 'ok' : 'NO'}  ${slug}  ${share}  ${visit.png.length} B`)
  }
  if (only === undefined) writeFileSync(`${docs}cartridge-gallery.md`, gallery(entries))
  console.log(`\n${visits.size - bad.length} of ${visits.size} pages show and react`)
} finally {
  await node.dispose()
}
for (const line of bad) console.error(line)
process.exitCode = bad.length === 0 ? 0 : 1

/** Every front-end and interactive cartridge, in the order of the library. */
async function catalogue(url: string): Promise<Entry[]> {
  const found: Entry[] = []
  for (let next: string | null = '/c?limit=100'; next !== null; ) {
    const response: Response = await fetch(new URL(next, url))
    const page = (await response.json()) as { cartridges: Entry[]; next: string | null }
    found.push(...page.cartridges)
    next = page.next
  }
  return found.filter(
    ({ slug, group, interactive }) =>
      group === 'front-end' || interactive || shippedManifest(slug).scripts,
  )
}

async function visitAll(pages: ReadonlyMap<string, Page>): Promise<Map<string, Visit>> {
  const { url, server } = await showPages(pages)
  const browser = await startChromium(chromium ?? '')
  try {
    const visits = new Map<string, Visit>()
    for (const slug of pages.keys())
      visits.set(slug, await visitPage(browser, `${url}/${slug}`, size))
    return visits
  } finally {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}

function problemsOf({ errors, origin, drawn, reacted }: Visit): string[] {
  return [
    ...errors.map((error) => `says ${error.slice(0, 200)}`),
    ...(origin === 'null' ? [] : [`has the origin ${origin}`]),
    ...(drawn > 0.0015 ? [] : ['draws nothing']),
    ...(reacted ? [] : ['does not react to clicks and keys']),
  ]
}

function gallery(entries: readonly Entry[]): string {
  const cells = entries.map(
    ({ slug }) =>
      `<td width="33%"><img src="cartridges/${slug}.png" alt="${slug}" width="280"><br><a href="../cartridges/${slug}/README.md">${shippedManifest(slug).title}</a></td>`,
  )
  const rows: string[] = []
  for (let i = 0; i < cells.length; i += 3)
    rows.push(`<tr>\n${cells.slice(i, i + 3).join('\n')}\n</tr>`)
  return `# Pages of the library

Every front-end and interactive cartridge as a buyer sees it: bought from a node, opened in Chromium under
the node's policy (an opaque origin, no network, no storage), filled in, clicked and pressed. Each page drew
something, changed and reported no error. Written by \`npm run cartridges:shots\`.

<table>
${rows.join('\n')}
</table>
`
}
