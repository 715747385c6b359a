// Whether a training corpus holds what is measured: a sealed reference under other names, or a program that
// behaves as one. Compare before training, not after; a hit names the program and the problem.
import type { Sandbox } from '@zooid/sandbox'
import { sha256 } from './content-hash.ts'
import type { Problem } from './problem.ts'
import { maxSolutionSteps, prepareTests } from './problem-judge.ts'
import { transpile } from './transpile.ts'

export type CorpusProgram = { readonly name: string; readonly source: string }

export type Contamination = {
  readonly program: string
  readonly slug: string
  /** `source`: the same text but for names and layout; `behaviour`: it passes the problem's tests. */
  readonly by: 'source' | 'behaviour'
}

/** Every program of the corpus that gives a sealed problem away. */
export async function findContamination(
  sandbox: Sandbox,
  corpus: readonly CorpusProgram[],
  sealed: readonly { readonly problem: Problem; readonly solutions: readonly string[] }[],
): Promise<Contamination[]> {
  const texts = new Map(
    sealed.flatMap(({ problem, solutions }) =>
      solutions.map((source) => [normaliseSource(source), problem.slug] as const),
    ),
  )
  const found: Contamination[] = []
  for (const { name, source } of corpus) {
    const slug = texts.get(normaliseSource(source))
    if (slug !== undefined) found.push({ program: name, slug, by: 'source' })
    for (const { problem } of sealed)
      if (problem.slug !== slug && (await passesUnderAnyName(sandbox, problem, source)))
        found.push({ program: name, slug: problem.slug, by: 'behaviour' })
  }
  return found
}

/**
 * A hash that does not depend on comments, white space, quotes, semicolons, types of declarations' names or
 * the names a program gives its own things.
 */
export function normaliseSource(source: string): string {
  const code = transpile('solution.ts', source)
  const token =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_$][\w$]*|\.\.\.|[^\s\w]|\d[\w.]*/g
  const names = new Map<string, string>()
  const out: string[] = []
  let previous = ''
  for (const [text] of (code.ok ? code.code : source).matchAll(token)) {
    if (text.startsWith('//') || text.startsWith('/*') || text === ';') continue
    let word = text
    if (/^["']/.test(text)) word = `'${text.slice(1, -1)}'`
    // A property's name is part of what a program does; its own names are not.
    else if (/^[A-Za-z_$]/.test(text) && previous !== '.' && !kept.has(text)) {
      word = names.get(text) ?? `n${names.size}`
      names.set(text, word)
    }
    out.push(word)
    previous = text
  }
  return sha256(out.join(' '))
}

const kept: ReadonlySet<string> = new Set(
  `export function return const let var if else for while do switch case break continue default new class
  extends constructor this super static get set of in typeof instanceof void delete throw try catch finally
  yield async await true false null undefined NaN Infinity Math Number String Boolean BigInt Array Object
  Map Set JSON Error RangeError TypeError parseInt parseFloat isNaN Symbol RegExp Date`.split(
    /\s+/,
  ),
)

const timeoutMs = 2000

/**
 * Whether the module passes the problem's tests when its exports are given the names the problem asks for.
 * `doubt` is called when the clock or trouble of our own said no.
 */
export async function passesUnderAnyName(
  sandbox: Sandbox,
  problem: Problem,
  source: string,
  doubt: () => void = () => {},
): Promise<boolean> {
  const code = transpile('solution.ts', source)
  if (!code.ok) return false
  const given = exportedNames(source)
  const wanted = exportedNames(problem.signature)
  if (given.length < wanted.length || wanted.length === 0) return false
  // Programs with several exports match in their order; trying all would be worse than quadratic.
  const renamed = wanted.flatMap((name, index) =>
    given.includes(name) ? [] : [`${given[index]} as ${name}`],
  )
  const result = await sandbox.trials.run({
    ...prepareTests(problem),
    code: `${code.code}\nexport { ${renamed.join(', ')} }\n`,
    seed: '1',
    runsFactor: 1,
    stopAtFailure: true,
    visibleOnly: false,
    maxSteps: maxSolutionSteps,
    isRecorded: false,
    timeoutMs,
  })
  if (!result.ok && (result.fault.kind === 'infrastructure' || result.wallMs >= timeoutMs)) doubt()
  return result.ok && result.value.tests.every(({ ok }) => ok)
}

/** Names of exported functions, classes and constants, in the order of the text. */
export function exportedNames(source: string): string[] {
  return [...source.matchAll(/export\s+(?:function\*?|class|const)\s+(\w+)/g)].map(
    ([, name]) => name ?? '',
  )
}
