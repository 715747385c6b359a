// The effects a node has on the world, faked in tests and nowhere else.
import type { Clock, Fetch, Log, Rng } from '@zooid/base'

export type NodePorts = {
  readonly clock: Clock
  readonly rng: Rng
  readonly fetch: Fetch
  readonly log: Log
}
