// The page: load everything once, then follow the events and reload the parts they touch. Not an
// operator console; it reads the public API and writes nothing.
import {
  readCartridges,
  readEvents,
  readInfo,
  readPayments,
  readPeers,
  readRevenue,
} from './api.ts'
import { followEvents } from './live.ts'
import {
  addEvents,
  showCartridges,
  showFigures,
  showNode,
  showPayments,
  showPeers,
  showState,
} from './views.ts'

/** A burst of events reloads a part once. */
const settleMs = 400
/** Figures that no event announces (uptime, block) grow old at most this much. */
const refreshMs = 15_000

const reloadNode = async () => {
  const [info, revenue, { receipts }] = await Promise.all([
    readInfo(),
    readRevenue(),
    readPayments(),
  ])
  showNode(info)
  showFigures(info, revenue)
  showPayments(receipts, info.chain.asset)
}
const reloadCartridges = async () => showCartridges((await readCartridges()).cartridges)
const reloadPeers = async () => showPeers((await readPeers()).peers)

/** The same load, at most once per `settleMs`; a failure shows in the header and the next event retries. */
function calmly(load: () => Promise<void>): () => void {
  let isWaiting = false
  return () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(() => {
      isWaiting = false
      load().catch((error: unknown) => showState('lost', String(error)))
    }, settleMs)
  }
}

const touchNode = calmly(reloadNode)
const touchCartridges = calmly(reloadCartridges)
const touchPeers = calmly(reloadPeers)

async function start(): Promise<void> {
  const recent = await readEvents()
  addEvents(recent.events)
  await Promise.all([reloadNode(), reloadCartridges(), reloadPeers()])
  followEvents({
    after: recent.events.at(-1)?.id ?? recent.lastId,
    onState: (isLive) => showState(isLive ? 'live' : 'lost', isLive ? 'live' : 'reconnecting'),
    onEvent: (event) => {
      addEvents([event])
      if (event.type.startsWith('peer.')) touchPeers()
      if (event.type.startsWith('cartridge.') || event.type === 'payment.settled') touchCartridges()
      touchNode()
    },
  })
  setInterval(touchNode, refreshMs)
}

start().catch((error: unknown) => {
  showState('lost', `${String(error)}; reload to try again`)
})
