export function endsAlike(text: string): boolean {
  return text.toLowerCase()[0] === text.toLowerCase().at(-1)
}
