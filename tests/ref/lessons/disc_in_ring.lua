-- What scripts/disc_in_ring.lua must show: right of 96 at the best of eight starts, with one to four nodes.
-- The single starts depend on the last digit: some lie at a border when the steps end.
return {
  ["Y-1"] = { says = "the ring stays around the disc", same = true, best = { "colah-disc-ring", "best" } },
}
