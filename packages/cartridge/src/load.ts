// Seeds the shelf from a folder of cartridges at boot. Each content is judged once, here or, when the
// folder's judged.json names it, before it was shipped; what the operator replaced, rolled back or
// removed since stays as the operator left it.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '@zooid/base'
import { parseManifest } from '@zooid/sandbox'
import type { Store } from '@zooid/store'
import { CartridgeFolderError, readCartridgeFolder } from './cartridge-folder.ts'
import { readJudged } from './judged.ts'
import { sourceSha256 } from './loaded.ts'
import type { PublishResult, RunningShelf } from './types.ts'

const maxSeeds = 256

export type SeedReport = {
  readonly slug: string
  /**
   * published: put on the shelf now, after its judging here or before it was shipped. current: was there already. kept: the operator's own
   * version stands there. removed: the operator took it off. refused: see `reason`.
   */
  readonly status: 'published' | 'current' | 'kept' | 'removed' | 'refused'
  readonly wallMs: number
  readonly reason?: string
}

/**
 * Puts `<dir>/<slug>/{cartridge.json,index.ts,test.ts}` on the shelf and reports on each folder,
 * in order of slug. A bad cartridge is reported, never thrown.
 * @param judged contents that need no judging; by default what `<dir>/judged.json` lists
 * @throws what reading `dir` itself throws
 */
export async function seedShelf(
  shelf: RunningShelf,
  dir: string,
  settings: Store['settings'],
  judged?: ReadonlySet<string>,
): Promise<readonly SeedReport[]> {
  const known = judged ?? new Set(Object.values(await readJudged(dir)))
  const reports = new Map<string, SeedReport>()
  let waiting = await listCartridgeFolders(dir)
  // Tests may call other cartridges: who was refused gets another go when somebody new is there.
  for (let published = 1; waiting.length > 0 && published > 0; ) {
    published = 0
    for (const slug of waiting) {
      const startedAt = performance.now()
      const outcome = await seed(shelf, join(dir, slug), slug, settings, known).catch(
        (error: unknown) => ({
          status: 'refused' as const,
          reason: messageOf(error),
        }),
      )
      const wallMs = performance.now() - startedAt + (reports.get(slug)?.wallMs ?? 0)
      reports.set(slug, { slug, ...outcome, wallMs })
      if (outcome.status === 'published') published++
    }
    waiting = waiting.filter((slug) => reports.get(slug)?.status === 'refused')
  }
  return [...reports.values()]
}

/** Names in `dir` that might be cartridges: all but dot files and plain files. */
export async function listCartridgeFolders(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  const names = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
  if (names.length > maxSeeds)
    throw new CartridgeFolderError(dir, `more than ${maxSeeds} cartridges in one folder`)
  return names.map((entry) => entry.name).sort()
}

async function seed(
  shelf: RunningShelf,
  folder: string,
  slug: string,
  settings: Store['settings'],
  judged: ReadonlySet<string>,
): Promise<Omit<SeedReport, 'slug' | 'wallMs'>> {
  const files = await readCartridgeFolder(folder)
  const parsed = parseManifest(files.manifest)
  const sha256 = parsed.ok ? sourceSha256(parsed.manifest, files.index, files.test) : null
  const setting = `seed:${slug}`
  const seeded = settings.get(setting)
  const active = shelf.find(slug)
  if (active && active.sha256 === sha256) {
    if (seeded !== sha256) settings.set(setting, sha256)
    return { status: 'current' }
  }
  if (active && active.sha256 !== seeded) return { status: 'kept' }
  if (!active && seeded !== undefined) return { status: 'removed' }
  const isJudged = sha256 !== null && judged.has(sha256)
  const result = await (isJudged ? shelf.publishJudged(files) : shelf.publish(files))
  if (!result.ok) return { status: 'refused', reason: describeRefusal(result) }
  settings.set(setting, result.cartridge.sha256)
  return { status: 'published' }
}

/** Why the judge said no, in a few lines for a terminal. */
export function describeRefusal({ verdict }: PublishResult & { readonly ok: false }): string {
  switch (verdict.kind) {
    case 'type_error':
      return verdict.diagnostics
        .slice(0, 5)
        .map((found) => `${found.file}:${found.line}:${found.column} ${found.message}`)
        .join('\n')
    case 'test_failure':
      return verdict.testReport.tests
        .filter((test) => !test.ok)
        .slice(0, 5)
        .map((test) => `test "${test.name}": ${test.message ?? 'failed'}`)
        .join('\n')
    case 'forbidden':
      return `${verdict.rule}: ${verdict.message}`
    case 'timeout':
      return `${verdict.stage} took too long`
    case 'runtime_fault':
    case 'infrastructure':
      return `${verdict.kind}: ${verdict.message}`
    case 'pass':
      return 'passed'
  }
}
