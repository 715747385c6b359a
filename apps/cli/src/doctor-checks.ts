// The checks of `zooid doctor`. Native code is tried in a child process: one that crashes is a finding,
// not the end of the doctor.
import { execFile } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { messageOf } from '@zooid/base'
import type { DataDir } from './data-dir.ts'
import { reach } from './node-api.ts'
import { isPortFree } from './ports.ts'
import { readRunning } from './up-file.ts'

export type Finding = {
  readonly check: string
  readonly status: 'ok' | 'warn' | 'fail'
  readonly found: string
  /** What to do about it; empty when it is fine. */
  readonly fix: string
}

const run = promisify(execFile)
/** Nodes run from a checkout or an image: the repository is three folders above our bundle. */
const root = fileURLToPath(new URL('../../..', import.meta.url))
const smallestFreeBytes = 1024 ** 3
const largestSkewMs = 5_000

const ok = (check: string, found: string): Finding => ({ check, status: 'ok', found, fix: '' })
const warn = (check: string, found: string, fix: string): Finding => ({
  check,
  status: 'warn',
  found,
  fix,
})
const fail = (check: string, found: string, fix: string): Finding => ({
  check,
  status: 'fail',
  found,
  fix,
})

/** Every check, in the order a person would fix them. Never throws. */
export async function checkMachine(data: DataDir, port: number): Promise<readonly Finding[]> {
  const running = readRunning(data.upFile)
  const checks: readonly (() => Promise<Finding> | Finding)[] = [
    checkNode,
    () =>
      checkAddon(
        'SQLite addon',
        'packages/ledger',
        sqliteProbe,
        'npm rebuild better-sqlite3 (needs a C++ toolchain and python3)',
      ),
    () =>
      checkAddon(
        'signature addon',
        'packages/chain',
        signatureProbe,
        'npm rebuild secp256k1 (works without, about ten times slower)',
      ),
    checkAnvil,
    checkBundles,
    ...[port, port + 1, port + 2, 8545].map((each) => () => checkPort(each, running !== null)),
    () => checkDisk(data),
    () => checkKeys(data),
    () => checkClock(running?.nodes.find((node) => node.role === 'queen')?.url ?? null),
  ]
  return Promise.all(
    checks.map(async (check) => {
      try {
        return await check()
      } catch (error) {
        return fail('doctor', messageOf(error), 'this check itself failed; please report it')
      }
    }),
  )
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const found = process.versions.node
  return major > 20 || (major === 20 && minor >= 19)
    ? ok('Node', found)
    : fail('Node', found, 'install Node 20.19 or newer')
}

// The symbol marks an addon compiled with headers that make it abort at random (nodejs/node#65446).
const sqliteProbe = `const D=require('better-sqlite3');const d=new D(':memory:');const {join,dirname}=require('path');const file=join(dirname(require.resolve('better-sqlite3')),'..','build','Release','better_sqlite3.node');const bad=require('fs').readFileSync(file).includes('RemoveEnvironmentCleanupHook');console.log(bad?'compiled with headers of Node 24.19 or later, aborts at random: compile with 24.18.1, 22 or 20':'SQLite '+d.prepare('select sqlite_version() v').get().v);process.exitCode=bad?3:0`
// The package falls back to JavaScript silently; the compiled file is what makes it fast.
const signatureProbe = `const s=require('secp256k1');const k=Buffer.alloc(32,1),m=Buffer.alloc(32,2);const {signature,recid}=s.ecdsaSign(m,k);s.ecdsaRecover(signature,recid,m,false);const path=require('path');const dir=path.dirname(require.resolve('secp256k1/package.json'));const fast=(()=>{try{require('node-gyp-build')(dir);return true}catch{return false}})();console.log(fast?'native':'JavaScript only');process.exitCode=fast?0:3`

async function checkAddon(
  check: string,
  from: string,
  probe: string,
  fix: string,
): Promise<Finding> {
  // Resolved from the package that owns the library, as the node does.
  const cwd = existsSync(join(root, from)) ? join(root, from) : root
  try {
    const { stdout } = await run(process.execPath, ['-e', probe], { cwd, timeout: 10_000 })
    return ok(check, stdout.trim())
  } catch (error) {
    const { code, stderr, stdout } = error as { code?: number; stderr?: string; stdout?: string }
    if (code === 3) return warn(check, (stdout ?? '').trim(), fix)
    const reason =
      /Error: .*/.exec(stderr ?? '')?.[0] ?? messageOf(error).split('\n')[0] ?? 'failed'
    return fail(check, reason, fix)
  }
}

