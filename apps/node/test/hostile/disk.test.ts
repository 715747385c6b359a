// Rows 45 and 46 of the table of hostile inputs: databases and state files that are damaged, taken, newer
// or half there. A node refuses what it cannot trust with a hint and exit code 1, and never deletes it.
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  buyer,
  type NodeEnd,
  removeFolder,
  runNode,
  type SpawnedNode,
  spawnNode,
  tempDir,
} from '../harness.ts'
import { emptyShelf, stockMoneyShelf } from '../money-shelf.ts'

const lastLine = (end: NodeEnd) =>
  JSON.parse(end.output.trim().split('\n').at(-1) ?? '') as {
    code: string
    hint: string
    msg: string
  }
const tokenOf = (dataDir: string) =>
  readFileSync(join(dataDir, 'keys', 'operator.token'), 'utf8').trim()

/** A data folder in which a node has sold once and was then killed or closed. */
async function usedFolder(name: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<string> {
  const dataDir = tempDir(name)
  const node = await spawnNode({ ZOOID_DATA: dataDir, ZOOID_CARTRIDGES: emptyShelf(dataDir) })
  await stockMoneyShelf(node.url, tokenOf(dataDir))
  const { response } = await buyer(1)(`${node.url}/c/work/sold`, { method: 'POST' })
  expect(response.status).toBe(200)
  await node.kill(signal)
  if (signal === 'SIGKILL') await endDevnet(dataDir)
  return dataDir
}

/** Of a killed node: it is left to be adopted by the next one. */
async function endDevnet(dataDir: string): Promise<void> {
  const note = join(dataDir, 'devnet', 'devnet.pid.json')
  const { pid } = JSON.parse(readFileSync(note, 'utf8')) as { pid: number }
  process.kill(pid, 'SIGTERM')
  // It writes its state as it goes; a process nobody waits for stays as a zombie.
  const isGone = () =>
    !existsSync(`/proc/${pid}`) || /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  await vi.waitUntil(isGone, { timeout: 5000 })
}

/** Bytes written over the middle of a file. */
function scribble(path: string, at: number, length: number): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(length, 0xa5), 0, length, at)
  closeSync(file)
}

type Row = readonly [row: string, damage: (db: string) => void, code: string, hint: RegExp]

const rows: readonly Row[] = [
  [
    'is no database',
    (db) => writeFileSync(db, 'not a database, but long enough to be read as one '.repeat(100)),
    'database.corrupt',
    /backup/,
  ],
  ['has a damaged header', (db) => scribble(db, 0, 64), 'database.corrupt', /backup/],
  [
    'has damaged pages',
    (db) => scribble(db, 4096, statSync(db).size - 4096),
    'database.corrupt',
    /backup/,
  ],
  [
    'is cut in the middle',
    (db) => truncateSync(db, Math.floor(statSync(db).size / 2 / 4096) * 4096),
    'database.corrupt',
    /backup/,
  ],
  [
    'is of a newer release',
    (db) => {
      const file = openSync(db, 'r+')
      // user_version, big-endian at offset 60 of the file header.
      writeSync(file, Buffer.from([0, 0, 3, 232]), 0, 4, 60)
      closeSync(file)
    },
    'database.newer',
    /newer release/,
  ],
  [
    'is a folder',
    (db) => {
      rmSync(db)
      mkdirSync(db)
    },
    'database.unavailable',
    /folder/,
  ],
]

