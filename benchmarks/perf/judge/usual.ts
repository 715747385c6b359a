// The path one would take instead: the TypeScript 6 LanguageService in this process, ts.transpileModule, and
// node:vm with a timeout. It checks the same files under the same options and runs the same prelude and
// tests. It is fast to start and no boundary at all: node:vm lets a guest out.
import vm from 'node:vm'
import { type Problem, prepareTests, problemCompilerOptions } from '@zooid/judge'
import { solutionPrelude, testsPrelude } from '@zooid/sandbox/trial-prelude'
import ts from 'typescript'

export type UsualJudge = (source: string) => boolean

const contract = `import type * as Wanted from './signature.d.ts'
import * as given from './solution.ts'
export const contract: typeof Wanted = given
`

/** A judge of one problem that keeps its program and its compiled tests warm. */
export function createUsualJudge(problem: Problem): UsualJudge {
  const files = new Map<string, { text: string; version: number }>([
    ['/signature.d.ts', { text: `${problem.signature}\nexport {}\n`, version: 1 }],
    ['/solution.ts', { text: '', version: 1 }],
    ['/contract.ts', { text: contract, version: 1 }],
  ])
  const parsed = ts.convertCompilerOptionsFromJson(problemCompilerOptions, '/')
  const service = ts.createLanguageService({
    getCompilationSettings: () => parsed.options,
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: (name) => String(files.get(name)?.version ?? 1),
    getScriptSnapshot: (name) => {
      const text = files.get(name)?.text ?? ts.sys.readFile(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (name) => files.has(name) || name.includes('/typescript/lib/'),
    readFile: (name) => files.get(name)?.text ?? ts.sys.readFile(name),
  })
  // A module of no exports as a script: node:vm has modules only behind a flag.
  const tests = new vm.Script(prepareTests(problem).tests.replace(/^export \{\};?$/m, ''))
  const prelude = new vm.Script(testsPrelude)

  return (source) => {
    const file = files.get('/solution.ts')
    if (!file) return false
    file.text = source
    file.version++
    for (const name of ['/solution.ts', '/contract.ts'])
      if (
        service.getSyntacticDiagnostics(name).length + service.getSemanticDiagnostics(name).length
      )
        return false
    const code = ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    }).outputText
    return runTests(prelude, tests, code)
  }
}

type SolutionParts = [open: (module: object) => string, dispatch: (message: string) => string]
type TestParts = [list: () => string, run: (orders: string) => string]

function runTests(prelude: vm.Script, tests: vm.Script, code: string): boolean {
  const options = { timeout: 2000 }
  const solutionWorld = vm.createContext({ exports: {} })
  const install = vm.runInContext(solutionPrelude, solutionWorld) as (
    host: unknown,
  ) => SolutionParts
  const [open, dispatch] = install(() => '-{"name":"Error","message":"no callbacks here"}')
  vm.runInContext(code, solutionWorld, options)
  const testWorld = vm.createContext({})
  const installTests = prelude.runInContext(testWorld) as (host: unknown) => TestParts
  const [, run] = installTests((message: string) => dispatch(message))
  tests.runInContext(testWorld, options)
  const exported = open(solutionWorld.exports as object).slice(1)
  const orders = `{"seed":"1","runsFactor":1,"stopAtFailure":false,"visibleOnly":false,"exported":${exported}}`
  const report = JSON.parse(run(orders).slice(1)) as { ok: boolean }[]
  return report.length > 0 && report.every(({ ok }) => ok)
}
