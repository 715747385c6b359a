// Decides whether a cartridge may go live: caps, types, forbidden constructs, its own tests, and the
// examples its manifest promises. The verdict names the stage; trouble of our own is a separate kind
// and says nothing about the source.
import {
  type Address,
  canonicalJson,
  type Log,
  limits,
  messageOf,
  parsePrice,
  silentLog,
  ZooidError,
} from '@zooid/base'
import {
  type CartridgeRequest,
  type CartridgeResponse,
  guestDeclarations,
  type Manifest,
  parseManifest,
  type Sandbox,
  type TestReport,
  testDeclarations,
} from '@zooid/sandbox'
import { type Checker, createChecker, type Program } from './checker.ts'
import { createMemoryKv, type MemoryKv } from './memory-kv.ts'
import { findForbidden, findOversize } from './rules.ts'
import { transpile } from './transpile.ts'
import type { CartridgeSource, CartridgeVerdict, Diagnostic, Judge } from './types.ts'

export type JudgeOptions = {
  /** Runs the tests; the caller owns and closes it. */
  readonly sandbox: Sandbox
  readonly log?: Log
  /** What `call` reaches while judging. Without it, `call` fails with `call.unavailable`. */
  readonly callOther?: (slug: string, request: CartridgeRequest) => Promise<CartridgeResponse>
  /** Whole test file, every request included. @default 2000 */
  readonly testTimeoutMs?: number
  /** @default 2000 */
  readonly checkTimeoutMs?: number
}

/** Starts no process before the first check. Call `close` to end the checker. */
export function createJudge({
  sandbox,
  log = silentLog,
  callOther,
  testTimeoutMs = 2000,
  checkTimeoutMs = 2000,
}: JudgeOptions): Judge {
  const checker = createChecker({ deadlineMs: checkTimeoutMs, log })
  return {
    async judgeCartridge(given) {
      const source = {
        ...given,
        index: withoutByteOrderMark(given.index),
        test: withoutByteOrderMark(given.test),
      }
      try {
        const checked = await checkSource(checker, source)
        if ('verdict' in checked) return checked.verdict
        return await testCartridge(source, checked, { sandbox, callOther, testTimeoutMs })
      } catch (error) {
        log.error({ error: messageOf(error), slug: source.manifest.slug }, 'judging failed')
        return { kind: 'infrastructure', message: messageOf(error) }
      }
    },
    close: checker.close,
  }
}

type Checked = { readonly code: string; readonly testCode: string; readonly checkMs: number }

