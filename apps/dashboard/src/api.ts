// The public API as this page reads it. Only the fields that are shown.

export type Info = {
  readonly name: string
  readonly role: string
  readonly version: string
  readonly url: string
  readonly colony: string
  readonly queenUrl: string | null
  readonly address: string
  readonly identity: { readonly agentId: string; readonly agentRegistry: string } | null
  readonly chain: {
    readonly profile: string
    readonly chainId: number
    readonly head: string | null
    readonly ok: boolean
    readonly asset: Asset
  }
  readonly uptimeS: number
  readonly counts: {
    readonly cartridges: number
    readonly peers: number
    readonly payments: { readonly [state: string]: number }
  }
}

export type Asset = { readonly symbol: string; readonly decimals: number }

export type Cartridge = {
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly version: string
  readonly price: { readonly usd: string }
  readonly stats: {
    readonly calls: number
    readonly faults: number
    readonly p50Ms: number | null
    readonly p99Ms: number | null
  }
}

export type Receipt = {
  readonly id: string
  readonly route: string
  readonly payer: string
  readonly amount: string
  readonly state: string
  readonly txHash: string | null
  readonly claimedAt: number
}

export type Peer = {
  readonly agentId: string
  readonly name: string
  readonly role: string
  readonly url: string
  readonly status: string
}

export type NodeEvent = {
  readonly id: number
  readonly type: string
  readonly at: number
  readonly data: unknown
}

export type Revenue = {
  readonly routes: readonly { readonly amount: string; readonly refunded: string }[]
}

export const readInfo = () => read<Info>('/info')
type CataloguePage = { readonly cartridges: readonly Cartridge[]; readonly next: string | null }

/** All pages of the catalogue. */
export async function readCartridges(): Promise<{ readonly cartridges: readonly Cartridge[] }> {
  const cartridges: Cartridge[] = []
  for (let path: string | null = '/c?limit=100'; path !== null; ) {
    const page: CataloguePage = await read<CataloguePage>(path)
    cartridges.push(...page.cartridges)
    path = page.next
  }
  return { cartridges }
}
export const readPayments = () =>
  read<{ readonly receipts: readonly Receipt[] }>('/ledger?limit=15')
export const readRevenue = () => read<Revenue>('/ledger/revenue')
export const readPeers = () => read<{ readonly peers: readonly Peer[] }>('/colony/peers')
export const readEvents = () =>
  read<{ readonly lastId: number; readonly events: readonly NodeEvent[] }>('/events?limit=40')

/** @throws Error when the node does not answer 200 within 10 s */
async function read<T>(path: string): Promise<T> {
  const response = await fetch(path, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  // Our own node's answer; what strangers put into its strings is only ever shown as text.
  return (await response.json()) as T
}
