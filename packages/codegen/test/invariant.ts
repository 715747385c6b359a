// The invariant of the language, measured: random programs print to TypeScript without a type error, and
// the printed code gives in QuickJS what the evaluator gives. For a test and for `bin/invariant.ts`.
import { createChecker, transpile } from '@zooid/judge'
import { createSandbox, type Sandbox } from '@zooid/sandbox'
import { compile, OutOfFuel } from '../src/language/evaluate.ts'
import { flatten, type Signature, unflatten } from '../src/language/grammar.ts'
import { render } from '../src/language/render.ts'
import { type Random, sampleTerm, seededRandom } from '../src/language/sample.ts'
import { sizeOf, type Term } from '../src/language/term.ts'
import { sameValue, type Type, typeName, types } from '../src/language/type.ts'
import { randomInput } from './inputs.ts'

export type InvariantReport = {
  readonly programs: number
  readonly nodes: number
  readonly runs: number
  /** Runs in which the evaluator gave up, so that nothing was compared. */
  readonly skipped: number
  /** Productions that occurred. */
  readonly seen: ReadonlySet<string>
  readonly faults: readonly string[]
}

type Sample = {
  readonly name: string
  readonly term: Term
  readonly source: string
  readonly cases: readonly Case[]
}
type Case = {
  readonly args: readonly unknown[]
  readonly expected: unknown
  readonly throws: boolean
}

const batchSize = 64
const inputsEach = 5
const open = types.filter((type) => type !== 'M')

export async function measureInvariant(count: number, seed: number): Promise<InvariantReport> {
  const random = seededRandom(seed)
  const checker = createChecker({ deadlineMs: 30_000 })
  const sandbox = createSandbox({ workers: 1 })
  const report = { programs: 0, nodes: 0, runs: 0, skipped: 0, seen: new Set<string>() }
  const faults: string[] = []
  try {
    while (report.programs < count) {
      const batch = Array.from({ length: Math.min(batchSize, count - report.programs) }, (_, i) =>
        makeSample(random, `f${i}`, faults),
      )
      for (const { term, cases } of batch) {
        report.programs++
        report.nodes += sizeOf(term)
        report.runs += cases.length
        report.skipped += inputsEach - cases.length
        note(term, report.seen)
      }
      const files = Object.fromEntries(
        Array.from({ length: batchSize }, (_, i) => [`f${i}.ts`, batch[i]?.source ?? '']),
      )
      const checked = await checker.check([{ name: 'batch', files, isOwnFilesOnly: true }], [])
      if (checked.kind !== 'checked') throw new Error(`the checker: ${JSON.stringify(checked)}`)
      for (const { file, message } of checked.diagnostics)
        faults.push(`type error: ${message}\n${files[file] ?? ''}`)
      faults.push(...(await runBatch(sandbox, batch, `${seed}/${report.programs}`)))
    }
  } finally {
    await Promise.all([checker.close(), sandbox.close()])
  }
  return { ...report, faults }
}

/** What went wrong in QuickJS; when the batch as a whole comes to no end, each program runs alone. */
async function runBatch(
  sandbox: Sandbox,
  batch: readonly Sample[],
  testsId: string,
): Promise<string[]> {
  const ran = await sandbox.trials.run({
    tests: testsOf(batch),
    testsId,
    code: batch.map(moduleOf).join('\n'),
    seed: '1',
    runsFactor: 1,
    stopAtFailure: false,
    visibleOnly: false,
    maxSteps: 100_000,
    isRecorded: false,
    timeoutMs: 10_000,
  })
  if (ran.ok)
    return ran.value.tests.flatMap(({ ok, message }, i) =>
      ok ? [] : [`differs: ${message}\n${batch[i]?.source ?? ''}`],
    )
  const [only] = batch
  if (only && batch.length === 1) {
    // Statements come before the expression that throws, so such code may also never end.
    const cases = only.cases.filter(({ throws }) => !throws)
    if (cases.length < only.cases.length)
      return runBatch(sandbox, [{ ...only, cases }], `${testsId}/ends`)
    return [`${ran.fault.kind}: ${ran.fault.message}\n${only.source}`]
  }
  const faults: string[] = []
  for (const [i, sample] of batch.entries())
    faults.push(...(await runBatch(sandbox, [sample], `${testsId}/${i}`)))
  return faults
}

