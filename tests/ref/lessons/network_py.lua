-- What scripts/network_py.lua must show: on the digits of data/ NumPy's figures, of the same program on the
-- same files. The catalogue's own are in lessons_full/.
return {
  ["Y-2"] = {
    right = { { 441, 670, 691, 721, 784 }, { 643, 796, 864, 887, 891 }, { 700, 822, 867, 873, 892 } },
    said = { 10, 0, 161, 0, 65, 288, 179, 115, 0, 182 }, same = true,
  },
}
