import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  AlreadyUpError,
  claimUpFile,
  readRunning,
  readUpFile,
  type UpState,
  writeUpFile,
} from '../src/up-file.ts'
import { runCli } from './run-cli.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-up-'))
  path = join(folder, 'up.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const state = (pid: number): UpState => ({ pid, startedAt: 1, profile: 'devnet', nodes: [] })
/** Above every kernel's pid limit. */
const deadPid = 2 ** 30

test('a folder belongs to one living colony', () => {
  expect(claimUpFile(path, state(process.pid))).toBeNull()
  expect(() => claimUpFile(path, state(process.pid))).toThrow(AlreadyUpError)
  expect(readRunning(path)?.pid).toBe(process.pid)
})

test('a file of a dead process is taken over and handed back for cleaning up', () => {
  writeUpFile(path, state(deadPid))
  expect(readRunning(path)).toBeNull()
  expect(claimUpFile(path, state(process.pid))?.pid).toBe(deadPid)
  expect(readUpFile(path)?.pid).toBe(process.pid)
})

test.each(['', '{', '[]', '{"pid":"x"}', '{"pid":-1,"startedAt":1,"profile":"","nodes":[]}'])(
  'a damaged file %j is no lock',
  (text) => {
    writeFileSync(path, text)
    expect(readUpFile(path)).toBeNull()
    expect(claimUpFile(path, state(process.pid))).toBeNull()
  },
)

test('a second up on the same folder is refused with a way out', async () => {
  writeUpFile(path, state(process.pid))
  const { code, err } = await runCli('up', '--data', folder, '--port', '0')
  expect(code).toBe(1)
  expect(err).toContain(`process ${process.pid}`)
  expect(err).toContain('zooid stop')
})

test('ps of a folder where nothing runs says so', async () => {
  expect(JSON.parse((await runCli('ps', '--json', '--data', folder)).out)).toEqual({
    running: false,
    pid: null,
    nodes: [],
  })
})
