// The shelf of a node: sandbox, judge and cartridges, stocked with what ships.
import type { Log } from '@zooid/base'
import { createShelf, type RunningShelf, type Shelf, seedShelf } from '@zooid/cartridge'
import { createJudge } from '@zooid/judge'
import { createSandbox, type Sandbox } from '@zooid/sandbox'
import type { Store } from '@zooid/store'
import type { Config } from './config.ts'
import type { NodePorts } from './node-ports.ts'
import type { Opened } from './opened.ts'
import { shippedCartridges } from './places.ts'

export type ShelfSide = {
  readonly sandbox: Sandbox
  readonly shelf: Shelf
  readonly stock: () => Promise<void>
}

export function openShelf(
  config: Config,
  store: Store,
  { clock, log }: NodePorts,
  opened: Opened,
): ShelfSide {
  const sandbox = createSandbox({ workers: config.sandboxWorkers, clock, log })
  opened.add('sandbox', () => sandbox.close())
  const judge = createJudge({
    sandbox,
    log,
    // Nothing it writes is kept: tests of one cartridge must not count in another.
    callOther: (slug, request) => shelf.rehearse(slug, request),
  })
  opened.add('judge', () => judge.close())
  const shelf: RunningShelf = createShelf({ store, sandbox, judge, clock, log })
  const dir = config.cartridgesDir ?? shippedCartridges
  return { sandbox, shelf, stock: async () => (dir ? stock(shelf, dir, store, log) : undefined) }
}

async function stock(shelf: RunningShelf, dir: string, store: Store, log: Log): Promise<void> {
  const reports = await seedShelf(shelf, dir, store.settings)
  const published = reports.filter((report) => report.status === 'published')
  for (const { slug, reason } of reports.filter((report) => report.status === 'refused'))
    log.error({ slug, reason }, 'shipped cartridge was refused')
  log.info({ published: published.length, total: reports.length }, 'shelf is stocked')
}
