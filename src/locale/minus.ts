/** A written number with the sign that a minus has: as wide as a plus, and no place where a line may end. */
export function withMinus(number: string): string {
  return number.startsWith('-') ? `−${number.slice(1)}` : number;
}
