export function isPangram(text: string): boolean {
  return [...'abcdefghijklmnopqrstuvwxyz'].every((letter) => text.toLowerCase().includes(letter))
}
