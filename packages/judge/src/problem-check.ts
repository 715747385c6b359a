// The first half of a verdict on solutions of one problem: caps, types against the signature, forbidden
// constructs, plain JavaScript. Up to 64 sources share one snapshot of the checker; none can see another,
// because a source that imports, declares or references anything is taken out before types count.
import { messageOf } from '@zooid/base'
import type { Checker, CheckResult, OnTrees, Program, SourceFile } from './checker.ts'
import type { Problem } from './problem.ts'
import type { ProblemVerdict } from './problem-verdict.ts'
import { findForbidden, findOversize } from './rules.ts'
import { transpile } from './transpile.ts'
import type { Diagnostic } from './types.ts'

export const batchSize = 64
/** Too short to nest as deep as would end the transpiler, whatever it says; see findForbidden. */
const maxEagerLength = 2000

export type CheckedSource =
  | { readonly code: string; readonly checkMs: number }
  | { readonly verdict: ProblemVerdict }

/**
 * Checks at most `batchSize` sources together; one entry per source, in their order. When the snapshot
 * passes its deadline, each source is checked alone, so only the guilty ones get `timeout`. `onCode` hears
 * of each source before its types are known, at most twice: of one short source at once, of others when nothing
 * forbidden was found in them.
 */
export async function checkSources(
  checker: Checker,
  problem: Problem,
  sources: readonly string[],
  onCode?: (index: number, code: string) => void,
): Promise<CheckedSource[]> {
  const found: (CheckedSource | undefined)[] = sources.map((source) => {
    const oversize = findOversize(file, source)
    return oversize ? { verdict: { kind: 'forbidden', ...oversize } } : undefined
  })
  const open = () => [...found.keys()].filter((index) => found[index] === undefined)
  const settle = (index: number, verdict: ProblemVerdict) => {
    found[index] = { verdict }
  }

  // Nobody waits for the trees of one short source: what runs meanwhile is the sandbox's to hold, and what
  // is forbidden comes to nothing when the check is done.
  const [only = ''] = sources
  const isEager = sources.length === 1 && found[0] === undefined && only.length <= maxEagerLength
  if (onCode && isEager) {
    const code = transpile(file, only)
    if (code.ok) onCode(0, code.code)
  }

  // A second look is needed only when one source could have changed what the others mean.
  for (let round = 0; round < 2 && open().length > 0; round++) {
    const indices = open()
    const slots = indices.map((index) => sources[index] ?? '')
    const result = await checker.check(
      [programOf(problem, slots)],
      treesOf(slots.length),
      onCode && !isEager
        ? announce(problem, slots, (slot, code) => onCode(indices[slot] ?? 0, code))
        : undefined,
    )
    if (result.kind === 'timeout' && slots.length > 1) {
      for (const index of indices) {
        const [alone] = await checkSources(checker, problem, [sources[index] ?? ''])
        found[index] = alone
      }
      break
    }
    if (result.kind !== 'checked') {
      const verdict: ProblemVerdict =
        result.kind === 'timeout' ? { kind: 'timeout', stage: 'check' } : result
      for (const index of indices) settle(index, verdict)
      break
    }
    let isPolluted = false
    for (const [slot, index] of indices.entries()) {
      const violation = findViolation(problem, treeOf(result, slots.length, slot))
      if (!violation) continue
      settle(index, { kind: 'forbidden', ...violation })
      if (slots.length > 1 && polluting.has(violation.rule)) isPolluted = true
    }
    if (isPolluted) continue
    for (const [slot, index] of indices.entries())
      if (found[index] === undefined)
        found[index] = conclude(sources[index] ?? '', slots.length, slot, result)
  }
  return found.map((entry) => entry ?? { verdict: { kind: 'infrastructure', message: 'no check' } })
}

function announce(
  problem: Problem,
  slots: readonly string[],
  onCode: (slot: number, code: string) => void,
): OnTrees {
  return (trees) => {
    for (const [slot, source] of slots.entries()) {
      const tree = trees.get(slotFile(slots.length, slot))
      if (!tree || findViolation(problem, tree)) continue
      const code = transpile(file, source)
      if (code.ok) onCode(slot, code.code)
    }
  }
}

/** The name diagnostics give the source. */
const file = 'solution.ts'
const polluting: ReadonlySet<string> = new Set(['declare', 'import', 'reference'])

const contractOf = (slot: string) => `import type * as Wanted from './signature.d.ts'
import * as given from './solution${slot}.ts'
export const contract: typeof Wanted = given
`

/** One program for a single source, another for many: their file names never vary. */
function programOf({ signature }: Problem, slots: readonly string[]): Program {
  const files: { [fileName: string]: string } = { 'signature.d.ts': `${signature}\nexport {}\n` }
  if (slots.length === 1) {
    files[file] = slots[0] ?? ''
    files['contract.ts'] = contractOf('')
    return { name: 'solution', files, isOwnFilesOnly: true }
  }
  for (let slot = 0; slot < batchSize; slot++) {
    files[`solution${slot}.ts`] = slots[slot] ?? ''
    files[`contract${slot}.ts`] = slot < slots.length ? contractOf(String(slot)) : ''
  }
  return { name: 'batch', files, isOwnFilesOnly: true }
}

const slotFile = (count: number, slot: number) =>
  count === 1 ? `solution/${file}` : `batch/solution${slot}.ts`

const treesOf = (count: number) => Array.from({ length: count }, (_, slot) => slotFile(count, slot))

function treeOf(
  { trees }: Extract<CheckResult, { kind: 'checked' }>,
  count: number,
  slot: number,
): SourceFile {
  const tree = trees.get(slotFile(count, slot))
  if (!tree) throw new RangeError(`no tree of ${slotFile(count, slot)}`)
  return tree
}

function findViolation({ forbids }: Problem, tree: SourceFile) {
  return findForbidden(file, tree, { allowAny: false, isProblem: true, forbids })
}

function conclude(
  source: string,
  count: number,
  slot: number,
  { diagnostics, checkMs }: Extract<CheckResult, { kind: 'checked' }>,
): CheckedSource {
  const suffix = count === 1 ? '' : String(slot)
  const share = checkMs / count
  const mine = diagnostics.flatMap((diagnostic): Diagnostic[] => {
    if (diagnostic.file === `solution${suffix}.ts`) return [{ ...diagnostic, file }]
    if (diagnostic.file !== `contract${suffix}.ts`) return []
    const message = `the exports do not fit the signature: ${diagnostic.message}`
    return [{ ...diagnostic, file, line: 1, column: 1, message }]
  })
  if (mine.length > 0)
    return {
      verdict: { kind: 'type_error', diagnostics: mine, timings: { checkMs: share, testMs: 0 } },
    }
  const general = diagnostics.find(({ file: of }) => of === '' || of === 'signature.d.ts')
  if (general)
    return { verdict: { kind: 'infrastructure', message: `the signature: ${general.message}` } }
  try {
    const code = transpile(file, source)
    if (!code.ok) return { verdict: { kind: 'forbidden', rule: 'syntax', message: code.message } }
    return { code: code.code, checkMs: share }
  } catch (error) {
    return { verdict: { kind: 'infrastructure', message: messageOf(error) } }
  }
}
