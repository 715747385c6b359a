import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acquireLock } from '@zooid/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dataDir, makeRoot } from '../src/data-dir.ts'
import { writeUpFile } from '../src/up-file.ts'
import { openOrCreateWallet } from '../src/wallet.ts'
import { runCli } from './run-cli.ts'

let folder = ''
let root = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-reset-'))
  root = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const reset = (...flags: readonly string[]) => runCli('reset', '--data', root, ...flags)
const put = (path: string, text = '') => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}
/** What `zooid up` leaves behind. */
const colony = (andThen: () => void = () => {}) => {
  makeRoot(dataDir(root))
  openOrCreateWallet(dataDir(root))
  put('logs/queen.log')
  put('logs/queen.log.1')
  put('queen/.zooid-folder', 'node\n')
  put('queen/keys/wallet.json')
  andThen()
}

describe('zooid reset', () => {
  test('shows what would go, deletes it only with --yes', async () => {
    colony()
    const asked = await reset()
    expect(asked.code).toBe(2)
    expect(asked.out).toContain(join(root, 'queen'))
    expect(asked.out).toContain(join(root, 'wallet.key'))
    const json = await reset('--json')
    expect(JSON.parse(json.out)).toMatchObject({ deleted: false, entries: expect.any(Array) })
    expect(existsSync(join(root, 'queen', 'keys'))).toBe(true)
    expect(JSON.parse((await reset('--yes', '--json')).out)).toMatchObject({ root, deleted: true })
    expect(existsSync(root)).toBe(false)
    expect((await reset('--yes')).code).toBe(0)
  })

  test('deletes the folder of a single node when it is named', async () => {
    put('.zooid-folder', 'node\n')
    put('keys/wallet.json')
    expect((await reset('--yes')).code).toBe(0)
    expect(existsSync(root)).toBe(false)
  })

  const strange: readonly (readonly [string, () => void])[] = [
    [
      'a repository',
      () => ['keys', 'chain', 'devnet'].map((name) => put(`packages/${name}/index.ts`)),
    ],
    ['a folder that is not marked', () => put('queen/.zooid-folder', 'node\n')],
    ['a file of yours', () => colony(() => put('notes.txt'))],
    ['a folder with keys in it', () => colony(() => put('other/keys/id'))],
    ['something else among the logs', () => colony(() => put('logs/diary.md'))],
    [
      'a link to a node folder',
      () => {
        colony()
        mkdirSync(join(folder, 'elsewhere'))
        writeFileSync(join(folder, 'elsewhere', '.zooid-folder'), 'node\n')
        symlinkSync(join(folder, 'elsewhere'), join(root, 'worker-1'))
      },
    ],
    [
      'a link for a mark',
      () => {
        writeFileSync(join(folder, 'mark'), 'node\n')
        put('keys/wallet.json')
        symlinkSync(join(folder, 'mark'), join(root, '.zooid-folder'))
      },
    ],
    [
      'a link for a folder',
      () => {
        mkdirSync(join(folder, 'real'))
        writeFileSync(join(folder, 'real', '.zooid-folder'), 'node\n')
        symlinkSync(join(folder, 'real'), root)
      },
    ],
    ['a mark of unknown meaning', () => put('.zooid-folder', 'mine\n')],
  ]
  test.each(strange)('refuses %s and deletes nothing', async (_, make) => {
    make()
    const before = readdirSync(folder, { recursive: true }).sort()
    const { code, err } = await reset('--yes')
    expect(err).toContain('nothing was deleted')
    expect(code).toBe(1)
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before)
  })

  test('refuses while a colony runs on it', async () => {
    colony()
    writeUpFile(join(root, 'up.json'), {
      pid: process.pid,
      startedAt: 1,
      profile: 'devnet',
      nodes: [],
    })
    expect((await reset('--yes')).err).toContain('zooid stop')
    expect(existsSync(join(root, 'queen'))).toBe(true)
  })

  test('refuses while a node that nobody recorded has the databases open', async () => {
    colony()
    const lock = acquireLock(join(root, 'queen', 'ledger.db'))
    const { code, err } = await reset('--yes')
    expect(err).toContain(`is in use (process ${process.pid})`)
    expect(code).toBe(1)
    lock.release()
    expect((await reset('--yes')).code).toBe(0)
  })
})

test('a folder with something in it already is never marked as ours', () => {
  put('notes.txt')
  makeRoot(dataDir(root))
  expect(existsSync(join(root, '.zooid-folder'))).toBe(false)
})
