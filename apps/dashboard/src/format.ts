// Numbers and times as people read them.

/** Decimal text of atomic units: `formatAmount('1500', 6)` is `0.0015`. */
export function formatAmount(atomic: string | bigint, decimals: number): string {
  const digits = String(atomic).padStart(decimals + 1, '0')
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return digits.slice(0, digits.length - decimals) + (fraction === '' ? '' : `.${fraction}`)
}

/** `0x1234…abcd` */
export function shortHex(hex: string): string {
  return hex.length > 14 ? `${hex.slice(0, 6)}…${hex.slice(-4)}` : hex
}

export function formatTime(at: number): string {
  return new Date(at).toLocaleTimeString()
}

export function formatSpan(seconds: number): string {
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  if (days > 0) return `${days} d ${hours} h`
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`
}

export function formatMs(ms: number | null): string {
  if (ms === null) return 'n/a'
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
}
