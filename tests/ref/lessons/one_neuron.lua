-- What scripts/one_neuron.lua must show: by id the figures, as {case, key, …} of what is expected in
-- reference.json, and with `says` words of its text.
return {
  ["A-9"] = { dw = { "bias-gradient", "dC_dw" }, slope = { "bias-gradient", "sigma_prime" } },
  ["A-11"] = { da = { "bias-gradient", "dC_da_prev" }, says = "It must be dLoss/da_k of the layer before" },
  ["A-12"] = { db = { "bias-gradient", "dC_db" }, says = "z is linear in b" },
}
