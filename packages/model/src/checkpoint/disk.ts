// The few file operations a checkpoint store needs, as a port: the store's promise (a crash at any byte
// leaves the last good checkpoint) is about their order, and a test can then die between any two of them.
// Production uses `nodeDisk`.

export type Disk = {
  readonly makeFolder: (path: string) => Promise<void>
  /** Names in a folder. */
  readonly list: (folder: string) => Promise<readonly string[]>
  /** Null when there is no such file. @throws when it is larger than `maxBytes` */
  readonly read: (path: string, maxBytes: number) => Promise<Uint8Array | null>
  /** Create or replace a file and flush its content to the device before resolving. */
  readonly writeDurably: (path: string, bytes: Uint8Array) => Promise<void>
  /** Atomic within one folder. */
  readonly rename: (from: string, to: string) => Promise<void>
  /** Flush the folder itself, so that a rename survives a loss of power. */
  readonly syncFolder: (path: string) => Promise<void>
  readonly remove: (path: string) => Promise<void>
}