async function checkSource(
  checker: Checker,
  { manifest, index, test }: CartridgeSource,
): Promise<Checked | { readonly verdict: CartridgeVerdict }> {
  const parsed = parseManifest(manifest)
  if (!parsed.ok)
    return forbidden({
      rule: 'manifest',
      message: parsed.issues.map(({ field, message }) => `${field}: ${message}`).join('; '),
    })
  const oversize = findOversize('index.ts', index) ?? findOversize('test.ts', test)
  if (oversize) return forbidden(oversize)

  const programs: readonly Program[] = [
    {
      name: 'cartridge',
      files: {
        'index.ts': index,
        'guest.d.ts': guestDeclarations(manifest.capabilities),
        'contract.ts': manifest.interactive ? contract + interactiveContract : contract,
      },
    },
    { name: 'test', files: { 'test.ts': test, 'guest.d.ts': testDeclarations() } },
  ]
  const result = await checker.check(programs, ['cartridge/index.ts', 'test/test.ts'])
  if (result.kind === 'timeout') return { verdict: { kind: 'timeout', stage: 'check' } }
  if (result.kind === 'infrastructure') return { verdict: result }

  const indexTree = result.trees.get('cartridge/index.ts')
  const testTree = result.trees.get('test/test.ts')
  if (!indexTree || !testTree) throw new MissingTreeError()
  const violation =
    findForbidden('index.ts', indexTree, { allowAny: false }) ??
    findForbidden('test.ts', testTree, { allowAny: true })
  if (violation) return forbidden(violation)
  const { checkMs } = result
  if (result.diagnostics.length > 0) {
    const diagnostics = nameContract(result.diagnostics)
    return { verdict: { kind: 'type_error', diagnostics, timings: { checkMs, testMs: 0 } } }
  }

  const code = transpile('index.ts', index)
  if (!code.ok) return forbidden({ rule: 'syntax', message: code.message })
  const testCode = transpile('test.ts', test)
  if (!testCode.ok) return forbidden({ rule: 'syntax', message: testCode.message })
  return { code: code.code, testCode: testCode.code, checkMs }
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

function forbidden(violation: { readonly rule: string; readonly message: string }) {
  return { verdict: { kind: 'forbidden', ...violation } as const }
}

/** Holds the exported function to the ABI, in a file of its own so the source stays as written. */
const contract = `import { handle } from './index.ts'
const abi: (request: Request) => Response | Promise<Response> = handle
export { abi }
`

const handleLines = contract.trimEnd().split('\n').length
const handleAbi = 'export function handle(request: Request): Response | Promise<Response>'
const tickAbi =
  'an interactive cartridge exports function tick(state, input): { state, frame: Frame }'

/** `never` accepts whatever state and input a cartridge chooses for itself. */
const interactiveContract = `import { tick } from './index.ts'
const steps: (state: never, input: never) => { readonly state: unknown; readonly frame: Frame } = tick
export { steps }
`

/** A diagnostic of the contract file is about what index.ts exports. */
function nameContract(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((diagnostic) =>
    diagnostic.file === 'contract.ts'
      ? {
          ...diagnostic,
          file: 'index.ts',
          line: 1,
          column: 1,
          message: `${diagnostic.line > handleLines ? tickAbi : handleAbi}. ${diagnostic.message}`,
        }
      : diagnostic,
  )
}

type TestTools = {
  readonly sandbox: Sandbox
  readonly callOther: JudgeOptions['callOther'] | undefined
  readonly testTimeoutMs: number
}

async function testCartridge(
  source: CartridgeSource,
  { code, testCode, checkMs }: Checked,
  { sandbox, callOther, testTimeoutMs }: TestTools,
): Promise<CartridgeVerdict> {
  const { manifest } = source
  const startedAt = performance.now()
  const timings = () => ({ checkMs, testMs: performance.now() - startedAt })
  let ourTrouble: string | undefined

  const runOnce = async (request: CartridgeRequest, kv: MemoryKv) => {
    const result = await sandbox
      .run({
        code,
        codeId: `judged-${manifest.slug}`,
        request,
        granted: manifest.capabilities,
        host: {
          kv,
          call: (slug, childRequest) => {
            if (!callOther) throw new CallUnavailableError(slug)
            return callOther(slug, childRequest)
          },
        },
        limits: {
          timeoutMs: Math.min(manifest.timeoutMs, testTimeoutMs),
          outputBytes: limits.cartridgeOutputBytes,
          logLines: 0,
        },
        depth: 1,
      })
      .catch((error: unknown) => {
        ourTrouble = messageOf(error)
        throw error
      })
    if (result.ok) kv.commit()
    else kv.rollback()
    if (!result.ok && result.fault.kind === 'infrastructure') ourTrouble = result.fault.message
    return result
  }

  const stores = new Map<number, MemoryKv>()
  const ran = await sandbox.runTests({
    code: testCode,
    timeoutMs: testTimeoutMs,
    onRequest: async (request, testIndex, payer) => {
      if (payer !== null && !manifest.capabilities.includes('payment')) throw new PayerUnseenError()
      const kv = stores.get(testIndex) ?? createMemoryKv()
      stores.set(testIndex, kv)
      const payment = payer === null ? null : testPayment(manifest, payer)
      const result = await runOnce({ ...request, payment }, kv)
      if (!result.ok) throw new CartridgeFaultError(result.fault.code, result.fault.message)
      return result.response
    },
  })
  if (ourTrouble !== undefined) return { kind: 'infrastructure', message: ourTrouble }
  if (!ran.ok) {
    if (ran.fault.kind === 'timeout') return { kind: 'timeout', stage: 'test' }
    if (ran.fault.kind === 'infrastructure')
      return { kind: 'infrastructure', message: ran.fault.message }
    return { kind: 'runtime_fault', message: ran.fault.message, timings: timings() }
  }

  const tests: TestReport['tests'][number][] = [...ran.report.tests]
  if (tests.length === 0)
    tests.push({ name: 'test.ts', ok: false, message: 'declares no test(name, run)' })
  for (const { title, request, response } of manifest.examples) {
    if (!response) continue
    if (performance.now() - startedAt > testTimeoutMs) return { kind: 'timeout', stage: 'test' }
    const result = await runOnce({ ...request, headers: {}, payment: null }, createMemoryKv())
    if (ourTrouble !== undefined) return { kind: 'infrastructure', message: ourTrouble }
    const name = `example: ${title}`
    const message = result.ok
      ? exampleDifference(result.response, response)
      : `${result.fault.code}: ${result.fault.message}`
    tests.push(message === undefined ? { name, ok: true } : { name, ok: false, message })
  }

  const passed = tests.filter((test) => test.ok).length
  const testReport: TestReport = { passed, failed: tests.length - passed, tests }
  if (testReport.failed > 0) return { kind: 'test_failure', testReport, timings: timings() }
  return { kind: 'pass', code, testReport, timings: timings() }
}

/** What the default chain's payment of the asked price looks like to a cartridge. */
function testPayment({ price }: Manifest, payer: Address): CartridgeRequest['payment'] {
  return {
    payer,
    amount: parsePrice(price, 6).toString(),
    asset: '0x5a5553440000000000000000000000005a555344',
    network: 'eip155:31337',
  }
}

function exampleDifference(
  actual: CartridgeResponse,
  expected: Pick<CartridgeResponse, 'status' | 'body'>,
): string | undefined {
  if (actual.status !== expected.status)
    return `status is ${actual.status}, expected ${expected.status}`
  const [got, wanted] = [canonicalJson(actual.body), canonicalJson(expected.body)]
  if (got === wanted) return undefined
  return `body is ${got.slice(0, 300)}, expected ${wanted.slice(0, 300)}`
}

/** Carries a fault of the cartridge under test into the test file. */
class CartridgeFaultError extends ZooidError {
  override readonly name = 'CartridgeFaultError'
}

class PayerUnseenError extends ZooidError {
  override readonly name = 'PayerUnseenError'
  constructor() {
    super('cartridge.payer_unseen', 'a cartridge without the capability "payment" sees no payer', {
      hint: 'list "payment" under capabilities in cartridge.json, or leave payer out of the test',
    })
  }
}

class CallUnavailableError extends ZooidError {
  override readonly name = 'CallUnavailableError'
  constructor(slug: string) {
    super('call.unavailable', `no other cartridge can be called here (wanted "${slug}")`)
  }
}

class MissingTreeError extends ZooidError {
  override readonly name = 'MissingTreeError'
  constructor() {
    super('judge.no_tree', 'the type checker returned no syntax tree')
  }
}
