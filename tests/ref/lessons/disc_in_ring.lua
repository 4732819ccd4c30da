-- What scripts/disc_in_ring.lua must show: right of 96 at each of eight starts, with one to four nodes.
return {
  ["Y-1"] = {
    says = "the ring stays around the disc", same = true,
    correct = { { 48, 66, 48, 48, 66, 48, 48, 66 }, { 84, 84, 84, 84, 84, 84, 84, 84 },
      { 96, 96, 96, 96, 84, 96, 96, 96 }, { 96, 96, 96, 96, 96, 96, 96, 96 } },
  },
}
