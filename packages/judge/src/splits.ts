// Which problems may be learnt from (train), tuned on (dev), and are only ever measured on (sealed). An
// assignment, once made, stays: new problems are placed by the hash of their slug so that every tier
// keeps its shares, and no problem ever moves from one split to another.
import { ZooidError } from '@zooid/base'
import { sha256 } from './content-hash.ts'
import type { Problem } from './problem.ts'
import { readText } from './problem-folder.ts'

export const splitNames = ['train', 'dev', 'sealed'] as const
export type SplitName = (typeof splitNames)[number]
export type Splits = { readonly [slug: string]: SplitName }

const shares: { readonly [split in SplitName]: number } = { train: 0.4, dev: 0.2, sealed: 0.4 }

/** A split for every problem, sorted by slug. What `fixed` says of a problem that exists is kept. */
export function assignSplits(
  problems: readonly Pick<Problem, 'slug' | 'tier'>[],
  fixed: Splits = {},
): Splits {
  const assigned: [string, SplitName][] = []
  for (const tier of new Set(problems.map((problem) => problem.tier))) {
    const slugs = problems.filter((problem) => problem.tier === tier).map(({ slug }) => slug)
    const counts = { train: 0, dev: 0, sealed: 0 }
    const place = (slug: string, split: SplitName) => {
      counts[split]++
      assigned.push([slug, split])
    }
    const fresh: string[] = []
    for (const slug of slugs) {
      const split = Object.hasOwn(fixed, slug) ? fixed[slug] : undefined
      if (split) place(slug, split)
      else fresh.push(slug)
    }
    const byHash = fresh
      .map((slug) => ({ slug, hash: sha256(`zooid split of ${slug}`) }))
      .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    for (const { slug } of byHash) {
      const missing = (split: SplitName) => shares[split] * slugs.length - counts[split]
      place(
        slug,
        splitNames.reduce((best, other) => (missing(other) > missing(best) ? other : best)),
      )
    }
  }
  return Object.fromEntries(assigned.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * The committed assignment, `splits.json` in the folder of problems.
 * @throws SplitsError when it is missing or malformed
 */
export function readSplits(root: string): Splits {
  const text = readText(root, 'splits.json')
  if (text === null) throw new SplitsError('is missing')
  const parsed: unknown = parseText(text)
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed))
    throw new SplitsError('is not an object of slug: split')
  const known: ReadonlySet<unknown> = new Set(splitNames)
  for (const [slug, split] of Object.entries(parsed))
    if (!known.has(split)) throw new SplitsError(`${slug}: write ${splitNames.join(', ')}`)
  return parsed as Splits
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SplitsError('is not valid JSON')
  }
}

/** Of all problems, those of one split; a problem without an assignment belongs to none. */
export function problemsOf(
  problems: readonly Problem[],
  splits: Splits,
  split: SplitName,
): Problem[] {
  return problems.filter(({ slug }) => Object.hasOwn(splits, slug) && splits[slug] === split)
}

export class SplitsError extends ZooidError {
  override readonly name = 'SplitsError'
  constructor(message: string) {
    super('problem.splits', `splits.json ${message}`, { hint: 'run npm run bench:splits' })
  }
}