async function checkAnvil(): Promise<Finding> {
  const fix = 'npm ci (the devnet needs the anvil binary; public profiles do not)'
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const platform = `@foundry-rs/anvil-${process.platform === 'win32' ? 'win32' : process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
  const binary = join(root, 'node_modules', platform, 'bin', `anvil${suffix}`)
  if (!existsSync(binary))
    return fail('anvil', `no binary for ${process.platform}-${process.arch}`, fix)
  try {
    const { stdout } = await run(binary, ['--version'], { timeout: 10_000 })
    return ok('anvil', stdout.split('\n')[0] ?? '')
  } catch (error) {
    return fail('anvil', messageOf(error).split('\n')[0] ?? 'does not run', fix)
  }
}

function checkBundles(): Finding {
  const bundle = join(root, 'apps/node/dist/main.js')
  if (!existsSync(bundle)) return fail('bundles', 'apps/node/dist is missing', 'npm run build')
  const builtAt = statSync(bundle).mtimeMs
  const newest = Math.max(
    0,
    ...['apps', 'packages'].map((folder) => newestSource(join(root, folder))),
  )
  return newest > builtAt
    ? warn(
        'bundles',
        'older than the sources',
        'npm run build (zooid does it by itself on its next start)',
      )
    : ok('bundles', 'up to date')
}

function newestSource(folder: string): number {
  if (!existsSync(folder)) return 0
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['node_modules', 'dist', 'test'].includes(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) newest = Math.max(newest, newestSource(path))
    else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      newest = Math.max(newest, statSync(path).mtimeMs)
  }
  return newest
}

async function checkPort(port: number, isUp: boolean): Promise<Finding> {
  if (await isPortFree('127.0.0.1', port)) return ok(`port ${port}`, 'free')
  return isUp
    ? ok(`port ${port}`, 'in use while this colony runs')
    : warn(`port ${port}`, 'in use', 'choose others: zooid up --port <port> --devnet-port <port>')
}

async function checkDisk(data: DataDir): Promise<Finding> {
  let folder = data.root
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const found = `${(free / 1024 ** 3).toFixed(1)} GiB free at ${folder}`
  return free < smallestFreeBytes
    ? warn('disk', found, 'make room, or choose another folder with --data')
    : ok('disk', found)
}

/** Keys and tokens must be regular files only their owner can read. */
function checkKeys(data: DataDir): Finding {
  if (!existsSync(data.root)) return ok('key files', 'none yet')
  const files = [
    data.buyerKey,
    ...readdirSync(data.root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(data.root, entry.name, 'keys'))
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file))),
  ].filter((path) => existsSync(path))
  const loose = files.filter((path) => {
    const stat = lstatSync(path)
    return !stat.isFile() || (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
  })
  return loose.length > 0
    ? fail('key files', `not private: ${loose.join(', ')}`, `chmod 600 ${loose.join(' ')}`)
    : ok('key files', files.length === 0 ? 'none yet' : `${files.length}, all private`)
}

/** Payments carry validity times: a clock that is off makes them invalid. */
async function checkClock(queenUrl: string | null): Promise<Finding> {
  if (!queenUrl) return ok('clock', 'compared with a node only while one runs')
  const before = Date.now()
  const response = await reach(new URL('/healthz', queenUrl), {
    signal: AbortSignal.timeout(3_000),
  })
  const date = Date.parse(response.headers.get('date') ?? '')
  if (Number.isNaN(date)) return ok('clock', 'the node tells no time')
  // The header has whole seconds; half of one is the best guess.
  const skewMs = Math.abs(date + 500 - (before + Date.now()) / 2)
  return skewMs > largestSkewMs
    ? fail('clock', `${Math.round(skewMs / 1000)} s away from the node`, 'set the clock (NTP)')
    : ok('clock', 'agrees with the running node')
}
