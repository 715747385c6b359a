// The disk port on Node's file system. Loaded by the composition root only, so that the rest of the
// package runs where there are no files.
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { ZooidError } from '@zooid/base'
import type { Disk } from './disk.ts'

/** Bytes per write call; a crash can fall between any two. */
const chunkBytes = 1 << 20

export const nodeDisk: Disk = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
  list: (folder) => readdir(folder),
  read: readCapped,
  writeDurably: async (path, bytes) => {
    const file = await open(path, 'w', 0o600)
    try {
      for (let at = 0; at < bytes.length; at += chunkBytes)
        await file.writeFile(bytes.subarray(at, at + chunkBytes))
      await file.sync()
    } finally {
      await file.close()
    }
  },
  rename,
  syncFolder: async (path) => {
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  },
  remove: (path) => rm(path, { force: true }),
}

async function readCapped(path: string, maxBytes: number): Promise<Uint8Array | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (file === null) return null
  try {
    const { size } = await file.stat()
    if (size > maxBytes) throw new FileTooLargeError(path, size, maxBytes)
    return new Uint8Array(await file.readFile())
  } finally {
    await file.close()
  }
}

/** A file on disk is larger than anything this house writes there. */
export class FileTooLargeError extends ZooidError {
  override readonly name = 'FileTooLargeError'
  constructor(path: string, size: number, maxBytes: number) {
    super('checkpoint.file_too_large', `${path} has ${size} bytes, at most ${maxBytes}`)
  }
}
