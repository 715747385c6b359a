export function endsAlike(text: string): boolean {
  return text === [...text].reverse().join('')
}
