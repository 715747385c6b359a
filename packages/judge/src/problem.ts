// A benchmark problem as a solver and the judge know it: statement, signature, tests. Its reference
// solution is not part of it (references.ts). Parsing names the file, the field and the fix.
import { ZooidError } from '@zooid/base'
import { sha256 } from './content-hash.ts'
import { type Forbiddable, forbiddable } from './forbidden-builtins.ts'

export const tiers = [1, 2, 3, 4, 5, 6] as const
export type Tier = (typeof tiers)[number]

export type Problem = {
  readonly slug: string
  readonly title: string
  readonly tier: Tier
  readonly tags: readonly string[]
  /** Markdown. */
  readonly statement: string
  /** What a `.d.ts` file of the solution would say. */
  readonly signature: string
  /** TypeScript source of tests.ts. */
  readonly tests: string
  /** The broken solution a tier 2 problem gives out. */
  readonly starter: string | null
  /** Built-ins that a solution may not use. */
  readonly forbids: readonly Forbiddable[]
  /** Of everything a verdict depends on, sources aside. */
  readonly hash: string
}

export type ProblemFiles = {
  /** Where it came from, for messages: `t1/rot13`. */
  readonly folder: string
  /** Text of problem.json. */
  readonly json: string
  readonly tests: string
  readonly starter: string | null
}

/** Raised whenever the same problem and source could get another verdict than before. */
export const judgeVersion = 3

const fields = ['slug', 'title', 'tier', 'tags', 'statement', 'signature', 'forbids'] as const

/** @throws ProblemFormatError naming file, field and fix */
export function parseProblem({ folder, json, tests, starter }: ProblemFiles): Problem {
  const bad = (field: string, fix: string): never => {
    throw new ProblemFormatError(`${folder}/problem.json`, field, fix)
  }
  const raw = readObject(json, bad)
  for (const name of Object.keys(raw))
    if (!fields.some((field) => field === name))
      bad(name, `remove it; the fields are ${fields.join(', ')}`)
  const line = (field: string, maxLength: number) => {
    const value = raw[field]
    if (typeof value !== 'string' || value.trim() === '' || /\n/.test(value))
      return bad(field, 'write one line of text')
    return value.length <= maxLength ? value : bad(field, `use at most ${maxLength} characters`)
  }
  const text = (field: string) => {
    const value = raw[field]
    const lines = typeof value === 'string' ? [value] : value
    if (!Array.isArray(lines) || lines.some((item) => typeof item !== 'string'))
      return bad(field, 'write a string or an array of lines')
    const joined = lines.join('\n').trim()
    return joined === '' ? bad(field, 'it must not be empty') : joined
  }
  const slug = line('slug', 40)
  if (!/^[a-z0-9-]{1,40}$/.test(slug)) bad('slug', 'use a-z, 0-9 and -')
  if (folder.split('/').at(-1) !== slug) bad('slug', `use the folder's name, or rename the folder`)
  const tier =
    tiers.find((known) => known === raw.tier) ?? bad('tier', 'write a number from 1 to 6')
  if (folder.includes('/') && folder.split('/').at(-2) !== `t${tier}`)
    bad('tier', 'write the number of the folder it lies in')
  const tags = raw.tags
  if (
    !Array.isArray(tags) ||
    tags.length > 8 ||
    tags.some((tag) => !/^[a-z0-9-]{1,24}$/.test(String(tag)))
  )
    bad('tags', 'write an array of at most 8 words of a-z, 0-9 and -')
  const forbids = raw.forbids ?? []
  const isForbiddable = (name: unknown) => forbiddable.some((known) => known === name)
  if (!Array.isArray(forbids) || !forbids.every(isForbiddable))
    bad('forbids', `write an array of ${forbiddable.join(' or ')}, or leave it out`)
  if (tier === 2 && starter === null)
    throw new ProblemFormatError(`${folder}/starter.ts`, '', 'add the broken function to repair')
  const signature = text('signature')
  const problem = {
    slug,
    title: line('title', 80),
    tier,
    tags: tags as string[],
    statement: text('statement'),
    signature,
    tests,
    starter,
    forbids: forbids as Forbiddable[],
  }
  // Only where there is such a rule, so that it changes no other problem's name.
  const rules = problem.forbids.length > 0 ? [problem.forbids] : []
  const hash = sha256(JSON.stringify([judgeVersion, slug, signature, tests, ...rules]))
  return { ...problem, hash }
}

function readObject(json: string, bad: (field: string, fix: string) => never) {
  let raw: unknown
  try {
    raw = JSON.parse(json)
  } catch (error) {
    return bad('', `make it valid JSON: ${error instanceof Error ? error.message : 'syntax error'}`)
  }
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
    return bad('', 'write one JSON object')
  return raw as { readonly [field: string]: unknown }
}

export class ProblemFormatError extends ZooidError {
  override readonly name = 'ProblemFormatError'
  constructor(file: string, field: string, fix: string) {
    super('problem.format', `${file}${field === '' ? '' : `: ${field}`}: ${fix}`, {
      hint: 'benchmarks/problems/README.md describes the format',
      status: 400,
    })
  }
}
