export function center(text: string, width: number): string {
  const left = Math.ceil((width - text.length) / 2)
  return text.padStart(text.length + left).padEnd(width)
}
