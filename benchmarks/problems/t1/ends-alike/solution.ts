export function endsAlike(text: string): boolean {
  return text[0] === text.at(-1)
}
