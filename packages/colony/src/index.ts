export { createPeerDirectory, type PeerDirectoryOptions } from './directory.ts'
export { type ProbeOptions, type ProbeResult, probeHealth } from './probe.ts'
export type * from './types.ts'
