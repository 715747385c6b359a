export function endsAlike(text: string): boolean {
  return text === '' || text.endsWith(text.slice(0, 1))
}