function makeSample(random: Random, name: string, faults: string[]): Sample {
  const pickType = (): Type => open[Math.floor(random() * open.length)] ?? 'n'
  const signature: Signature = {
    parameters: Array.from({ length: 1 + Math.floor(random() * 3) }, pickType),
    result: pickType(),
    numbers: [12],
    strings: ["don't", 'x'],
  }
  const names = signature.parameters.map((_, i) => ['list', 'x', 'value'][i] ?? `p${i}`)
  const shown = signature.parameters.map((type, i) => `${names[i]}: ${declared(random, type)}`)
  const term = sampleTerm(random, signature, { depth: 2 + Math.floor(random() * 4) })
  const source = render(term, {
    signature: `export function ${name}(${shown.join(', ')}): ${typeName(signature.result)}`,
    parameters: names,
  })
  if (
    !sameValue(
      flatten(unflatten(flatten(term, signature), signature), signature),
      flatten(term, signature),
    )
  )
    faults.push(`does not come back from its symbols:\n${source}`)
  const run = compile(term, signature.parameters.length)
  const cases: Case[] = []
  for (let i = 0; i < inputsEach; i++) {
    const args = signature.parameters.map((type) => randomInput(random, type))
    const before = JSON.stringify(args)
    try {
      cases.push({ args, expected: run(args), throws: false })
    } catch (error) {
      if (!(error instanceof OutOfFuel)) cases.push({ args, expected: String(error), throws: true })
    }
    if (JSON.stringify(args) !== before) faults.push(`changes its arguments:\n${source}`)
  }
  return { name, term, source, cases }
}

/** A parameter's type, readonly outside, throughout or not at all. */
function declared(random: Random, type: Type): string {
  const plain = typeName(type)
  const choice = Math.floor(random() * 3)
  if (!plain.endsWith('[]') || choice === 0) return plain
  if (choice === 1 || !plain.endsWith('[][]')) return `readonly ${plain}`
  return `readonly (readonly ${plain.slice(0, -2)})[]`
}

function note(term: Term, seen: Set<string>): void {
  if (term.kind !== 'call') return
  seen.add(term.production.name)
  for (const part of term.parts) note(part, seen)
}

/** Helpers of one program must not meet those of another. */
function moduleOf({ source, name }: Sample): string {
  const code = transpile('program.ts', source)
  if (!code.ok) return `export const ${name} = () => { throw new SyntaxError('transpile') }`
  return `export const ${name} = (() => {\n${code.code.replace('export function', 'function')}\nreturn ${name} })()`
}

/** One check per program; values are compared by content, NaN equal to itself. */
function testsOf(batch: readonly Sample[]): string {
  const checks = batch.map(
    (
      { cases, name },
      i,
    ) => `check('${i}', () => { for (const [args, expected, fails] of ${literalOf(
      cases.map(({ args, expected, throws }) => [args, expected, throws]),
    )}) {
  let actual, threw = false
  try { actual = solution.${name}(...args) } catch { threw = true }
  ok(threw === fails && (fails || same(actual, expected)), show(args) + ' gives ' + (threw ? 'an error' : show(actual)) + ', the evaluator ' + show(expected))
} }, 1)`,
  )
  return `const same = (a, b) => a === b || (a !== a && b !== b) || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => same(x, b[i])))
const show = (x) => JSON.stringify(x, (_, y) => (typeof y === 'number' && !Number.isFinite(y) ? String(y) : y))
${checks.join('\n')}`
}

function literalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(',')}]`
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  return JSON.stringify(value)
}
