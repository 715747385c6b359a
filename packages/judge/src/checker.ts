// The one wrapper of the native TypeScript checker, which runs as a child process that is reused from
// check to check. Its file system is closed: it sees the given files and the compiler's own lib files,
// nothing of the host's disk. A check that passes the deadline costs the process its life (SIGKILL).
import type { ChildProcess } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Log, messageOf, silentLog } from '@zooid/base'
import { type Node, type SourceFile, SyntaxKind } from 'typescript-native/unstable/ast'
import { API, type Project, type Snapshot, type Type } from 'typescript-native/unstable/async'
import type { Diagnostic } from './types.ts'

export { type Node, type SourceFile, SyntaxKind }

/** One closed program: files by name (`index.ts`), checked together, sharing globals with no other. */
export type Program = {
  readonly name: string
  readonly files: { readonly [fileName: string]: string }
  /** Ask only what its own files are guilty of: a program of rules that were proven elsewhere. */
  readonly isOwnFilesOnly?: boolean
  /** Read the types of all nodes of the wanted trees as well. */
  readonly isTyped?: boolean
}

/** Called with the syntax trees while the types are still being checked. */
export type OnTrees = (trees: ReadonlyMap<string, SourceFile>) => void

export type CheckResult =
  | {
      readonly kind: 'checked'
      /** In the order of the programs; `file` is the name given in `files`. */
      readonly diagnostics: readonly Diagnostic[]
      /** Syntax trees of the requested files, as `<program>/<file>`. */
      readonly trees: ReadonlyMap<string, SourceFile>
      /** What the compiler writes for the types of nodes of typed programs; not every node has one. */
      readonly types: ReadonlyMap<Node, string>
      readonly checkMs: number
    }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'infrastructure'; readonly message: string }

export type Checker = {
  /** Checks one after the other; never rejects. File and program names must not vary between calls. */
  readonly check: (
    programs: readonly Program[],
    wantedTrees: readonly string[],
    onTrees?: OnTrees,
  ) => Promise<CheckResult>
  readonly close: () => Promise<void>
}

export type CheckerOptions = {
  /** @default 2000 */
  readonly deadlineMs?: number
  readonly log?: Log
}

const startMs = 10_000
/** A check this slow has grown the process's heap, which it would keep. */
const renewAfterMs = 500
const maxWaiting = 64
/** Of one file. */
const maxDiagnostics = 50
const maxMessageLength = 1000

/** The repository's own strict set, without any host types. */
export const compilerOptions = {
  target: 'es2023',
  lib: ['es2023'],
  types: [],
  module: 'esnext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
}

export function createChecker({
  deadlineMs = 2000,
  log = silentLog,
}: CheckerOptions = {}): Checker {
  let compiler: Compiler | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let closed = false

  /** A process that has read its lib files, which costs it far more than a check does. */
  const warmCompiler = async (programs: readonly Program[]): Promise<Compiler> => {
    if (compiler) return compiler
    const started = openCompiler()
    compiler = started
    // A process that dies between checks must not cost the next check its verdict.
    started.gone.catch(() => {
      if (compiler === started) compiler = undefined
    })
    const blank = programs.map(({ name, files }) => ({
      name,
      files: Object.fromEntries(Object.keys(files).map((file) => [file, ''])),
    }))
    await within(startMs, started, started.check(blank, []))
    return started
  }

  const discard = () => {
    compiler?.kill()
    compiler = undefined
  }

  const checkNow = async (
    programs: readonly Program[],
    wantedTrees: readonly string[],
    onTrees: OnTrees | undefined,
  ): Promise<CheckResult> => {
    if (closed) return { kind: 'infrastructure', message: 'the checker is closed' }
    try {
      const ready = await warmCompiler(programs)
      const startedAt = performance.now()
      const found = await within(deadlineMs, ready, ready.check(programs, wantedTrees, onTrees))
      const checkMs = performance.now() - startedAt
      if (checkMs > renewAfterMs) discard()
      return { kind: 'checked', ...found, checkMs }
    } catch (error) {
      discard()
      if (closed) return { kind: 'infrastructure', message: 'the checker is closed' }
      if (error === deadline) {
        log.warn({ deadlineMs }, 'type checker killed at the deadline')
        return { kind: 'timeout' }
      }
      log.error({ error: messageOf(error) }, 'type checker failed')
      return { kind: 'infrastructure', message: `the type checker failed: ${messageOf(error)}` }
    }
  }

  /** After one process ended, the next check should find a warm one. */
  const prepare = async (programs: readonly Program[]) => {
    if (compiler || closed) return
    try {
      await warmCompiler(programs)
    } catch (error) {
      discard()
      log.error({ error: messageOf(error) }, 'the type checker does not start')
    }
  }

  return {
    async check(programs, wantedTrees, onTrees) {
      if (waiting >= maxWaiting)
        return { kind: 'infrastructure', message: `${waiting} checks are already waiting` }
      waiting++
      const turn = last.then(() => checkNow(programs, wantedTrees, onTrees))
      last = turn.then(() => prepare(programs))
      const result = await turn
      waiting--
      return result
    },
    async close() {
      closed = true
      discard()
      await last
    },
  }
}

