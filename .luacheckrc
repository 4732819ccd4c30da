std = "lua54"
max_line_length = 110
files["tests"] = { globals = { "nn" }, allow_defined_top = true }
read_globals = { "nn" }
self = false
