// The native checker against TypeScript 6 on the same files and options: they must agree on whether a
// source is accepted. Messages may differ, verdicts may not.
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, expect, test } from 'vitest'
import { compilerOptions, createChecker } from './checker.ts'
import { checkSources } from './problem-check.ts'
import { readProblems } from './problem-folder.ts'
import { readReferences } from './references.ts'

const root = fileURLToPath(new URL('../../../benchmarks/problems', import.meta.url))
const checker = createChecker()
afterAll(() => checker.close())

const service = createService()

/** Every twelfth problem, so that the suite stays quick; the selfcheck judges all natively. */
const sample = readProblems(root).filter((_, index) => index % 12 === 0)

test('both compilers accept and refuse the same solutions, right, wrong and spoilt', async () => {
  const disagreements: string[] = []
  let accepted = 0
  let refused = 0
  for (const problem of sample) {
    const { solution, second, wrong } = readReferences(root, problem)
    const plain = [solution, second, ...wrong.values()].filter((source) => source !== null)
    const sources = plain.flatMap((source) => [source, ...spoil(source)])
    const checked = await checkSources(checker, problem, sources.slice(0, 64))
    for (const [index, entry] of checked.entries()) {
      const source = sources[index] ?? ''
      if ('verdict' in entry && entry.verdict.kind === 'forbidden') continue
      const isAccepted = service(problem.signature, source)
      if (isAccepted) accepted++
      else refused++
      const isOurs = !('verdict' in entry)
      if (isAccepted !== isOurs)
        disagreements.push(`${problem.slug}: ${JSON.stringify(entry).slice(0, 300)}\n${source}`)
    }
  }
  expect(disagreements).toEqual([])
  expect(accepted).toBeGreaterThan(sample.length)
  expect(refused).toBeGreaterThan(sample.length)
}, 60_000)

/** Small damage that a type checker must see in one way or the other. */
function spoil(source: string): string[] {
  return [
    source.replace(/: number/, ': string'),
    source.replace(/\breturn /, 'return !'),
    source.replace(/\bconst /, 'let missing: string = missing2\nconst '),
    source.replace(/export function (\w+)/, 'export function other_$1'),
  ].filter((spoilt) => spoilt !== source)
}

function createService(): (signature: string, source: string) => boolean {
  const files = new Map<string, { text: string; version: number }>()
  const write = (name: string, text: string) =>
    files.set(name, { text, version: (files.get(name)?.version ?? 0) + 1 })
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, '/')
  write(
    '/contract.ts',
    "import type * as Wanted from './signature.d.ts'\nimport * as given from './solution.ts'\nexport const contract: typeof Wanted = given\n",
  )
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: (name) => String(files.get(name)?.version ?? 1),
    getScriptSnapshot: (name) => {
      const text = files.get(name)?.text ?? ts.sys.readFile(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name)?.text,
  })
  return (signature, source) => {
    write('/signature.d.ts', `${signature}\nexport {}\n`)
    write('/solution.ts', source)
    return ['/solution.ts', '/contract.ts'].every(
      (name) =>
        service.getSyntacticDiagnostics(name).length +
          service.getSemanticDiagnostics(name).length ===
        0,
    )
  }
}