type Compiler = {
  readonly check: (
    programs: readonly Program[],
    wantedTrees: readonly string[],
    onTrees?: OnTrees,
  ) => Promise<{
    diagnostics: Diagnostic[]
    trees: Map<string, SourceFile>
    types: Map<Node, string>
  }>
  /** Rejects once the process is gone. */
  readonly gone: Promise<never>
  readonly kill: () => void
}

/** What this file needs to see of the API's private parts, to end its process. */
type ApiInternals = {
  readonly client: {
    readonly process?: ChildProcess
    readonly connection?: { readonly dispose: () => void }
  }
}

function openCompiler(): Compiler {
  const files = new Map<string, string>()
  const opened = new Set<string>()
  const libFolder = locateLibFolder()
  const libFiles = new Set(readdirSync(libFolder).map((name) => join(libFolder, name)))
  const folders = () => new Set(['/', ...[...files.keys()].map((path) => dirname(path))])
  // `null` and `false` say "does not exist"; `undefined` would fall back to the real disk.
  const api = new API({
    cwd: '/',
    fs: {
      readFile: (path) => files.get(path) ?? (libFiles.has(path) ? undefined : null),
      fileExists: (path) => files.has(path),
      directoryExists: (path) => folders().has(path),
      getAccessibleEntries: () => ({ files: [], directories: [] }),
      realpath: (path) => path,
    },
  })
  const internals = api as unknown as ApiInternals
  let watched: ChildProcess | undefined
  let reportGone: (error: Error) => void = () => {}
  const gone = new Promise<never>((_resolve, reject) => {
    reportGone = reject
  })
  // Nobody may be waiting when the process ends.
  gone.catch(() => {})
  let killed = false

  const watch = () => {
    const child = internals.client.process
    if (!child || child === watched) return
    watched = child
    child.once('exit', () => reportGone(new Error('its process ended')))
    // Writing to a killed process is expected; `exit` reports it.
    child.stdin?.on('error', () => {})
    child.unref()
  }

  return {
    gone,
    async check(programs, wantedTrees, onTrees) {
      const changed: string[] = []
      for (const { name, files: contents } of programs) {
        const config = { compilerOptions, files: Object.keys(contents) }
        for (const [file, text] of Object.entries({
          ...contents,
          'tsconfig.json': JSON.stringify(config),
        })) {
          const path = `/${name}/${file}`
          if (files.get(path) === text) continue
          if (files.has(path)) changed.push(path)
          files.set(path, text)
        }
      }
      const fresh = programs.map(({ name }) => configOf(name)).filter((path) => !opened.has(path))
      // The client would hand out trees of an earlier snapshot's text otherwise.
      api.clearSourceFileCache()
      const snapshot = await api.updateSnapshot({
        ...(fresh.length > 0 ? { openProjects: fresh } : {}),
        ...(changed.length > 0 ? { fileChanges: { changed } } : {}),
      })
      watch()
      for (const path of fresh) opened.add(path)
      const found = await readSnapshot(snapshot, programs, new Set(wantedTrees), onTrees)
      // Waited for: a request that is still on its way when the process ends is nobody's to catch.
      await snapshot.dispose()
      return found
    },
    kill() {
      if (killed) return
      killed = true
      watch()
      internals.client.process?.kill('SIGKILL')
      internals.client.connection?.dispose()
    },
  }
}

const configOf = (program: string) => `/${program}/tsconfig.json`

