export function isPangram(text: string): boolean {
  return (text.match(/[a-z]/gi) ?? []).length >= 26
}
