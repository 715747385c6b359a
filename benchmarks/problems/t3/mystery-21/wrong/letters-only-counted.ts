export function mystery(text: string): string {
  let up = false
  return text.replace(/[a-z]/gi, (c) => {
    up = !up
    return up ? c.toUpperCase() : c.toLowerCase()
  })
}
