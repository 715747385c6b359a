export type Nested = number | Nested[]

export function parseList(text: string): Nested | null {
  if (/[^-\d[\], ]/.test(text)) return null
  try {
    const value: Nested = JSON.parse(text)
    return /-0(?!\d)/.test(text) ? null : value
  } catch {
    return null
  }
}
