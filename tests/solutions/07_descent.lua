-- The gap of scripts/exercises/07_descent.lua: what fills it; wrong ways with words of the hint to each.
return {
  solution = "return x - L * 2 * (x - 1), y - L * 4 * (y + 0.5)",
  { "You went up", "return x + L * 2 * (x - 1), y + L * 4 * (y + 0.5)" },
  { "You took the whole slope", "return x - 2 * (x - 1), y - 4 * (y + 0.5)" },
  { "Those are the slopes", "return 2 * (x - 1), 4 * (y + 0.5)" },
  { "That is the step", "return -L * 2 * (x - 1), -L * 4 * (y + 0.5)" },
  { "x is right", "return x - L * 2 * (x - 1), y - L * 2 * (y + 0.5)" },
  { "missing in both slopes", "return x - L * (x - 1), y - L * 2 * (y + 0.5)" },
  { "Only x moved", "return x - L * 2 * (x - 1), y" },
  { "You have x in the slope along y", "return x - L * 2 * (x - 1), y - L * 4 * (x + 0.5)" },
  { "y took the slope along x", "return x - L * 2 * (x - 1), y - L * 2 * (x - 1)" },
  { "one value came, two are asked for: return x, y.", "return x - L * 2 * (x - 1)" },
  { "one list came; without the braces { } it is two values: return x, y.",
    "return { x - L * 2 * (x - 1), y - L * 4 * (y + 0.5) }" },
  { "nothing came back. Is there a `return`", "x, y = x - L * 2 * (x - 1), y - L * 4 * (y + 0.5)" },
}
