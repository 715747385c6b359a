// What is generated from the shipped cartridges: the table of cartridges/README.md and judged.json. And
// what a cartridge of the library owes beyond what a node asks of anybody's.
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { messageOf } from '@zooid/base'
import { type CartridgeGroup, cartridgeGroups, type Manifest } from '@zooid/sandbox'
import { type Judged, judgedFile, readJudged } from '../src/index.ts'

const tableStart = '<!-- the table is written by cartridges:check with its flag write -->'
const tableEnd = '<!-- end of the table -->'

const headings: Record<CartridgeGroup | 'tools', string> = {
  tools: 'Tools',
  static: 'Pages and documents',
  routing: 'Routing and parsing',
  state: 'State that lasts',
  app: 'Apps',
  suite: 'Suites',
  'front-end': 'Front ends',
}

/** README and judged.json that are not as the cartridges say; written anew when `isWritten`. */
export async function compareGenerated(
  dir: string,
  manifests: readonly Manifest[],
  judged: Judged,
  isWritten: boolean,
): Promise<readonly string[]> {
  const known = await readJudged(dir)
  const kept = { ...known, ...judged }
  const slugs = manifests.map(({ slug }) => slug).filter((slug) => slug in kept)
  const hashes = Object.fromEntries(slugs.sort().map((slug) => [slug, kept[slug]]))
  const readme = await readFile(join(dir, 'README.md'), 'utf8')
  const wanted = [
    { name: judgedFile, text: `${JSON.stringify(hashes, null, 2)}\n` },
    { name: 'README.md', text: withTable(readme, tableOf(manifests)) },
  ]
  const stale: string[] = []
  for (const { name, text } of wanted) {
    const path = join(dir, name)
    if (existsSync(path) && (await readFile(path, 'utf8')) === text) continue
    stale.push(name)
    if (isWritten) await writeFile(path, text)
  }
  return isWritten ? [] : stale
}

function withTable(readme: string, table: string): string {
  const [head, rest] = readme.split(tableStart)
  const tail = rest?.split(tableEnd)[1]
  if (head === undefined || tail === undefined)
    throw new Error(`cartridges/README.md must hold "${tableStart}" and "${tableEnd}"`)
  return `${head}${tableStart}\n\n${table}\n${tableEnd}${tail}`
}

function tableOf(manifests: readonly Manifest[]): string {
  return (['tools', ...cartridgeGroups] as const)
    .map((group) => {
      const members = manifests.filter((manifest) => (manifest.group ?? 'tools') === group)
      if (members.length === 0) return ''
      const rows = members
        .sort((a, b) => (a.slug < b.slug ? -1 : 1))
        .map(
          ({ slug, price, description }) =>
            `| [${slug}](${slug}/README.md) | ${price} | ${firstSentence(description)} |`,
        )
      return `### ${headings[group]} (${members.length})\n\n| Cartridge | Price | What it does |\n|---|--:|---|\n${rows.join('\n')}\n`
    })
    .filter(Boolean)
    .join('\n')
}

const firstSentence = (text: string) =>
  (/^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text).replace(/\.$/, '').replaceAll('|', '\\|')

/** What a cartridge with a group lacks, or null. */
export async function findLack(
  dir: string,
  manifest: Manifest,
  testNames: readonly string[],
): Promise<string | null> {
  const folder = join(dir, manifest.slug)
  const pageScript = join(folder, 'page.js')
  if (existsSync(pageScript)) {
    try {
      new Script(await readFile(pageScript, 'utf8'), { filename: 'page.js' })
    } catch (error) {
      return `page.js: ${messageOf(error)}`
    }
  }
  if (manifest.group === undefined) return null
  const promised = manifest.examples.filter((example) => example.response).length
  if (promised < 2) return `cartridge.json: ${promised} examples promise a response, 2 are needed`
  const own = testNames.filter((name) => !name.startsWith('example: ')).length
  if (own < 4) return `test.ts: ${own} tests, 4 are needed`
  if (!existsSync(join(folder, 'README.md'))) return 'README.md is missing'
  return null
}