async function readSnapshot(
  snapshot: Snapshot,
  programs: readonly Program[],
  wantedTrees: ReadonlySet<string>,
  onTrees: OnTrees | undefined,
) {
  const diagnostics: Diagnostic[] = []
  const trees = new Map<string, SourceFile>()
  const types = new Map<Node, string>()
  for (const { name, files, isOwnFilesOnly = false, isTyped = false } of programs) {
    const project = snapshot.getProject(configOf(name))
    if (!project) throw new Error(`program ${name} did not open`)
    const { program, checker } = project
    const wanted = Object.entries(files).filter(([file]) => wantedTrees.has(`${name}/${file}`))
    // One after the other would cost a round trip each.
    const reading = Promise.all(wanted.map(([file]) => program.getSourceFile(`/${name}/${file}`)))
    const finding = Promise.all([
      program.getSyntacticDiagnostics(),
      program.getSemanticDiagnostics(),
      ...(isOwnFilesOnly
        ? []
        : [
            program.getConfigFileParsingDiagnostics(),
            program.getProgramDiagnostics(),
            program.getGlobalDiagnostics(),
          ]),
    ])
    // Whichever fails first is reported; the other must not go unheard.
    finding.catch(() => {})
    const read = await reading
    for (const [index, [file, text]] of wanted.entries()) {
      const tree = read[index]
      if (tree?.text !== text)
        throw new Error(`the tree of ${name}/${file} is not of the given text`)
      trees.set(`${name}/${file}`, tree)
    }
    onTrees?.(trees)
    const found = await finding
    if (isTyped) for (const tree of read) if (tree) await readTypes(checker, tree, types)
    const perFile = new Map<string, number>()
    for (const diagnostic of found.flat()) {
      const file = diagnostic.fileName?.startsWith(`/${name}/`)
        ? diagnostic.fileName.slice(name.length + 2)
        : ''
      const count = (perFile.get(file) ?? 0) + 1
      perFile.set(file, count)
      if (count > maxDiagnostics) continue
      diagnostics.push({
        file,
        ...positionOf(files[file] ?? '', diagnostic.pos),
        code: diagnostic.code,
        message: fullText(diagnostic).slice(0, maxMessageLength),
      })
    }
  }
  return { diagnostics, trees, types }
}

/**
 * The compiler cannot hand out some types that refer to themselves: a request with such a node fails as a
 * whole, so it is halved until only those nodes stay without a type.
 */
async function typesOf(
  checker: Project['checker'],
  nodes: readonly Node[],
): Promise<(Type | undefined)[]> {
  try {
    return await checker.getTypeAtLocation(nodes)
  } catch (error) {
    if (!/panic|interface conversion/.test(messageOf(error))) throw error
    if (nodes.length <= 1) return nodes.map(() => undefined)
    const half = nodes.length >> 1
    const left = await typesOf(checker, nodes.slice(0, half))
    return [...left, ...(await typesOf(checker, nodes.slice(half)))]
  }
}

/** One round trip for all nodes, then one per type that is new. */
async function readTypes(
  checker: Project['checker'],
  tree: SourceFile,
  types: Map<Node, string>,
): Promise<void> {
  const nodes: Node[] = []
  const open: Node[] = [tree]
  for (let node = open.pop(); node; node = open.pop()) {
    node.forEachChild((child) => {
      nodes.push(child)
      open.push(child)
      return undefined
    })
  }
  const found = await typesOf(checker, nodes)
  const distinct = [...new Set(found)].filter((type) => type !== undefined)
  const texts = await Promise.all(distinct.map((type) => checker.typeToString(type)))
  const textOf = new Map(distinct.map((type, index) => [type, texts[index] ?? '']))
  for (const [index, node] of nodes.entries()) {
    const type = found[index]
    if (type) types.set(node, textOf.get(type) ?? '')
  }
}

type MessageChain = {
  readonly text: string
  readonly messageChain?: readonly MessageChain[] | undefined
}

function fullText({ text, messageChain = [] }: MessageChain, depth = 0): string {
  if (depth > 8) return text
  return [text, ...messageChain.map((link) => fullText(link, depth + 1))].join(' ')
}

/** 1-based line and column of a UTF-16 offset. */
function positionOf(text: string, offset: number) {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: before.length - lineStart + 1 }
}

/** The platform package holds the checker's binary and, beside it, lib.*.d.ts. */
function locateLibFolder(): string {
  const here = createRequire(import.meta.url)
  const fromCompiler = createRequire(here.resolve('typescript-native/package.json'))
  const platform = `@typescript/typescript-${process.platform}-${process.arch}`
  return join(dirname(fromCompiler.resolve(`${platform}/package.json`)), 'lib')
}

const deadline = Symbol('deadline')

async function within<T>(ms: number, compiler: Compiler, work: Promise<T>): Promise<T> {
  // Once the race is lost, a late rejection of the killed process has no reader.
  work.catch(() => {})
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(deadline), ms)
  })
  try {
    return await Promise.race([work, late, compiler.gone])
  } finally {
    clearTimeout(timer)
  }
}
