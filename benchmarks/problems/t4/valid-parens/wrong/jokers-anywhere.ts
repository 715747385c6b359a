export function canMatch(text: string): boolean {
  let open = 0
  let jokers = 0
  for (const char of text) {
    if (char === '*') jokers++
    else if (char === '(') open++
    else if (open > 0) open--
    else if (jokers > 0) jokers--
    else return false
  }
  return open <= jokers
}
