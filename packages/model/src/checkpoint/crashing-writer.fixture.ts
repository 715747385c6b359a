// A process that saves checkpoints until it kills itself with SIGKILL at the n-th place where a crash can
// fall: before, within and after every write, rename and flush. Run by store.test.ts as a child.
import { appendFileSync } from 'node:fs'
import { encodeCheckpoint } from './checkpoint.ts'
import type { Disk } from './disk.ts'
import { nodeDisk } from './node-disk.ts'
import { exampleCheckpoint } from './seeded.fixture.ts'
import { openCheckpointStore } from './store.ts'

const [folder = '', journal = '', crashAt = '0'] = process.argv.slice(2)
let places = 0
const die = () => process.kill(process.pid, 'SIGKILL')
const place = () => {
  if (++places === Number(crashAt)) die()
}
const around = async (work: () => Promise<void>) => {
  place()
  await work()
  place()
}
const disk: Disk = {
  ...nodeDisk,
  writeDurably: async (path, bytes) => {
    place()
    // Torn writes: the file holds a part, at lengths from nothing to all but a byte.
    for (const share of [0, 0.001, 0.5, 1]) {
      if (places + 1 === Number(crashAt))
        await nodeDisk.writeDurably(path, bytes.subarray(0, Math.floor((bytes.length - 1) * share)))
      place()
    }
    await nodeDisk.writeDurably(path, bytes)
    place()
  },
  rename: (from, to) => around(() => nodeDisk.rename(from, to)),
  syncFolder: (path) => around(() => nodeDisk.syncFolder(path)),
}

const store = await openCheckpointStore(folder, disk)
for (let seed = 1; seed <= 3; seed++) {
  appendFileSync(journal, `begin ${seed}\n`)
  const hash = await store.save(encodeCheckpoint(exampleCheckpoint(seed)))
  appendFileSync(journal, `saved ${seed} ${hash}\n`)
}