describe('row 45: a node', () => {
  let template: string
  beforeAll(async () => {
    template = await usedFolder('disk', 'SIGTERM')
  })
  afterAll(() => removeFolder(template))

  async function refusal(damage: (dataDir: string) => void): Promise<NodeEnd> {
    const dataDir = tempDir('disk-row')
    try {
      spawnSync('cp', ['-a', `${template}/.`, dataDir])
      damage(dataDir)
      const before = readdirSync(dataDir).sort()
      const end = await runNode({ ZOOID_DATA: dataDir, ZOOID_CARTRIDGES: emptyShelf(dataDir) })
      // What is refused stays where it is, for whoever repairs it.
      for (const name of before) expect(readdirSync(dataDir)).toContain(name)
      return end
    } finally {
      await removeFolder(dataDir)
    }
  }

  it.concurrent.each(
    rows.flatMap((row) => (['ledger.db', 'node.db'] as const).map((db) => [db, ...row] as const)),
  )('whose %s %s does not start, and says what to do', async (db, _, damage, code, hint) => {
    const end = await refusal((dataDir) => damage(join(dataDir, db)))
    expect(end.code).toBe(1)
    expect(lastLine(end)).toMatchObject({ code, hint: expect.stringMatching(hint) })
    expect(lastLine(end).msg).toContain(db)
    expect(end.output).not.toContain('"stack"')
  })

  it('whose data folder cannot be made says so', async () => {
    const file = join(template, 'a-file')
    writeFileSync(file, '')
    const end = await runNode({ ZOOID_DATA: join(file, 'data') })
    expect(end.code).toBe(1)
    expect(lastLine(end)).toMatchObject({ code: expect.any(String), hint: expect.any(String) })
  })

  it('with a configuration that does not fit names the variable', async () => {
    const end = await runNode({
      ZOOID_DATA: join(template, 'never-made'),
      ZOOID_RPM: 'many',
      ZOOID_ROLE: 'king',
    })
    expect(end.code).toBe(1)
    expect(lastLine(end)).toMatchObject({ code: 'config.invalid', hint: expect.any(String) })
    expect(lastLine(end).msg).toMatch(/ZOOID_RPM.*ZOOID_ROLE|ZOOID_ROLE.*ZOOID_RPM/)
  })

  it('whose data folder or port is taken says by whom, or how to choose another', async () => {
    const dataDir = tempDir('taken')
    const other = tempDir('taken-port')
    let first: SpawnedNode | undefined
    try {
      first = await spawnNode({ ZOOID_DATA: dataDir, ZOOID_CARTRIDGES: emptyShelf(dataDir) })
      const [folder, port] = await Promise.all([
        runNode({ ZOOID_DATA: dataDir }),
        runNode({ ZOOID_DATA: other, ZOOID_PORT: new URL(first.url).port }),
      ])
      expect([folder.code, port.code]).toEqual([1, 1])
      expect(lastLine(folder)).toMatchObject({ code: 'database.locked', hint: expect.any(String) })
      expect(lastLine(folder).msg).toContain(String(first.child.pid))
      expect(lastLine(port)).toMatchObject({
        code: 'node.listen',
        hint: expect.stringMatching('ZOOID_PORT'),
      })
      expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
    } finally {
      await first?.kill('SIGTERM')
      for (const dir of [dataDir, other]) await removeFolder(dir)
    }
  })
})

describe('after a kill', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await usedFolder('killed', 'SIGKILL')
  })
  afterAll(() => removeFolder(dataDir))

  it.each(['ledger.db', 'node.db'])(
    'row 45: a %s without its write-ahead log is refused',
    async (db) => {
      const copy = tempDir('no-wal')
      try {
        spawnSync('cp', ['-a', `${dataDir}/.`, copy])
        rmSync(join(copy, `${db}-wal`))
        const end = await runNode({ ZOOID_DATA: copy })
        expect(end.code).toBe(1)
        expect(lastLine(end)).toMatchObject({
          code: 'database.wal_missing',
          hint: expect.stringMatching(`${db}-wal`),
        })
      } finally {
        await removeFolder(copy)
      }
    },
  )

  it('row 46: half-written files beside the real ones do not keep a node from starting', async () => {
    const address = (
      JSON.parse(readFileSync(join(dataDir, 'keys', 'wallet.json'), 'utf8')) as { address: string }
    ).address
    writeFileSync(join(dataDir, 'keys', 'wallet.json.0123.tmp'), '{"addr', { mode: 0o600 })
    writeFileSync(join(dataDir, 'ledger.db.lock'), 'garbage')
    writeFileSync(join(dataDir, 'ledger.backup-v0.db.partial'), 'garbage')
    writeFileSync(join(dataDir, 'devnet', 'devnet.pid.json'), '{"pid": 1')
    writeFileSync(join(dataDir, 'devnet', 'devnet.pid.json.tmp'), '{"pid"')
    // Anvil was killed while it wrote its state.
    const state = join(dataDir, 'devnet', 'devnet.state.json')
    truncateSync(state, Math.floor(statSync(state).size / 2))
    const node = await spawnNode({ ZOOID_DATA: dataDir, ZOOID_CARTRIDGES: emptyShelf(dataDir) })
    try {
      const info = (await (await fetch(`${node.url}/info`)).json()) as { address: string }
      expect(info.address.toLowerCase()).toBe(address.toLowerCase())
      const { receipts } = (await (await fetch(`${node.url}/ledger`)).json()) as {
        receipts: readonly { state: string }[]
      }
      expect(receipts).toHaveLength(1)
      const { response } = await buyer(2)(`${node.url}/c/work/again`, { method: 'POST' })
      expect(response.status).toBe(200)
      // Moved aside, not deleted.
      expect(readdirSync(join(dataDir, 'devnet')).join()).toContain('state.json.unreadable-')
    } finally {
      await node.kill('SIGTERM')
    }
  })
})
