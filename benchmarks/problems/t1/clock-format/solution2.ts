export function clock(seconds: number): string {
  const s = seconds % 60
  const m = ((seconds - s) / 60) % 60
  const h = (seconds - s - 60 * m) / 3600
  return `${h}:${m < 10 ? '0' : ''}${m}:${s < 10 ? '0' : ''}${s}`
}
