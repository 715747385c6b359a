// Where a payment's receipt can be read, and what it says about a call that failed.
import { api, field, listOf, textField } from './node-api.ts'

/** URL of the receipt, or null when the node does not tell. Never throws: the call itself succeeded. */
export async function findReceiptUrl(
  response: Response,
  origin: string,
  txHash: string | null,
): Promise<string | null> {
  const named = response.headers.get('zooid-receipt')
  if (named && URL.canParse(named, origin)) return new URL(named, origin).href
  if (!txHash) return null
  try {
    const rows = listOf(await api(origin, '/ledger?limit=50', { timeoutMs: 5000 }))
    const row = rows.find((candidate) => field(candidate, 'txHash') === txHash)
    const id = textField(row, 'id')
    return id ? new URL(`/ledger/${encodeURIComponent(id)}`, origin).href : null
  } catch {
    // The receipt's address is a courtesy; its absence is shown as such.
    return null
  }
}

export type Charge = {
  readonly url: string
  readonly txHash: string | null
  readonly state: 'settled' | 'refunding' | 'refunded' | 'unknown'
  readonly refundTxHash: string | null
}

/** What a call cost whose work failed, by the receipt it names; null when it cost nothing. Never throws. */
export async function readCharge(response: Response, origin: string): Promise<Charge | null> {
  const named = response.headers.get('zooid-receipt')
  // A receipt elsewhere says nothing about this node, and is no address to be sent to.
  if (!named || !URL.canParse(named, origin) || new URL(named, origin).origin !== origin)
    return null
  const { href, pathname } = new URL(named, origin)
  try {
    const receipt = await api(origin, pathname, { timeoutMs: 5000 })
    const state = textField(receipt, 'state')
    if (state === 'failed' || state === 'expired') return null
    return {
      url: href,
      txHash: hashOf(textField(receipt, 'txHash')),
      state:
        state === 'settled' || state === 'refunding' || state === 'refunded' ? state : 'unknown',
      refundTxHash: hashOf(textField(receipt, 'refundTxHash')),
    }
  } catch {
    // Unreadable: the caller says so instead of claiming that nothing was charged.
    const txHash = hashOf(response.headers.get('zooid-transaction') ?? '')
    return { url: href, txHash, state: 'unknown', refundTxHash: null }
  }
}

const hashOf = (text: string) => (/^0x[0-9a-fA-F]{64}$/.test(text) ? text : null)
