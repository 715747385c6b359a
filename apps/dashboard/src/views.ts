// One function per part of the page: data in, children of that part replaced.
import type { Asset, Cartridge, Info, NodeEvent, Peer, Receipt, Revenue } from './api.ts'
import { byId, type Child, element, link } from './dom.ts'
import { formatAmount, formatMs, formatSpan, formatTime, shortHex } from './format.ts'

const eventsShown = 60

const tones: { readonly [state: string]: string } = {
  settled: 'good',
  up: 'good',
  failed: 'bad',
  expired: 'bad',
  down: 'bad',
  refunded: 'wait',
}

export function showNode(info: Info): void {
  document.title = `${info.name} · Zooid`
  byId('name').textContent = info.name
  const facts: readonly (readonly [string, Child])[] = [
    ['Role', info.role],
    ['Address', element('code', {}, info.address)],
    ['Agent', info.identity === null ? 'not registered yet' : `#${info.identity.agentId}`],
    ['Colony', info.colony],
    ['Chain', `${info.chain.profile} (${info.chain.chainId})`],
    [
      'Block',
      element(
        'span',
        { class: info.chain.ok ? 'good' : 'bad' },
        info.chain.head ?? 'no block seen',
      ),
    ],
    ['Dollar', info.chain.asset.symbol],
    ['Version', info.version],
    ['Up for', formatSpan(info.uptimeS)],
    ...(info.queenUrl === null ? [] : [['Queen', link(info.queenUrl, info.queenUrl)] as const]),
  ]
  byId('node').replaceChildren(
    ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  )
}

export function showFigures(info: Info, revenue: Revenue): void {
  const { asset } = info.chain
  const earned = revenue.routes.reduce(
    (sum, { amount, refunded }) => sum + BigInt(amount) - BigInt(refunded),
    0n,
  )
  const { settled = 0, failed = 0, expired = 0 } = info.counts.payments
  const figures: readonly (readonly [string, string | number])[] = [
    ['Earned', `$${formatAmount(earned, asset.decimals)}`],
    ['Paid calls', settled],
    ['Not charged', failed + expired],
    ['Cartridges', info.counts.cartridges],
    ['Peers', info.counts.peers],
  ]
  byId('figures').replaceChildren(
    ...figures.map(([name, value]) =>
      element('div', {}, element('strong', {}, value), element('span', {}, name)),
    ),
  )
}

export function showCartridges(cartridges: readonly Cartridge[]): void {
  byId('cartridges').replaceChildren(
    ...orNothing(cartridges.map(cartridgeCard), 'p', 'Nothing for sale yet.'),
  )
}

export function showPayments(receipts: readonly Receipt[], asset: Asset): void {
  const rows = receipts.map((receipt) =>
    element(
      'tr',
      {},
      element('td', {}, formatTime(receipt.claimedAt)),
      element('td', {}, receipt.route.replace(/^c\//, '')),
      element('td', { class: 'number' }, `$${formatAmount(receipt.amount, asset.decimals)}`),
      element(
        'td',
        { class: tones[receipt.state] ?? 'wait' },
        link(`/ledger/${encodeURIComponent(receipt.id)}`, receipt.state),
      ),
      element('td', { title: receipt.payer }, element('code', {}, shortHex(receipt.payer))),
      element(
        'td',
        { title: receipt.txHash ?? '' },
        receipt.txHash === null ? '' : element('code', {}, shortHex(receipt.txHash)),
      ),
    ),
  )
  byId('payments').replaceChildren(...rows)
  if (rows.length === 0) {
    const cell = element('td', { class: 'soft' }, 'Nobody has paid yet.')
    cell.colSpan = 6
    byId('payments').append(element('tr', {}, cell))
  }
}

export function showPeers(peers: readonly Peer[]): void {
  byId('peers').replaceChildren(
    ...orNothing(
      peers.map((peer) =>
        element(
          'li',
          {},
          link(peer.url, peer.name),
          ` ${peer.role} #${peer.agentId} `,
          element('span', { class: tones[peer.status] ?? 'wait' }, peer.status),
        ),
      ),
      'li',
      'No other node of this colony is known.',
    ),
  )
}

/** Newest on top; the list keeps the last few. */
export function addEvents(events: readonly NodeEvent[]): void {
  const list = byId('events')
  for (const event of events)
    list.prepend(
      element(
        'li',
        {},
        element('span', { class: 'soft' }, `${formatTime(event.at)} `),
        `${event.type} `,
        element('code', { class: 'soft' }, JSON.stringify(event.data).slice(0, 300)),
      ),
    )
  while (list.childElementCount > eventsShown) list.lastElementChild?.remove()
}

export function showState(state: 'live' | 'lost', text: string): void {
  const shown = byId('state')
  shown.className = `state ${state}`
  shown.textContent = text
}

function cartridgeCard({ slug, title, description, price, stats }: Cartridge): Node {
  return element(
    'article',
    { class: 'card' },
    element(
      'h3',
      {},
      link(`/catalogue/${encodeURIComponent(slug)}`, title),
      element('span', { class: 'price' }, price.usd),
    ),
    element('p', {}, description),
    element(
      'p',
      { class: 'soft' },
      stats.calls === 0
        ? 'not called yet'
        : `${stats.calls} calls, p50 ${formatMs(stats.p50Ms)}, p99 ${formatMs(stats.p99Ms)}`,
      ...(stats.faults === 0
        ? []
        : [element('span', { class: 'bad' }, `, ${stats.faults} faults`)]),
    ),
  )
}

function orNothing(nodes: readonly Node[], tag: 'p' | 'li', text: string): readonly Node[] {
  return nodes.length === 0 ? [element(tag, { class: 'soft' }, text)] : nodes
}
