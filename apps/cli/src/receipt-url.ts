// Where a payment's receipt can be read: the node says so in a header, else its ledger is asked.
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
