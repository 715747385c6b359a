// Problems that are the same problem under two names: the reference of one passes the tests of the other
// once its export is renamed. Only problems whose signatures have the same shape can be twins.
import { maxSolutionSteps, type Problem, prepareTests, transpile } from '@zooid/judge'
import type { Sandbox } from '@zooid/sandbox'

export type Entry = { readonly problem: Problem; readonly solution: string }
export type Twin = { readonly solution: string; readonly passes: string }

/** Pairs `[solution of, tests of]` worth trying. */
export function findSuspects(entries: readonly Entry[]): [Entry, Entry][] {
  const byShape = new Map<string, Entry[]>()
  for (const entry of entries) {
    const shape = shapeOf(entry.problem.signature)
    byShape.set(shape, [...(byShape.get(shape) ?? []), entry])
  }
  return [...byShape.values()].flatMap((same) =>
    same.flatMap((one) =>
      same.filter((other) => other !== one).map((other): [Entry, Entry] => [one, other]),
    ),
  )
}

export async function isTwin(sandbox: Sandbox, one: Entry, other: Entry): Promise<boolean> {
  const code = transpile('solution.ts', one.solution)
  if (!code.ok) return false
  const [from, to] = [exportsOf(one.problem.signature), exportsOf(other.problem.signature)]
  const renamed = from.flatMap((name, index) =>
    name === to[index] ? [] : [`${name} as ${to[index]}`],
  )
  const result = await sandbox.trials.run({
    ...prepareTests(other.problem),
    code: `${code.code}\nexport { ${renamed.join(', ')} }\n`,
    seed: '1',
    runsFactor: 1,
    stopAtFailure: true,
    visibleOnly: false,
    maxSteps: maxSolutionSteps,
    isRecorded: false,
    timeoutMs: 2000,
  })
  return result.ok && result.value.tests.every(({ ok }) => ok)
}

/** The signature without names, comments and readonly: `function(string):string`. */
export function shapeOf(signature: string): string {
  return signature
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    .replace(/\breadonly\b|\bexport\b/g, '')
    .replace(/\bReadonlyArray</g, 'Array<')
    .replace(/\b(function|class|const)\s+\w+/g, '$1')
    .replace(/\b\w+\??\s*:\s*(?=[^;,)}]*[,)])/g, '')
    .replace(/\s+/g, '')
}

/** Names of exported values in the order of the signature. */
function exportsOf(signature: string): string[] {
  return [...signature.matchAll(/export\s+(?:function|class|const)\s+(\w+)/g)].map(
    ([, name]) => name ?? '',
  )
}
