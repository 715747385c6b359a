export function mightContain(added: string[], asked: string, size: number): boolean {
  return size > 0 && added.includes(asked)
}
