export function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return (
    parts.length === 4 &&
    parts.every((part) => !part.startsWith('0') || part === '0') &&
    parts.every((part) => Number(part) >= 0 && Number(part) < 256)
  )
}
